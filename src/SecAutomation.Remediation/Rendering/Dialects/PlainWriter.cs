using System.Globalization;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>Text without markup.</summary>
internal sealed class PlainWriter : DialectWriter
{
    private const int WidestRule = 72;

    public override string Write(IReadOnlyList<Block> blocks) => string.Join('\n', Lines(blocks)) + "\n";

    private static IEnumerable<string> Lines(IReadOnlyList<Block> blocks) =>
        blocks.SelectMany((block, i) => i == 0 ? Lines(block) : Lines(block).Prepend(""));

    private static IEnumerable<string> Lines(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                string title = Text(heading.Text)[0];
                string rule = new(heading.Level == 1 ? '=' : '-', Math.Min(title.Length, WidestRule));
                return heading.Level <= 2 ? [title, rule] : [title];
            case Block.Paragraph paragraph:
                return Text(paragraph.Text);
            case Block.Bullets bullets:
                return bullets.Item.SelectMany((item, i) => Item(
                    item, bullets.IsNumbered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "- "));
            case Block.Table table:
                return table.Row.Prepend(table.Header).Select(row => Start(string.Join(" | ", row.Select(cell => string.Join(" / ", Text(cell))))));
            case Block.Code code:
                return code.Line.Select(line => line.Length == 0 ? "" : $"    {DefuseCode(line)}");
            case Block.Marker marker:
                return marker.Line;
            default:
                return [];
        }
    }

    private static IEnumerable<string> Item(IReadOnlyList<Block> item, string mark)
    {
        string indent = new(' ', mark.Length);
        return item.SelectMany(Lines).Select((line, i) => i == 0 ? mark + line : line.Length == 0 ? "" : indent + line);
    }

    private static string[] Text(IReadOnlyList<TextRun> text) => [.. Spoken(text, Defuse).Split('\n').Select(Start)];

    // Some trackers take a line that begins with a slash for a command.
    private static string Start(string line) => line.StartsWith('/') ? $"{Separator}{line}" : line;
}
