namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>One value of a YAML file, with its place.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal abstract record ManifestNode(int Line, int Column)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}
