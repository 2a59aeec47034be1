namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>A map of keys to values, in the order of the file.</summary>
/// <param name="Entries">Its entries; a key that stands twice was reported and left out.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record ManifestMap(IReadOnlyList<ManifestEntry> Entries, int Line, int Column) : ManifestNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "a map";
}
