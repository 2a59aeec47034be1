namespace SecAutomation;

/// <summary>What a run was to do.</summary>
public enum RunKind
{
    /// <summary>Make tickets for new work.</summary>
    New = 0,

    /// <summary>Bring tickets up to a scan.</summary>
    Update = 1,

    /// <summary>Carry out a plan file.</summary>
    Apply = 2,

    /// <summary>Take back what another run did.</summary>
    Undo = 3,

    /// <summary>Rebuild the ledger and merge duplicates.</summary>
    Repair = 4,

    /// <summary>Close tickets by hand.</summary>
    Close = 5,
}
