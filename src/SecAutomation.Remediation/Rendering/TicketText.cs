using SecAutomation.Remediation.Rendering.Blocks;
using SecAutomation.Remediation.Rendering.Dialects;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Writes what a ticket says in the dialect of its tracker, no longer than the tracker takes.</summary>
public static class TicketText
{
    private const string CutRemark = "The rest of this text was cut: it is longer than the tracker takes.";
    private const string CutListRemark = "The rest of this text was cut: it is longer than the tracker takes. The attached CSV file has the whole list.";

    /// <summary>Writes a text.</summary>
    /// <param name="markdown">The text, Markdown, as a template gives it. HTML in it is shown, not obeyed.</param>
    /// <param name="dialect">How the tracker writes.</param>
    /// <param name="limit">How much it takes. A text with a marker needs room for it: at least 1,000.</param>
    /// <returns>
    /// The text. Where it is too long, whole parts from its end are left out, never the <see cref="TicketMarker"/>, and the
    /// attachment lists the hosts and the work that the marker names.
    /// </returns>
    public static RenderedText Render(string markdown, TicketDialect dialect, TextLimit limit)
    {
        (string text, bool isCut, TicketMarker? marker) = Write(markdown, dialect, limit);
        return new RenderedText(text, isCut, isCut && marker is not null ? TicketList.Of(marker) : null);
    }

    /// <summary>Writes the text of a ticket.</summary>
    /// <param name="draft">The ticket; <see cref="TicketDraft.Text"/> is written.</param>
    /// <param name="dialect">How the tracker writes.</param>
    /// <param name="limit">How much it takes.</param>
    /// <returns>The text. Where it leaves something out, the attachment has every finding on every host.</returns>
    public static RenderedText Render(TicketDraft draft, TicketDialect dialect, TextLimit limit)
    {
        (string text, bool isCut, _) = Write(draft.Text, dialect, limit);
        bool isShort = isCut || draft.IsShortened;
        return new RenderedText(text, isShort, isShort ? TicketList.Of(draft) : null);
    }

    /// <summary>A title as the tracker takes it.</summary>
    /// <param name="title">The title.</param>
    /// <param name="limit">How much it takes.</param>
    /// <returns>One line, cut between what people see as characters.</returns>
    public static string Title(string title, TextLimit limit) => limit.Cut(MarkdownText.OneLine(title));

    private static (string Text, bool IsCut, TicketMarker? Marker) Write(string markdown, TicketDialect dialect, TextLimit limit)
    {
        DialectWriter writer = DialectWriter.Of(dialect);
        Block[] blocks = MarkdownBlocks.Parse(markdown);
        Block.Marker? marker = blocks.OfType<Block.Marker>().SingleOrDefault();
        TicketMarker? read = marker is null ? null : TicketMarker.Parse(string.Join('\n', marker.Line));
        string whole = writer.Write(blocks);
        if (limit.Fits(whole))
        {
            return (whole, false, read);
        }

        List<Block> end = [new Block.Paragraph([new TextRun(read is null ? CutRemark : CutListRemark, TextStyle.Emphasis)])];
        if (read is not null)
        {
            end.Add(Fitting(read, writer, limit));
        }

        Block[] body = [.. blocks.Where(block => block is not Block.Marker)];
        string Try(int parts, int graphemes) => writer.Write([.. BlockCut.Take(body, parts, graphemes), .. end]);
        int most = Largest(BlockCut.Count(body), parts => limit.Fits(Try(parts, 0)));
        if (most < 0)
        {
            // Not even the remark: the marker alone, or a beginning where there is none.
            string only = read is null ? "" : writer.Write(end[1..]);
            return limit.Fits(only) ? (only, true, read) : throw TooSmall(limit);
        }

        int begun = Math.Max(0, Largest(LongestPart(body), graphemes => limit.Fits(Try(most, graphemes))));
        return (Try(most, begun), true, read);
    }

    // Half of the room at most, so that the ticket says more than its marker.
    private static Block.Marker Fitting(TicketMarker marker, DialectWriter writer, TextLimit limit)
    {
        TextLimit half = limit with { Count = limit.Count / 2 };
        Block.Marker whole = Block.Marker.Of(marker);
        return half.Fits(writer.Write([whole]))
            ? whole
            : Block.Marker.Of(marker, Math.Max(0, Largest(half.Count, length => half.Fits(writer.Write([Block.Marker.Of(marker, length)])))));
    }

    private static int LongestPart(IEnumerable<Block> blocks) => blocks.Select(block => block switch
    {
        Block.Paragraph paragraph => paragraph.Text.Sum(run => run.Text.Length),
        Block.Bullets bullets => bullets.Item.Max(LongestPart),
        _ => 0,
    }).DefaultIfEmpty(0).Max();

    /// <summary>The largest number up to a bound for which something holds that holds for all smaller ones; -1 where it never does.</summary>
    private static int Largest(int bound, Func<int, bool> holds)
    {
        (int low, int high) = (-1, bound + 1);
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static ArgumentOutOfRangeException TooSmall(TextLimit limit) =>
        new(nameof(limit), limit, "A ticket's text needs room for its marker.");
}
