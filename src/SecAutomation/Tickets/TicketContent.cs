namespace SecAutomation;

/// <summary>The work of one ticket. It is kept with the ticket, so that a later run adds to it and never shortens it.</summary>
public sealed record TicketContent
{
    /// <summary>What the ticket gathers: <c>host</c>, <c>cve</c>, <c>fix</c>, <c>owner</c>, <c>all</c>, or <c>unidentified</c> for hosts that no inventory identified.</summary>
    public string GroupKind { get; init; } = "";

    /// <summary>The canonical value of the group: a host's name, a CVE, …</summary>
    public string GroupValue { get; init; } = "";

    /// <summary>The hosts, sorted by name.</summary>
    public TicketHost[] Host { get; init; } = [];

    /// <summary>Work that scans saw done while the ticket was open, sorted by host; it is kept until the hole is seen again.</summary>
    public FixedWork[] Fixed { get; init; } = [];

    /// <summary>Hosts, by their names in the units, that no scan has seen for so long that somebody was told.</summary>
    public string[] Unseen { get; init; } = [];

    /// <summary>The exceptions that people were told of last, once all that is left was excepted; null where that is not so.</summary>
    public string? Excepted { get; init; }

    /// <summary>The team that a route named for the hosts; null where none did.</summary>
    public string? Route { get; init; }
}
