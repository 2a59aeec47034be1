namespace SecAutomation.Remediation.Planning;

/// <summary>What is to be done with one ticket.</summary>
/// <param name="Action">Created, Updated, Reopened, Closed, Unchanged or Skipped.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Draft">The ticket as it is to be; of one that stays, as it is. Its key is the same in every plan of the same work.</param>
/// <param name="Existing">The ticket that is there; null where one is to be created.</param>
public sealed record PlannedTicket(TicketAction Action, string Reason, TicketDraft Draft, StoredTicket? Existing)
{
    /// <summary>Whether it changes anything.</summary>
    public bool IsChange => Action is TicketAction.Created or TicketAction.Updated or TicketAction.Reopened or TicketAction.Closed;

    /// <summary>Whether its team gets it by this: it is new, or it comes from another team.</summary>
    public bool IsAssigned => Action == TicketAction.Created || (IsChange && Draft.Team != Existing?.Draft.Team);

    /// <summary>The state that the ticket comes into; null where it stays.</summary>
    public TicketState? State { get; init; }

    /// <summary>Why the ticket is closed, where it is.</summary>
    public TicketResolution Resolution { get; init; } = TicketResolution.Fixed;

    /// <summary>What people are told in the ticket; null where there is nothing to tell.</summary>
    public string? Comment { get; init; }
}
