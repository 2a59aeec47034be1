namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>A piece of text in one style. It is clean: no control characters, no line ends but <see cref="LineBreak"/>.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Url">Where it leads, an absolute http or https address; null where it leads nowhere.</param>
internal sealed record TextRun(string Text, TextStyle Style = TextStyle.None, string? Url = null)
{
    /// <summary>The next line of the same paragraph.</summary>
    public static TextRun LineBreak { get; } = new("\n");
}
