namespace SecAutomation;

/// <summary>What becomes of a call whose CVE intelligence is older than it may be.</summary>
public enum StaleTreatment
{
    /// <summary>It goes on, with a warning.</summary>
    Warning = 0,

    /// <summary>It ends with the error <c>IntelligenceStale</c>.</summary>
    Error = 1,
}
