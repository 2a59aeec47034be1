using System.Globalization;
using System.Text;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>CommonMark with tables and lists, as forges read it.</summary>
internal sealed class MarkdownWriter : DialectWriter
{
    private const int MostReadings = 8;

    // Markdown has more cases of marks and blanks than a writer foresees in hostile text. What would be read otherwise than it
    // was meant is written without styles, and as it is read, so that the same text is never written in two ways.
    public override string Write(IReadOnlyList<Block> blocks)
    {
        string text = Text(blocks);
        for (int i = 0; i < MostReadings; i++)
        {
            Block[] read = MarkdownBlocks.Parse(text);
            if (Text(read) == text)
            {
                break;
            }

            text = Text(UnstyledBlocks.Of(i == 0 ? blocks : read));
        }

        return text;
    }

    private static string Text(IReadOnlyList<Block> blocks) => string.Join('\n', Lines(blocks)) + "\n";

    // Two lists in a row would be one, were their marks the same.
    private static IEnumerable<string> Lines(IReadOnlyList<Block> blocks)
    {
        bool isOther = false;
        Block? before = null;
        foreach (Block block in blocks)
        {
            isOther = before is Block.Bullets && block is Block.Bullets && !isOther;
            if (before is not null)
            {
                yield return "";
            }

            foreach (string line in Lines(block, isOther))
            {
                yield return line;
            }

            before = block;
        }
    }

    private static IEnumerable<string> Lines(Block block, bool isOther)
    {
        switch (block)
        {
            case Block.Heading heading:
                return [$"{new string('#', heading.Level)} {Text(heading.Text, isAtStart: true).Replace("\\\n", " ", StringComparison.Ordinal)}"];
            case Block.Paragraph paragraph:
                return Text(paragraph.Text, isAtStart: true).Split('\n');
            case Block.Bullets bullets:
                return bullets.Item.SelectMany((item, i) => Item(item, Mark(bullets.IsNumbered, i + 1, isOther)));
            case Block.Table table:
                return [Row(table.Header), $"|{string.Concat(table.Header.Select(_ => " --- |"))}", .. table.Row.Select(Row)];
            case Block.Code code:
                string[] lines = [.. code.Line.Select(DefuseCode)];
                string fence = new('`', Math.Max(3, lines.Max(LongestFence) + 1));
                return [fence + code.Language, .. lines, fence];
            case Block.Marker marker:
                return marker.Line;
            default:
                return [];
        }
    }

    private static string Mark(bool isNumbered, int number, bool isOther) => (isNumbered, isOther) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"{number}) "),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"{number}. "),
        (false, true) => "* ",
        _ => "- ",
    };

    private static IEnumerable<string> Item(IReadOnlyList<Block> item, string mark)
    {
        string indent = new(' ', mark.Length);
        List<string> lines = [];
        foreach (Block block in item)
        {
            // A list follows its paragraph without a blank line, so that the whole stays tight.
            bool isTight = lines.Count == 0 || block is Block.Bullets;
            lines.AddRange(isTight ? Lines(block, isOther: false) : Lines(block, isOther: false).Prepend(""));
        }

        return lines.Select((line, i) => i == 0 ? mark + line : line.Length == 0 ? "" : indent + line);
    }

    private static string Row(IReadOnlyList<IReadOnlyList<TextRun>> cells) =>
        $"|{string.Concat(cells.Select(cell => $" {Text(cell, isAtStart: false, isCell: true)} |"))}";

    private static string Text(IReadOnlyList<TextRun> text, bool isAtStart, bool isCell = false)
    {
        StringBuilder markdown = new();
        for (int i = 0; i < text.Count; i++)
        {
            if (ReferenceEquals(text[i], TextRun.LineBreak))
            {
                markdown.Append(isCell ? " / " : "\\\n");
                continue;
            }

            bool isStart = isAtStart && (i == 0 || ReferenceEquals(text[i - 1], TextRun.LineBreak));
            Append(markdown, text[i], isStart, i + 1 < text.Count ? text[i + 1] : null, isCell);
        }

        return markdown.ToString();
    }

    private static void Append(StringBuilder markdown, TextRun run, bool isStart, TextRun? next, bool isCell)
    {
        string core = run.Text.Trim(' ');
        if (core.Length == 0)
        {
            markdown.Append(run.Text);
            return;
        }

        int lead = run.Text.IndexOf(core, StringComparison.Ordinal);
        string trail = run.Text[(lead + core.Length)..];
        markdown.Append(' ', lead);
        bool isCode = run.Style.HasFlag(TextStyle.Code) && !(isCell && core.Contains('|', StringComparison.Ordinal));
        string text = isCode ? Code(core) : MarkdownText.Escape(core, isStart && lead == 0);
        string mark = Mark(run.Style);
        bool canStyle = mark.Length > 0 && CanOpen(markdown, text, mark) && CanClose(text, mark, trail.Length > 0 ? ' ' : First(next));
        text = canStyle ? $"{mark}{text}{new string([.. mark.Reverse()])}" : text;
        if (run.Url is { } url)
        {
            if (markdown.Length > 0 && markdown[^1] == '!')
            {
                markdown.Insert(markdown.Length - 1, '\\');
            }

            text = $"[{text}](<{url}>)";
        }

        markdown.Append(text).Append(trail);
    }

    private static string Mark(TextStyle style) =>
        (style.HasFlag(TextStyle.Strike) ? "~~" : "")
        + (style.HasFlag(TextStyle.Strong) ? "**" : "")
        + (style.HasFlag(TextStyle.Emphasis) ? "*" : "");

    // The flanking rules of CommonMark, on the safe side; where they do not hold, the text is plain.
    private static bool CanOpen(StringBuilder before, string text, string mark) =>
        before.Length == 0 || char.IsWhiteSpace(before[^1])
        || (char.IsLetterOrDigit(text[0]) && !IsMixed(mark) && before[^1] is not ('*' or '~' or '_' or '\\'));

    private static bool CanClose(string text, string mark, char next) =>
        next is ' ' or '\n' || (char.IsLetterOrDigit(text[^1]) && !IsMixed(mark) && next is not ('*' or '~' or '_'));

    // Of two kinds of marks the outer one stands beside the inner one, which is no letter.
    private static bool IsMixed(string mark) => mark.AsSpan().Trim(mark[0]).Length > 0;

    private static char First(TextRun? next) => next switch
    {
        null => ' ',
        { Text: var text } when ReferenceEquals(next, TextRun.LineBreak) || text[0] == ' ' => ' ',
        { Url: not null } => '[',
        { Style: not TextStyle.None } => '*',
        { Text: var text } => text[0],
    };

    private static string Code(string text)
    {
        string fence = new('`', LongestFence(text) + 1);
        string pad = text[0] == '`' || text[^1] == '`' ? " " : "";
        return $"{fence}{pad}{text}{pad}{fence}";
    }

    private static int LongestFence(string text)
    {
        (int longest, int length) = (0, 0);
        foreach (char c in text)
        {
            length = c == '`' ? length + 1 : 0;
            longest = Math.Max(longest, length);
        }

        return longest;
    }
}
