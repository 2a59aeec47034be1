namespace SecAutomation;

/// <summary>The answer for one host: the outcome of step 2. There is exactly one for each host that was asked for.</summary>
public sealed record AssetMatch
{
    private string? _reason;
    private MatchAttempt[]? _attempt;
    private string[]? _sameAssetAs;

    /// <summary>The host's name as it was asked for.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>Matched, Ambiguous, NotFound or Rejected.</summary>
    public MatchStatus Status { get; init; }

    /// <summary>
    /// The condition that kept the host from being matched, by the name that errors have: AssetAmbiguous, AssetNotFound or
    /// HostNameInvalid; null where it was matched, and where nobody may say "not found".
    /// </summary>
    public FailureId? FailureId => FailureOf(Status);

    /// <summary>How much the match can be relied on.</summary>
    public MatchConfidence Confidence { get; init; }

    /// <summary>The rule that decided, for example <c>R3</c>; <c>Reviewed</c> where a person did; empty where nothing did.</summary>
    public string Rule { get; init; } = "";

    /// <summary>One sentence on why.</summary>
    public string Reason
    {
        get => _reason ??= Explain().Reason;
        init => _reason = value;
    }

    /// <summary>
    /// The asset; null unless <see cref="Status"/> is Matched. Where several records stand behind it, each property is
    /// that of the first record that has it, and lists are united; <see cref="Asset.FieldSource"/> says where from.
    /// </summary>
    public Asset? Asset { get; init; }

    /// <summary>The records of the single inventories that stand behind <see cref="Asset"/>.</summary>
    public Asset[] SourceAsset { get; init; } = [];

    /// <summary>What the records behind <see cref="Asset"/> disagree on.</summary>
    public AssetConflict[] Conflict { get; init; } = [];

    /// <summary>The assets between which nothing could decide, sorted by source and record.</summary>
    public Asset[] Candidate { get; init; } = [];

    /// <summary>The single fact that would decide between the candidates; empty where there are none.</summary>
    public string DecidingFact { get; init; } = "";

    /// <summary>Every rule that was tried, in order.</summary>
    public MatchAttempt[] Attempt
    {
        get => _attempt ??= Explain().Attempt;
        init => _attempt = value;
    }

    /// <summary>
    /// The other hosts of the same call that are <see cref="Asset"/> as well, by name: one machine that was scanned under
    /// several names. An answer that came early tells of later ones once they were given.
    /// </summary>
    public string[] SameAssetAs
    {
        get => _sameAssetAs ?? Sharing?.OthersOf(this) ?? [];
        init => _sameAssetAs = value;
    }

    /// <summary>True where the inventory has not seen the asset for longer than it may be silent (30 days).</summary>
    public bool IsStale { get; init; }

    /// <summary>The host of step 1; null where a bare name was asked for.</summary>
    public CriticalCveHost? CriticalCveHost { get; init; }

    /// <summary><see cref="Reason"/> where it is known already; null where it would have to be worked out.</summary>
    internal string? KnownReason => Explanation is null ? Reason : _reason;

    /// <summary>Where <see cref="Reason"/> and <see cref="Attempt"/> come from; null where they were set.</summary>
    internal IMatchExplanation? Explanation { get; init; }

    /// <summary>Where <see cref="SameAssetAs"/> comes from; null where it was set.</summary>
    internal IAssetSharing? Sharing { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ComputerName}: {Status}. {Reason}";

    /// <summary>The condition of a status; null where there is none.</summary>
    internal static FailureId? FailureOf(MatchStatus status) => status switch
    {
        MatchStatus.Ambiguous => SecAutomation.FailureId.AssetAmbiguous,
        MatchStatus.NotFound => SecAutomation.FailureId.AssetNotFound,
        MatchStatus.Rejected => SecAutomation.FailureId.HostNameInvalid,
        _ => null,
    };

    private (string Reason, MatchAttempt[] Attempt) Explain() => Explanation?.Explain() ?? ("", []);
}
