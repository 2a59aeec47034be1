namespace SecAutomation.Remediation.Identity;

/// <summary>Where one of a host's names leads.</summary>
internal sealed record NameLead(SoughtName Name, MatchRule Rule, MatchConfidence Confidence, RuleOutcome Outcome)
{
    public AssetGroup[] Group => Outcome.Group;
}
