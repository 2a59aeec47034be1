namespace SecAutomation;

/// <summary>The fields of a ticket as its tracker gave them back after they were written.</summary>
public sealed record WrittenFields
{
    /// <summary>One line.</summary>
    public string Title { get; init; } = "";

    /// <summary>The team; null where the tracker does not say.</summary>
    public string? Team { get; init; }

    /// <summary>How urgent; null where the tracker does not say.</summary>
    public RemediationPriority? Priority { get; init; }

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>SHA-256 of the text, without regard to line ends and blanks at its edges; 64 lower-case hex digits.</summary>
    public string TextHash { get; init; } = "";
}
