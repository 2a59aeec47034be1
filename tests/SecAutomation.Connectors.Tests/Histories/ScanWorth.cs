namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>What a scan is worth as evidence.</summary>
public enum ScanWorth
{
    /// <summary>It saw everything, and says so.</summary>
    Whole,

    /// <summary>It saw everything, and tells of what is open alone.</summary>
    WithoutEvidence,

    /// <summary>It broke off, and misses some of what is open.</summary>
    Partial,

    /// <summary>It could not log on, and saw nothing.</summary>
    LockedOut,
}
