namespace SecAutomation.Remediation.Delivery;

/// <summary>What is to be changed in a ticket. What is null stays.</summary>
public sealed record TrackerChange
{
    /// <summary>The key, for a ticket that lost it.</summary>
    public string? Key { get; init; }

    /// <summary>One line.</summary>
    public string? Title { get; init; }

    /// <summary>The text in the tracker's dialect.</summary>
    public string? Body { get; init; }

    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>How urgent.</summary>
    public RemediationPriority? Priority { get; init; }

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The names of all its hosts, where more are to be found by.</summary>
    public IReadOnlyList<string>? Alias { get; init; }

    /// <summary>The version that was read; a tracker that can refuses to change any other.</summary>
    public string? ExpectedVersion { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => this with { ExpectedVersion = null } == new TrackerChange();
}
