namespace SecAutomation.Commands.Delivery.Plans;

/// <summary>One ticket of a plan, and the state of the ticket that it was made for.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Reason">Why.</param>
/// <param name="Id">The ticket that is there; null where one is made.</param>
/// <param name="Number">Its number.</param>
/// <param name="Before">The print of the ticket as it was when the plan was made.</param>
/// <param name="State">The state that it comes into; null where it stays.</param>
/// <param name="Resolution">Why it is closed, where it is.</param>
/// <param name="Comment">What people are told in it.</param>
/// <param name="Draft">The ticket as it is going to be.</param>
internal sealed record PlanItem(
    TicketAction Action,
    string Reason,
    string? Id,
    string? Number,
    string? Before,
    TicketState? State,
    TicketResolution Resolution,
    string? Comment,
    TicketDraft Draft);
