namespace SecAutomation.Engine.Actions;

/// <summary>What a request writes into a ticket. What is null is not written.</summary>
public sealed record TicketValues
{
    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>The marker block alone, for a product that has a field for it.</summary>
    public string? Marker { get; init; }

    /// <summary>One line.</summary>
    public string? Title { get; init; }

    /// <summary>The text in the product's dialect.</summary>
    public string? Body { get; init; }

    /// <summary>The team, by its name or id.</summary>
    public string? Team { get; init; }

    /// <summary>How urgent.</summary>
    public RemediationPriority? Priority { get; init; }

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The version that was read; a product that can refuses to change any other.</summary>
    public string? ExpectedVersion { get; init; }
}
