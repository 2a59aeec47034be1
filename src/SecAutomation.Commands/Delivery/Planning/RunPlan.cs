using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>What a run is going to do.</summary>
/// <param name="Ticket">The tickets, in the order in which they are written.</param>
/// <param name="LeftOut">The hosts that no ticket is for.</param>
internal sealed record RunPlan(IReadOnlyList<PlannedTicket> Ticket, IReadOnlyList<LeftOutHost> LeftOut)
{
    /// <summary>What the user is to know besides, each once.</summary>
    public IReadOnlyList<string> Remark { get; init; } = [];

    /// <summary>Which hosts of which tickets a scan looked at.</summary>
    public IReadOnlyList<(string TicketId, string Host, DateTimeOffset At)> Sighting { get; init; } = [];

    /// <summary>How many tickets are to be created.</summary>
    public int Creates => Ticket.Count(ticket => ticket.Action == TicketAction.Created);
}
