namespace SecAutomation;

/// <summary>What becomes of the hosts that no inventory identified.</summary>
public enum UnmatchedHostTreatment
{
    /// <summary>They go into one ticket per run that lists them with the reasons. The default: the worst machine is the one nobody knows.</summary>
    Ticket = 0,

    /// <summary>They are left out, with a warning that names them.</summary>
    Skip = 1,

    /// <summary>Each is an error.</summary>
    Error = 2,
}
