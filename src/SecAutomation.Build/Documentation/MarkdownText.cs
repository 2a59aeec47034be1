using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SecAutomation.Build.Documentation;

/// <summary>Markdown as the plain text that <c>Get-Help</c> shows.</summary>
public static class MarkdownText
{
    private const string CodeIndent = "    ";
    private const string BetweenColumns = "  ";

    private static readonly MarkdownPipeline s_pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>Reads a page.</summary>
    public static MarkdownDocument Parse(string text) => Markdown.Parse(text, s_pipeline);

    /// <summary>The paragraphs of some blocks: each is one text, with line ends only where they have a meaning.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="width">Columns after which prose wraps; null leaves that to the reader.</param>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks, int? width = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        List<string> paragraphs = [];
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    paragraphs.Add(Inline(heading.Inline).ToUpperInvariant());
                    break;
                case CodeBlock code:
                    paragraphs.Add(Indent(Code(code), CodeIndent));
                    break;
                case ParagraphBlock paragraph:
                    paragraphs.Add(Wrap(Inline(paragraph.Inline), width));
                    break;
                case ListBlock list:
                    paragraphs.Add(List(list, width));
                    break;
                case Table table:
                    paragraphs.Add(Columns(table, width));
                    break;
                case QuoteBlock quote:
                    paragraphs.AddRange(Paragraphs(quote, width));
                    break;
            }
        }

        return paragraphs;
    }

    /// <summary>The text of a code block.</summary>
    public static string Code(LeafBlock code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Lines.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
    }

    /// <summary>The text of a line: no marks, no links that a terminal cannot follow.</summary>
    public static string Inline(ContainerInline? inline)
    {
        StringBuilder text = new();
        foreach (Inline part in inline ?? [])
        {
            text.Append(part switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                AutolinkInline link => link.Url,
                LinkInline link when link.Url?.StartsWith("http", StringComparison.Ordinal) == true => $"{Inline(link)} ({link.Url})",
                HtmlInline html => html.Tag,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                ContainerInline container => Inline(container),
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>Puts something before each line that is not empty.</summary>
    public static string Indent(string text, string indent)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : indent + line));
    }

    private static string Wrap(string text, int? width)
    {
        if (width is null)
        {
            return text;
        }

        StringBuilder wrapped = new();
        int column = 0;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                wrapped.Append('\n');
                column = 0;
            }

            if (column > 0)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }

    private static string List(ListBlock list, int? width)
    {
        List<string> lines = [];
        int number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out int start) ? start : 1;
        foreach (ListItemBlock element in list.OfType<ListItemBlock>())
        {
            string mark = list.IsOrdered ? $"{number++}. " : "- ";
            string text = string.Join('\n', Paragraphs(element, width - mark.Length));
            lines.Add(mark + Indent(text, new string(' ', mark.Length)).TrimStart());
        }

        return string.Join('\n', lines);
    }

    // The last column takes what is left of the width; the others are as wide as they must be.
    private static string Columns(Table table, int? width)
    {
        List<string[]> rows = [.. table.OfType<TableRow>()
            .Select(row => row.OfType<TableCell>().Select(cell => string.Join(' ', Paragraphs(cell))).ToArray())];
        int count = rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, count).Select(i => rows.Max(row => i < row.Length ? row[i].Length : 0))];
        int before = widths[..^1].Sum() + (BetweenColumns.Length * (count - 1));
        bool fits = width is null || width - before >= width / 3;
        List<string> lines = [];
        foreach (string[] row in rows)
        {
            string last = row.Length == count ? row[^1] : "";
            if (fits)
            {
                string head = string.Concat(row.Take(count - 1).Select((cell, i) => cell.PadRight(widths[i]) + BetweenColumns));
                lines.Add((head + Indent(Wrap(last, width - before), new string(' ', before)).TrimStart()).TrimEnd());
            }
            else
            {
                lines.Add(Wrap(string.Join(BetweenColumns, row.Take(count - 1)), width));
                lines.Add(Indent(Wrap(last, width - CodeIndent.Length), CodeIndent));
            }
        }

        return string.Join('\n', lines);
    }
}
