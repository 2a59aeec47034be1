namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>A list.</summary>
/// <param name="Values">Its values.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record ManifestList(IReadOnlyList<ManifestNode> Values, int Line, int Column) : ManifestNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
