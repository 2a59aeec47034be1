namespace SecAutomation;

/// <summary>The answer for one host: the outcome of step 2. There is exactly one for each host that was asked for.</summary>
public sealed record AssetMatch
{
    /// <summary>The host's name as it was asked for.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>Matched, Ambiguous, NotFound or Rejected.</summary>
    public MatchStatus Status { get; init; }

    /// <summary>How much the match can be relied on.</summary>
    public MatchConfidence Confidence { get; init; }

    /// <summary>The rule that decided, for example <c>R3</c>; empty where none did.</summary>
    public string Rule { get; init; } = "";

    /// <summary>One sentence on why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The asset; null unless <see cref="Status"/> is Matched.</summary>
    public Asset? Asset { get; init; }

    /// <summary>The records of the single inventories that stand behind <see cref="Asset"/>.</summary>
    public Asset[] SourceAsset { get; init; } = [];

    /// <summary>The assets between which nothing could decide.</summary>
    public Asset[] Candidate { get; init; } = [];

    /// <summary>Every rule that was tried, in order.</summary>
    public MatchAttempt[] Attempt { get; init; } = [];

    /// <summary>True where the inventory has not seen the asset for longer than it may be silent (30 days).</summary>
    public bool IsStale { get; init; }

    /// <summary>The host of step 1; null where a bare name was asked for.</summary>
    public CriticalCveHost? CriticalCveHost { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ComputerName}: {Status}. {Reason}";
}
