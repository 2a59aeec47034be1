using SecAutomation.Remediation.Identity.Rules;

namespace SecAutomation.Remediation.Identity;

/// <summary>What one inventory says of one host.</summary>
internal sealed record ViewMatch(InventoryIndex Index)
{
    /// <summary>The rule of a person's decision.</summary>
    public const string Reviewed = "Reviewed";

    /// <summary>Matched, Ambiguous, NotFound, Unknown, or Rejected where no rule had anything to compare.</summary>
    public MatchStatus Status { get; init; } = MatchStatus.NotFound;

    public MatchConfidence Confidence { get; init; }

    /// <summary>The rule that decided or could not decide; null where none found anything, or a person decided.</summary>
    public MatchRule? Rule { get; init; }

    public string RuleId { get; init; } = "";

    /// <summary>What was found, as a person reads it.</summary>
    public string Key { get; init; } = "";

    /// <summary>The machines that could be it; one where matched.</summary>
    public AssetGroup[] Group { get; init; } = [];

    /// <summary>The candidates of a large outcome, made once.</summary>
    public Asset[]? Candidate { get; init; }

    /// <summary>What is to be said besides.</summary>
    public IReadOnlyList<string> Remark { get; init; } = [];

    /// <summary>Machines of the same short name in another domain.</summary>
    public string[] OtherDomain { get; init; } = [];

    public bool IsReviewed => RuleId == Reviewed;

    /// <summary>Whether it rests on a name alone.</summary>
    public bool IsByName => Rule is NameRule;

    /// <summary>Whether it rests on a short name being the only one.</summary>
    public bool ClaimsUnique => Rule is ShortNameRule or TruncatedNameRule;

    public Asset Best => Index[Group[0].Best];
}
