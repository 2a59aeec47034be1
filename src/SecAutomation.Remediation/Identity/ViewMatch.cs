namespace SecAutomation.Remediation.Identity;

/// <summary>What one inventory says of one host.</summary>
internal sealed record ViewMatch(InventoryIndex Index)
{
    /// <summary>Matched, Ambiguous or NotFound.</summary>
    public MatchStatus Status { get; init; } = MatchStatus.NotFound;

    public MatchRule? Rule { get; init; }

    public MatchConfidence Confidence { get; init; }

    /// <summary>The name that the rule decided by.</summary>
    public SoughtName Name { get; init; }

    /// <summary>What could be it; one machine where matched.</summary>
    public RuleOutcome Outcome { get; init; } = RuleOutcome.None;

    public AssetGroup[] Group => Outcome.Group;

    /// <summary>The names that lead to different machines; empty where they do not.</summary>
    public NameLead[] Contradiction { get; init; } = [];

    /// <summary>Machines of the same short name in another domain.</summary>
    public string[] OtherDomain { get; init; } = [];

    /// <summary>Machines that have the name and another BIOS UUID.</summary>
    public AssetGroup[] Vetoed { get; init; } = [];
}
