using System.Text;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>What Textile and the wiki markup of Atlassian have in common: one line per item, marks repeated for depth, tables by bars.</summary>
internal abstract class WikiWriter : DialectWriter
{
    /// <summary>What sets a head of a table off.</summary>
    protected abstract string HeadMark { get; }

    /// <summary>Whether only a blank ends the address of a link.</summary>
    protected virtual bool EndsLinkAtBlank => false;

    /// <summary>The next line of a paragraph.</summary>
    protected abstract string LineBreak { get; }

    public override string Write(IReadOnlyList<Block> blocks)
    {
        StringBuilder text = new();
        foreach (Block block in blocks)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            Append(text, block);
        }

        return text.ToString();
    }

    /// <summary>A text that is shown as it is.</summary>
    protected abstract string Verbatim(IEnumerable<string> lines);

    /// <summary>A piece of text with its style.</summary>
    /// <param name="run">The piece.</param>
    /// <param name="core">Its text without blanks around it.</param>
    /// <param name="isAtStart">Whether a line begins with it.</param>
    protected abstract string Styled(TextRun run, string core, bool isAtStart);

    /// <summary>A piece of text without markup.</summary>
    protected abstract string Escape(string text, bool isAtStart);

    private void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                text.Append('h').Append(heading.Level).Append(". ").Append(Text(heading.Text, " ")).Append('\n');
                break;
            case Block.Paragraph paragraph:
                text.Append(Text(paragraph.Text, LineBreak)).Append('\n');
                break;
            case Block.Bullets bullets:
                AppendList(text, bullets, "");
                break;
            case Block.Table table:
                text.Append(string.Concat(table.Header.Select(cell => HeadMark + Cell(cell)))).Append(HeadMark[0] == HeadMark[^1] ? HeadMark : "|").Append('\n');
                foreach (IReadOnlyList<IReadOnlyList<TextRun>> row in table.Row)
                {
                    text.Append(string.Concat(row.Select(cell => "|" + Cell(cell)))).Append("|\n");
                }

                break;
            case Block.Code code:
                text.Append(Verbatim(code.Line.Select(DefuseCode)));
                break;
            case Block.Marker marker:
                text.Append(Verbatim(marker.Line));
                break;
            default:
                break;
        }
    }

    // An item is one line: what it holds beside its paragraph and lists is said in that line.
    private void AppendList(StringBuilder text, Block.Bullets list, string outer)
    {
        string mark = outer + (list.IsNumbered ? '#' : '*');
        foreach (IReadOnlyList<Block> item in list.Item)
        {
            IEnumerable<string> lines = item.Select(block => block switch
            {
                Block.Paragraph paragraph => Text(paragraph.Text, " "),
                Block.Code code => string.Join(' ', code.Line.Select(line => Escape(MarkdownText.OneLine(line), isAtStart: true))),
                _ => "",
            });
            text.Append(mark).Append(' ').AppendJoin(' ', lines.Where(line => line.Length > 0)).Append('\n');
            foreach (Block.Bullets inner in item.OfType<Block.Bullets>())
            {
                AppendList(text, inner, mark);
            }
        }
    }

    private string Cell(IReadOnlyList<TextRun> cell) => cell.Count == 0 ? " " : $" {Text(cell, " ")} ";

    private string Text(IReadOnlyList<TextRun> text, string lineBreak)
    {
        StringBuilder line = new();
        (bool isAtStart, bool afterLink) = (true, false);
        foreach (TextRun run in text)
        {
            if (ReferenceEquals(run, TextRun.LineBreak))
            {
                line.Append(lineBreak);
                (isAtStart, afterLink) = (true, false);
                continue;
            }

            string core = run.Text.Trim(' ');
            int lead = run.Text.Length - run.Text.TrimStart(' ').Length;
            line.Append(' ', lead);
            afterLink &= lead == 0;
            if (core.Length > 0)
            {
                if (afterLink)
                {
                    line.Append(' ');
                }

                line.Append(Styled(run, core, isAtStart));
                afterLink = run.Url is not null && EndsLinkAtBlank;
                int trail = run.Text.Length - lead - core.Length;
                line.Append(' ', trail);
                afterLink &= trail == 0;
                isAtStart = false;
            }
        }

        return line.ToString();
    }
}
