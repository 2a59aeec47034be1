namespace SecAutomation;

/// <summary>Where a ticket is in its life, whatever its product calls it.</summary>
public enum TicketState
{
    /// <summary>The product did not say.</summary>
    Unknown = 0,

    /// <summary>Nobody has begun.</summary>
    New = 1,

    /// <summary>Somebody works on it.</summary>
    InProgress = 2,

    /// <summary>Work is said to be done and waits for the next scan.</summary>
    AwaitingVerification = 3,

    /// <summary>Postponed.</summary>
    Deferred = 4,

    /// <summary>Closed.</summary>
    Closed = 5,
}
