namespace SecAutomation.Engine.Paging;

/// <summary>How patiently an export job is waited for.</summary>
public sealed record ExportJobDefinition
{
    /// <summary>The wait before the first look. 2 s; it grows by half with each look in vain.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two looks. 30 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing may change before the job counts as stuck. 1 h.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is waited for in all, whatever changes meanwhile. 24 h: then the chunks that are there expire.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many chunks may be fetched at once. 4.</summary>
    public int Parallelism { get; init; } = 4;
}
