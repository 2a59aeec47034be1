namespace SecAutomation;

/// <summary>A ticket as a store keeps it.</summary>
public sealed record StoredTicket
{
    /// <summary>The stable identifier in the store.</summary>
    public string Id { get; init; } = "";

    /// <summary>The number that people see.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where to open it; null for the local store.</summary>
    public string? Url { get; init; }

    /// <summary>What was written last.</summary>
    public TicketDraft Draft { get; init; } = new();

    /// <summary>Where it is in its life.</summary>
    public TicketState State { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed, in the words of whoever did.</summary>
    public string? CloseReason { get; init; }

    /// <summary>Why it was closed, as a kind.</summary>
    public TicketResolution Resolution { get; init; }

    /// <summary>What was told in it, the oldest first.</summary>
    public TicketComment[] Comment { get; init; } = [];

    /// <summary>Whether somebody else than our account worked on it; null where nobody says.</summary>
    public bool? IsTouched { get; init; }

    /// <summary>What the tracker held after it was written last; null for the local store, and where nobody remembers. What differs from it now, a person changed.</summary>
    public WrittenFields? Written { get; init; }
}
