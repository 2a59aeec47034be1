namespace SecAutomation.Remediation.Planning;

/// <summary>What the caller decides about bringing tickets up to the newest scan.</summary>
public sealed record UpdateOptions
{
    /// <summary>How work is added: grouping, table of due dates, template, day of the run.</summary>
    public required PlanOptions Plan { get; init; }

    /// <summary>The time of the run, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What becomes of a ticket once all of its work is proved done.</summary>
    public TicketCloseMode CloseMode { get; init; } = TicketCloseMode.Close;

    /// <summary>How long after it was closed as fixed a ticket is opened again where a scan sees its hole; later the work gets a new ticket. 30 days.</summary>
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromDays(30);

    /// <summary>After how long without any scan of it people are told that a host has vanished. 30 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>When a scan last looked at a host of a ticket, by its name in the units, as the ledger remembers; null where it does not.</summary>
    public Func<StoredTicket, string, DateTimeOffset?> LastScan { get; init; } = (_, _) => null;

    /// <summary>Judges an open ticket again by what is known now; null, or an answer of null, where there is no news.</summary>
    public Func<StoredTicket, PlannedTicket?>? Review { get; init; }
}
