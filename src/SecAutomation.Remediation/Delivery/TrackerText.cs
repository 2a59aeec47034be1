using System.Security.Cryptography;
using System.Text;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Delivery;

/// <summary>Tickets as a tracker writes them.</summary>
public static class TrackerText
{
    private const string Start = "```secautomation", Fence = "```";

    /// <summary>A ticket as it is sent.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="abilities">What the tracker takes.</param>
    /// <returns>The ticket, and the file that has what did not fit; null where everything did.</returns>
    public static (TrackerDraft Draft, TrackerFile? File) Render(TicketDraft draft, TrackerAbilities abilities)
    {
        RenderedText text = TicketText.Render(draft, abilities.Dialect, abilities.BodyLimit);
        TrackerDraft rendered = new()
        {
            Key = draft.Key,
            Title = TicketText.Title(draft.Title, abilities.TitleLimit),
            Body = text.Text,
            Team = draft.Team,
            Priority = draft.Priority,
            DueDate = draft.DueDate,
            Alias = draft.Alias,
        };
        return (rendered, text.Attachment);
    }

    /// <summary>A comment with its stamp.</summary>
    /// <param name="key">The ticket's key.</param>
    /// <param name="markdown">What to say, Markdown.</param>
    /// <param name="abilities">What the tracker takes.</param>
    /// <returns>The comment; the same text always has the same stamp.</returns>
    public static TrackerComment Comment(string key, string markdown, TrackerAbilities abilities)
    {
        string stamp = CommentStamp.Of(key, markdown);
        TextLimit limit = abilities.CommentLimit.Count == int.MaxValue
            ? abilities.CommentLimit
            : abilities.CommentLimit with { Count = abilities.CommentLimit.Count - stamp.Length - 10 };
        if (abilities.Dialect == TicketDialect.Adf)
        {
            return new TrackerComment(TicketText.Render($"{markdown} {stamp}", abilities.Dialect, limit).Text, stamp);
        }

        string text = TicketText.Render(markdown, abilities.Dialect, limit).Text.TrimEnd();
        return new TrackerComment(abilities.Dialect == TicketDialect.Html ? $"{text}<p>{stamp}</p>" : $"{text}\n\n{stamp}", stamp);
    }

    /// <summary>A text that a person changed, with a new marker block in the place of the old one and everything else as it is.</summary>
    /// <param name="body">The text as the tracker has it.</param>
    /// <param name="draft">The ticket.</param>
    /// <returns>The text; null where the block does not stand in it line by line.</returns>
    public static string? ReplaceMarker(string body, TicketDraft draft)
    {
        string marker = TicketMarker.Of(draft).ToText();
        if (MarkerText.ReplaceInDocument(body, marker) is { } document)
            return document;

        string[] lines = body.ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => line.Trim() == Start);
        int end = start < 0 ? -1 : Array.FindIndex(lines, start + 1, line => line.Trim() == Fence);
        return end < 0 ? null : string.Join('\n', [.. lines[..start], .. marker.Split('\n'), .. lines[(end + 1)..]]);
    }

    /// <summary>What a tracker holds, to be compared later.</summary>
    /// <param name="ticket">The ticket as it was read after it was written.</param>
    /// <returns>Its fields.</returns>
    public static WrittenFields Fields(TrackerTicket ticket) => new()
    {
        Title = ticket.Title,
        Team = ticket.Team,
        Priority = ticket.Priority,
        DueDate = ticket.DueDate,
        TextHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ticket.Body.ReplaceLineEndings("\n").Trim()))).ToLowerInvariant(),
    };
}
