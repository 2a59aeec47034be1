namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>A text. YAML's own guesses at numbers, dates and <c>no</c> do not apply: every scalar is the text that stands there.</summary>
/// <param name="Text">The text, without its quotes.</param>
/// <param name="IsQuoted">Whether it stands in quotes, so that its first character is one column further.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record ManifestScalar(string Text, bool IsQuoted, int Line, int Column) : ManifestNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => Text.Length == 0 && !IsQuoted ? "empty" : "a text";
}
