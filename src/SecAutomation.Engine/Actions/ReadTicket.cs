namespace SecAutomation.Engine.Actions;

/// <summary>A ticket as a product says it.</summary>
public sealed record ReadTicket
{
    /// <summary>The stable identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The number that people see.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where people open it; null where the connector does not say.</summary>
    public string? Url { get; init; }

    /// <summary>One line.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text that holds the marker: the ticket's own, or that of the marker's field.</summary>
    public string Body { get; init; } = "";

    /// <summary>The key in its field; empty where there is none.</summary>
    public string Key { get; init; } = "";

    /// <summary>The status, as requests name it.</summary>
    public string Status { get; init; } = "";

    /// <summary>Where it is in its life.</summary>
    public TicketState State { get; init; }

    /// <summary>Why it is closed, where its status or a link says it.</summary>
    public TicketResolution Resolution { get; init; }

    /// <summary>All of ours that the connection closes tickets with by this word.</summary>
    public IReadOnlyList<TicketResolution> SameResolution { get; init; } = [];

    /// <summary>The team's id; null where the product does not say.</summary>
    public string? TeamId { get; init; }

    /// <summary>The team's name; its id where no team of this id is listed.</summary>
    public string? Team { get; init; }

    /// <summary>The priority, as requests name it.</summary>
    public string PriorityValue { get; init; } = "";

    /// <summary>How urgent; null where the product does not say.</summary>
    public RemediationPriority? Priority { get; init; }

    /// <summary>All of ours that the product writes as this priority: it may have fewer than we.</summary>
    public IReadOnlyList<RemediationPriority> SamePriority { get; init; } = [];

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>What tells one state of the ticket from the next.</summary>
    public string? Version { get; init; }

    /// <summary>The account that created it.</summary>
    public string Author { get; init; } = "";

    /// <summary>Whether another account than its author's changed it; null where that was not asked.</summary>
    public bool? IsTouched { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was closed, UTC; null where it is open or the product does not say.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What the last request wrote and the product did not take, by the names of <see cref="RemediationTicket"/>.</summary>
    public IReadOnlyList<string> NotApplied { get; init; } = [];
}
