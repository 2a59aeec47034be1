namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R3: the full name is the same.</summary>
internal sealed class FqdnRule : MatchRule
{
    public override string Id => "R3";

    public override string Subject => "full name";

    public override MatchConfidence Confidence => MatchConfidence.High;

    public override bool NeedsCompleteView => false;

    public override string? Skip(in SoughtName name) => name.Fqdn is null ? "The host's domain is not known." : null;

    public override string Key(in SoughtName name) => name.Fqdn!;

    public override RuleOutcome Apply(in SoughtName name, InventoryIndex index)
    {
        NameBucket bucket = index.Named(name.Short);
        AssetName[] candidates = bucket.In(name.Domain!);
        return candidates.Length == 0
            ? RuleOutcome.None
            : bucket.Outcome(name.Fqdn!, () => new RuleOutcome(SameMachine.Group(index, candidates), []));
    }
}
