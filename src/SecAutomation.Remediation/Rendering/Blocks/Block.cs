namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>A part of a ticket's text, independent of how a tracker writes it.</summary>
internal abstract record Block
{
    /// <summary>A heading.</summary>
    /// <param name="Level">1 to 6.</param>
    /// <param name="Text">One line.</param>
    public sealed record Heading(int Level, IReadOnlyList<TextRun> Text) : Block;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">What it says.</param>
    public sealed record Paragraph(IReadOnlyList<TextRun> Text) : Block;

    /// <summary>A list.</summary>
    /// <param name="IsNumbered">Whether its items are numbered, from 1.</param>
    /// <param name="Item">Its items: each begins with a paragraph, and holds paragraphs, code and lists, as every dialect can say them.</param>
    public sealed record Bullets(bool IsNumbered, IReadOnlyList<IReadOnlyList<Block>> Item) : Block;

    /// <summary>A table.</summary>
    /// <param name="Header">The heads of the columns.</param>
    /// <param name="Row">The rows, each as wide as the header.</param>
    public sealed record Table(IReadOnlyList<IReadOnlyList<TextRun>> Header, IReadOnlyList<IReadOnlyList<IReadOnlyList<TextRun>>> Row) : Block;

    /// <summary>Text that is shown as it is.</summary>
    /// <param name="Line">Its lines, at least one.</param>
    /// <param name="Language">What language it is in; null where nothing says.</param>
    public sealed record Code(IReadOnlyList<string> Line, string? Language) : Block;

    /// <summary>The block by which the ticket is found again.</summary>
    /// <param name="Line">Its lines, the fences among them, as <see cref="TicketMarker.ToText"/> writes them.</param>
    public sealed record Marker(IReadOnlyList<string> Line) : Block
    {
        /// <summary>The block of a marker.</summary>
        public static Marker Of(TicketMarker marker, int maximumLength = int.MaxValue) => new(marker.ToText(maximumLength).Split('\n'));
    }
}
