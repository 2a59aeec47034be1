namespace SecAutomation.Remediation.Planning;

/// <summary>What a run is going to do to the tickets that are there.</summary>
/// <param name="Ticket">Those that change, then those that stay.</param>
/// <param name="Uncovered">New tickets that the work would need that no open ticket covers; New-RemediationTicket makes them.</param>
/// <param name="LeftOut">Hosts that no ticket is for.</param>
/// <param name="Sighting">Which hosts of which tickets the scan looked at, by ticket id and by name in the units.</param>
public sealed record UpdatePlan(
    IReadOnlyList<PlannedTicket> Ticket,
    IReadOnlyList<PlannedTicket> Uncovered,
    IReadOnlyList<LeftOutHost> LeftOut,
    IReadOnlyList<(string TicketId, string Host, DateTimeOffset At)> Sighting)
{
    /// <summary>What people are to know besides, each once.</summary>
    public IReadOnlyList<string> Remark { get; init; } = [];

    /// <summary>How many tickets change without being closed.</summary>
    public int Updates => Ticket.Count(ticket => ticket.Action is TicketAction.Updated or TicketAction.Reopened);

    /// <summary>How many tickets are closed or said to be done.</summary>
    public int Closes => Ticket.Count(ticket => ticket.Action == TicketAction.Closed);
}
