namespace SecAutomation;

/// <summary>What a run did with a ticket.</summary>
public enum TicketAction
{
    /// <summary>The ticket was read back, nothing was done.</summary>
    None = 0,

    /// <summary>It did not exist and was created.</summary>
    Created = 1,

    /// <summary>It existed without our knowing and was recognised by its key.</summary>
    Adopted = 2,

    /// <summary>New hosts or findings were added.</summary>
    Updated = 3,

    /// <summary>It was closed and is open again.</summary>
    Reopened = 4,

    /// <summary>It was closed.</summary>
    Closed = 5,

    /// <summary>It covers everything already.</summary>
    Unchanged = 6,

    /// <summary>It was left out, with the reason.</summary>
    Skipped = 7,

    /// <summary>It was sent, and the answer did not arrive.</summary>
    Uncertain = 8,

    /// <summary>It could not be written.</summary>
    Failed = 9,
}
