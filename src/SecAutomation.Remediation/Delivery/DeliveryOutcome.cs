namespace SecAutomation.Remediation.Delivery;

/// <summary>What came of a delivery.</summary>
/// <param name="Action">Created, Adopted, Uncertain or Failed.</param>
/// <param name="Reason">Why, in one sentence; empty where there is nothing to say.</param>
/// <param name="Ticket">The ticket; null where it is Uncertain or Failed.</param>
/// <param name="Failure">What went wrong; null where nothing did.</param>
public sealed record DeliveryOutcome(TicketAction Action, string Reason, TrackerTicket? Ticket, FailureException? Failure = null)
{
    /// <summary>Whether the request may be on its way still: then the intent stays open, and the next run looks for it first.</summary>
    public bool IsOpen => Action == TicketAction.Uncertain;
}
