namespace SecAutomation.Storage;

/// <summary>A ticket as it is to become.</summary>
/// <param name="Draft">Its content; the key stays.</param>
public sealed record TicketRevision(TicketDraft Draft)
{
    /// <summary>The state that it comes into; null where it stays.</summary>
    public TicketState? State { get; init; }

    /// <summary>Why it is closed, as a kind; of no account for a state that is not Closed.</summary>
    public TicketResolution Resolution { get; init; } = TicketResolution.Fixed;

    /// <summary>What people are told; null: nothing. On closing it is the reason.</summary>
    public string? Comment { get; init; }

    internal StoredTicket Apply(StoredTicket ticket, DateTimeOffset now)
    {
        TicketState state = State ?? ticket.State;
        bool isClosing = state == TicketState.Closed && ticket.State != TicketState.Closed;
        bool isClosed = state == TicketState.Closed;
        return ticket with
        {
            Draft = Draft with { Key = ticket.Draft.Key },
            State = state,
            UpdatedAt = now,
            ClosedAt = isClosing ? now : isClosed ? ticket.ClosedAt : null,
            CloseReason = isClosing ? Comment : isClosed ? ticket.CloseReason : null,
            Resolution = isClosing ? Resolution : isClosed ? ticket.Resolution : TicketResolution.None,
            Comment = Comment is null ? ticket.Comment : [.. ticket.Comment, new TicketComment { At = now, Text = Comment }],
        };
    }
}
