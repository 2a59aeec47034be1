namespace SecAutomation.Remediation.Delivery;

/// <summary>A ticket as the tracker gives it back.</summary>
public sealed record TrackerTicket
{
    /// <summary>The stable identifier.</summary>
    public string Id { get; init; } = "";

    /// <summary>The number that people see.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where to open it.</summary>
    public string? Url { get; init; }

    /// <summary>One line.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it is in its life.</summary>
    public TicketState State { get; init; }

    /// <summary>Why it was closed; <see cref="TicketResolution.None"/> where it is open or nobody says.</summary>
    public TicketResolution Resolution { get; init; }

    /// <summary>All of ours that the tracker says by the same word: it may know fewer reasons than we. The ledger tells which it was.</summary>
    public IReadOnlyList<TicketResolution> SameResolution { get; init; } = [];

    /// <summary>The team that has it; null where the tracker does not say.</summary>
    public string? Team { get; init; }

    /// <summary>How urgent it is; null where the tracker does not say.</summary>
    public RemediationPriority? Priority { get; init; }

    /// <summary>All of ours that the tracker writes as this priority: it may have fewer than we.</summary>
    public IReadOnlyList<RemediationPriority> SamePriority { get; init; } = [];

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The key in the field that the tracker searches; empty where there is none.</summary>
    public string Key { get; init; } = "";

    /// <summary>The text as the tracker keeps it, in its own dialect.</summary>
    public string Body { get; init; } = "";

    /// <summary>What tells one state of the ticket from the next: an entity tag, a revision, a time.</summary>
    public string? Version { get; init; }

    /// <summary>Whether somebody else than our account changed or commented it; null where the tracker does not say.</summary>
    public bool? IsTouched { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was closed, UTC; null where it is open or nobody says.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Fields of the last request that the tracker did not take, by the names of <see cref="RemediationTicket"/>: <c>Team</c>, <c>Priority</c>, …</summary>
    public IReadOnlyList<string> NotApplied { get; init; } = [];

    /// <summary>Whether it is as urgent as somebody wants it.</summary>
    /// <param name="wanted">How urgent.</param>
    /// <returns>True also where the tracker does not tell the two apart.</returns>
    public bool HasPriority(RemediationPriority wanted) => Priority == wanted || SamePriority.Contains(wanted);
}
