namespace SecAutomation.Build.Documentation;

/// <summary>A way to call a cmdlet.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Syntax">The parameters as the engine writes them, without the cmdlet's name.</param>
/// <param name="Parameters">The parameters, in the order of the syntax.</param>
public sealed record ParameterSetShape(string Name, string Syntax, IReadOnlyList<ParameterShape> Parameters);
