namespace SecAutomation.Remediation.Identity;

/// <summary>What a rule on names found in one inventory.</summary>
/// <param name="Group">The machines that could be it, sorted.</param>
/// <param name="Confidence">How far a single one can be relied on.</param>
/// <param name="Key">The name that was found.</param>
internal sealed record RuleOutcome(AssetGroup[] Group, MatchConfidence Confidence, string Key)
{
    public static RuleOutcome None { get; } = new([], MatchConfidence.None, "");

    /// <summary>Machines of the same short name that cannot be it, because their domain is another; at most a few.</summary>
    public string[] OtherDomain { get; init; } = [];

    /// <summary>What is to be said besides; null where nothing is.</summary>
    public string? Remark { get; init; }

    /// <summary>The name of the host that was found; null where the rule looks at all of them.</summary>
    public SoughtName? Name { get; init; }

    /// <summary>The candidates of a large outcome, made once.</summary>
    public Asset[]? Candidate { get; set; }
}
