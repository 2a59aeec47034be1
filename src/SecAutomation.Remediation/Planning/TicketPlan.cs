namespace SecAutomation.Remediation.Planning;

/// <summary>What a run is going to do, the most urgent first.</summary>
/// <param name="Ticket">The tickets to create and to update, then those that stay, then those that are left closed.</param>
/// <param name="LeftOut">The hosts that no ticket is for.</param>
public sealed record TicketPlan(IReadOnlyList<PlannedTicket> Ticket, IReadOnlyList<LeftOutHost> LeftOut)
{
    /// <summary>What people are to know besides, each once.</summary>
    public IReadOnlyList<string> Remark { get; init; } = [];

    /// <summary>How many tickets are to be created: what <c>-MaximumTickets</c> limits.</summary>
    public int Creates => Ticket.Count(ticket => ticket.Action == TicketAction.Created);
}
