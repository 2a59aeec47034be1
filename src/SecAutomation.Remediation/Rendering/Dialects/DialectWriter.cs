using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>Writes blocks as a tracker writes formatted text. Whatever a text says, it is shown and does nothing.</summary>
internal abstract class DialectWriter
{
    /// <summary>Not seen, and enough to keep a tracker from taking what follows for a command.</summary>
    protected const char Separator = '\u200B';

    /// <summary>The writer of a dialect.</summary>
    public static DialectWriter Of(TicketDialect dialect) => dialect switch
    {
        TicketDialect.Markdown => new MarkdownWriter(),
        TicketDialect.Html => new HtmlWriter(),
        TicketDialect.Textile => new TextileWriter(),
        TicketDialect.AtlassianWiki => new AtlassianWikiWriter(),
        TicketDialect.Adf => new AdfWriter(),
        _ => new PlainWriter(),
    };

    /// <summary>Writes a text.</summary>
    /// <param name="blocks">The text.</param>
    /// <returns>The same in the dialect.</returns>
    public abstract string Write(IReadOnlyList<Block> blocks);

    /// <summary>Text with which nobody is told, no template of a web page is filled and no marker is forged.</summary>
    protected static string Defuse(string text)
    {
        if (text.AsSpan().IndexOfAny('@', '`', '{') < 0)
        {
            return text;
        }

        System.Text.StringBuilder safe = new(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            safe.Append(text[i]);
            bool isDangerous = text[i] switch
            {
                '@' => i == 0 || !char.IsLetterOrDigit(text[i - 1]),
                '`' => true,
                '{' => i + 1 < text.Length && text[i + 1] == '{',
                _ => false,
            };
            if (isDangerous)
            {
                safe.Append(Separator);
            }
        }

        return safe.ToString();
    }

    /// <summary>A line of code that cannot begin a marker.</summary>
    protected static string DefuseCode(string line) =>
        line.Replace($"`{TicketMarker.Language}", $"`{Separator}{TicketMarker.Language}", StringComparison.Ordinal);

    /// <summary>The pieces of a text with the addresses of links written out where the text does not say them.</summary>
    protected static string Spoken(IEnumerable<TextRun> text, Func<string, string> escape) =>
        string.Concat(text.Select(run => run.Url is null || run.Url == run.Text ? escape(run.Text) : $"{escape(run.Text)} ({escape(run.Url)})"));
}
