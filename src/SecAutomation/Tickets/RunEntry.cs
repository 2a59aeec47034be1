namespace SecAutomation;

/// <summary>One thing that a run did, or left, and why.</summary>
public sealed record RunEntry
{
    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public TicketAction Action { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The ticket's key; empty where it is about a host without a ticket.</summary>
    public string Key { get; init; } = "";

    /// <summary>The ticket's id; empty where it has none.</summary>
    public string Id { get; init; } = "";

    /// <summary>The ticket's number; empty where it has none.</summary>
    public string Number { get; init; } = "";

    /// <summary>The ticket's title, or the host.</summary>
    public string Title { get; init; } = "";

    /// <summary>Fields that the product did not take.</summary>
    public string[] NotApplied { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {(Number.Length > 0 ? Number : Title)}: {Reason}";
}
