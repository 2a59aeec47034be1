namespace SecAutomation.Build.Documentation;

/// <summary>A cmdlet as the engine binds it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sets">Its parameter sets.</param>
public sealed record CmdletShape(string Name, IReadOnlyList<ParameterSetShape> Sets)
{
    /// <summary>Every parameter once, as in the first set that has it, by name.</summary>
    public IReadOnlyList<ParameterShape> Parameters =>
        [.. Sets.SelectMany(set => set.Parameters).DistinctBy(p => p.Name, StringComparer.Ordinal).OrderBy(p => p.Name, StringComparer.Ordinal)];
}
