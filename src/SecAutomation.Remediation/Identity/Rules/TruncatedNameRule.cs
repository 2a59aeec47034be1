namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R6: one side knows the name as NetBIOS cuts it, to 15 characters, and it fits one asset.</summary>
internal sealed class TruncatedNameRule : MatchRule
{
    public override string Id => "R6";

    public override string Subject => "name cut to 15 characters";

    public override MatchConfidence Confidence => MatchConfidence.Low;

    public override bool NeedsCompleteView => true;

    public override string? Skip(in SoughtName name) =>
        name.Short.Length < AssetNames.NetBiosLength ? "The name is shorter than 15 characters." : null;

    public override string Key(in SoughtName name) => name.Short[..AssetNames.NetBiosLength];

    public override RuleOutcome Apply(in SoughtName name, InventoryIndex index)
    {
        // Where the name stands in full, in whatever domain, its cut form proves nothing.
        if (index.Has(name.Short))
            return RuleOutcome.None;

        // Beside a neighbour that begins alike, a cut record is as likely the neighbour's.
        string key = Key(name);
        if (name.Short.Length > AssetNames.NetBiosLength && index.BeginningWith(key).Names.Length > 0)
            return RuleOutcome.None;

        NameBucket bucket = name.Short.Length == AssetNames.NetBiosLength ? index.BeginningWith(key) : index.Named(key);
        if (bucket.Names.Length == 0)
            return RuleOutcome.None;

        string? domain = name.Domain ?? name.HostDomain;
        return bucket.Outcome($"{key}.{domain}", () => new RuleOutcome(
            SameMachine.Group(index, Array.FindAll(bucket.Names, one => domain is null || one.Domain is null || one.Domain == domain)),
            []));
    }
}
