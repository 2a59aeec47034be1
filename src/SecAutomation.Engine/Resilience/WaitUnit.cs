namespace SecAutomation.Engine.Resilience;

/// <summary>How a header says how long to wait.</summary>
public enum WaitUnit
{
    /// <summary>Seconds from now, or an HTTP date, as <c>Retry-After</c> has both.</summary>
    SecondsOrDate,

    /// <summary>Milliseconds from now.</summary>
    Milliseconds,

    /// <summary>Seconds since 1970, UTC.</summary>
    EpochSeconds,
}
