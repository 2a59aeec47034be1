namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>One thing that is wrong in a connector's YAML.</summary>
/// <param name="File">The file, as a path below the folder of connectors.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ManifestProblem(string File, int Line, int Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}, line {Line}, column {Column}: {Message}";
}
