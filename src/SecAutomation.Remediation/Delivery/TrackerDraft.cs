namespace SecAutomation.Remediation.Delivery;

/// <summary>A ticket as it is sent to a tracker: rendered, and no longer than the tracker takes.</summary>
public sealed record TrackerDraft
{
    /// <summary>The key. It has to be in the ticket from its first byte.</summary>
    public required string Key { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>The text in the tracker's dialect, with the marker block in it.</summary>
    public required string Body { get; init; }

    /// <summary>The team.</summary>
    public required string Team { get; init; }

    /// <summary>How urgent.</summary>
    public RemediationPriority Priority { get; init; }

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The names of all its hosts, lower-case and distinct: the ticket must be found by each of them.</summary>
    public IReadOnlyList<string> Alias { get; init; } = [];
}
