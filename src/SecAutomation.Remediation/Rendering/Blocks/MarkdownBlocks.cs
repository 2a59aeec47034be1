using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MdInline = Markdig.Syntax.Inlines;
using MdTable = Markdig.Extensions.Tables.Table;

namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>Reads Markdown into blocks. HTML in it is text, and a link that leads elsewhere than to http or https is text too.</summary>
internal static class MarkdownBlocks
{
    private const int LongestLanguage = 20;

    private static readonly Lazy<MarkdownPipeline> s_pipeline = new(() => new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).DisableHtml().Build());

    /// <summary>The blocks of a text. The last whole marker in it is one, whatever stands around it.</summary>
    public static Block[] Parse(string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        for (int start = lines.Length - 1; start >= 0; start--)
        {
            if (lines[start].Trim() != TicketMarker.Start)
            {
                continue;
            }

            int end = Array.FindIndex(lines, start, line => line.Trim() == TicketMarker.Fence);
            if (end >= 0 && TicketMarker.Parse(string.Join('\n', lines[start..(end + 1)])) is { IsIntact: true } marker)
            {
                return [.. Read(string.Join('\n', lines[..start])), Block.Marker.Of(marker), .. Read(string.Join('\n', lines[(end + 1)..]))];
            }
        }

        return Read(markdown);
    }

    private static Block[] Read(string markdown)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, s_pipeline.Value);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser follows: it is shown as it stands.
            return [new Block.Code(MarkdownText.CodeLines(markdown), null)];
        }

        return [.. Blocks(document)];
    }

    private static IEnumerable<Block> Blocks(ContainerBlock container) => container.SelectMany(Blocks);

    private static IEnumerable<Block> Blocks(Markdig.Syntax.Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                return Runs(heading.Inline) is { Length: > 0 } title ? [new Block.Heading(Math.Clamp(heading.Level, 1, 6), title)] : [];
            case CodeBlock code:
                return [Code(code)];
            case MdTable table:
                return Table(table);
            case ListBlock list:
                Block[][] items = [.. list.OfType<ListItemBlock>().Select(item => Item(Blocks(item))).Where(item => item.Length > 0)];
                return items.Length > 0 ? [new Block.Bullets(list.IsOrdered, items)] : [];
            case LeafBlock leaf:
                return Runs(leaf.Inline) is { Length: > 0 } text ? [new Block.Paragraph(text)] : [];
            case ContainerBlock container and not LinkReferenceDefinitionGroup:
                return Blocks(container);
            default:
                return [];
        }
    }

    private static Block.Code Code(CodeBlock code)
    {
        string[] lines = MarkdownText.CodeLines(code.Lines.ToString());
        string? language = (code as FencedCodeBlock)?.Info;
        bool isWord = language is { Length: > 0 and <= LongestLanguage } and not TicketMarker.Language && language.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '#');
        return new Block.Code(lines, isWord ? language : null);
    }

    private static Block[] Table(MdTable table)
    {
        TextRun[][][] rows =
        [
            .. table.OfType<TableRow>().Select(row => row.OfType<TableCell>()
                .Select(cell => Joined(Blocks(cell), TextRun.LineBreak)).ToArray()),
        ];
        if (rows.Length == 0)
        {
            return [];
        }

        int width = rows.Max(row => row.Length);
        TextRun[][][] even = [.. rows.Select(row => row.Concat(Enumerable.Repeat<TextRun[]>([], width - row.Length)).ToArray())];
        return [new Block.Table(even[0], even[1..])];
    }

    // What no dialect but HTML can say inside a list is said in words.
    private static Block[] Item(IEnumerable<Block> blocks)
    {
        Block[] item =
        [
            .. blocks.SelectMany(IEnumerable<Block> (block) => block switch
            {
                Block.Heading heading => [new Block.Paragraph(heading.Text)],
                Block.Table table => table.Row.Prepend(table.Header).Select(row => new Block.Paragraph(Joined(row))),
                _ => [block],
            }),
        ];
        return item.Length == 0 || item[0] is Block.Paragraph ? item : [new Block.Paragraph([]), .. item];
    }

    private static TextRun[] Joined(IEnumerable<Block> blocks, TextRun between)
    {
        List<TextRun> text = [];
        foreach (Block block in blocks)
        {
            if (block is Block.Paragraph paragraph)
            {
                text.AddRange(text.Count > 0 ? [between, .. paragraph.Text] : paragraph.Text);
            }
        }

        return [.. text];
    }

    private static TextRun[] Joined(IReadOnlyList<IReadOnlyList<TextRun>> cells) =>
        [.. cells.SelectMany((cell, i) => i == 0 ? cell : cell.Prepend(new TextRun(" | ")))];

    private static TextRun[] Runs(MdInline.ContainerInline? inline)
    {
        RunList runs = new();
        Add(runs, inline, TextStyle.None, null);
        return runs.ToRuns();
    }

    private static void Add(RunList runs, MdInline.Inline? inline, TextStyle style, string? url)
    {
        switch (inline)
        {
            case MdInline.LiteralInline literal:
                runs.Add(literal.Content.ToString(), style, url);
                break;
            case MdInline.HtmlEntityInline entity:
                runs.Add(entity.Transcoded.ToString(), style, url);
                break;
            case MdInline.CodeInline code:
                runs.Add(code.Content, style | TextStyle.Code, url);
                break;
            case MdInline.LineBreakInline { IsHard: true }:
                runs.AddLineBreak();
                break;
            case MdInline.LineBreakInline:
                runs.Add(" ", style, url);
                break;
            case MdInline.AutolinkInline link:
                runs.Add(link.Url, style, url ?? LinkAddress.Of(link.Url));
                break;
            case MdInline.LinkInline link:
                string? address = url ?? LinkAddress.Of(link.GetDynamicUrl?.Invoke() ?? link.Url);
                AddChildren(runs, link, style, address);
                break;
            case MdInline.EmphasisInline emphasis:
                AddChildren(runs, emphasis, style | Style(emphasis), url);
                break;
            case MdInline.ContainerInline container:
                AddChildren(runs, container, style, url);
                break;
            default:
                break;
        }
    }

    private static void AddChildren(RunList runs, MdInline.ContainerInline container, TextStyle style, string? url)
    {
        foreach (MdInline.Inline child in container)
        {
            Add(runs, child, style, url);
        }
    }

    private static TextStyle Style(MdInline.EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('~', _) => TextStyle.Strike,
        (_, 1) => TextStyle.Emphasis,
        _ => TextStyle.Strong,
    };
}
