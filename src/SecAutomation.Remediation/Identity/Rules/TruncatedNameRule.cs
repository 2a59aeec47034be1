namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R6: one side knows the name as NetBIOS cuts it, to 15 characters, and it fits one asset.</summary>
internal sealed class TruncatedNameRule : NameRule
{
    public override string Id => "R6";

    public override string Subject => "name cut to 15 characters";

    public override MatchConfidence Confidence => MatchConfidence.Low;

    public override string? Skip(InventoryIndex index, SoughtHost host)
    {
        if (!host.HasName)
            return "The host has no name.";
        if (!Array.Exists(host.Name, name => name.Short.Length >= SoughtName.NetBiosLength))
            return "The name is shorter than 15 characters.";
        return index.IsComplete ? null : "Only a part of the inventory was read, so that nobody can say that no other name begins so.";
    }

    public override string Key(SoughtHost host) =>
        string.Join(", ", host.Name.Where(name => name.Short.Length >= SoughtName.NetBiosLength).Select(name => name.Short[..SoughtName.NetBiosLength]));

    public override RuleOutcome Apply(InventoryIndex index, SoughtHost host)
    {
        foreach (SoughtName name in host.Name)
        {
            // Where the name stands in full, in whatever domain, its cut form proves nothing.
            if (name.Short.Length < SoughtName.NetBiosLength || index.Has(name.Short))
                continue;

            string key = name.Short[..SoughtName.NetBiosLength];
            NameBucket longer = index.BeginningWith(key);
            bool isCut = name.Short.Length == SoughtName.NetBiosLength;
            // A cut name in the inventory may be the neighbour's whose whole name stands there too.
            if (!isCut && longer.Names.Length > 0)
                continue;

            NameBucket bucket = isCut ? longer : index.Named(key);
            if (bucket.Names.Length == 0)
                continue;
            RuleOutcome outcome = Found(index, name, name.Domain ?? host.Domain, key, bucket);
            if (outcome.Group.Length > 0)
                return outcome;
        }

        return RuleOutcome.None;
    }

    private RuleOutcome Found(InventoryIndex index, SoughtName name, string? domain, string key, NameBucket bucket) =>
        bucket.Outcome($"{name.Short}/{domain}", () => new RuleOutcome(
            InDomain(index, Machines(index, Array.FindAll(bucket.Names, one => domain is null || one.Domain is null || one.Domain == domain)), domain),
            Confidence,
            key) { Name = name });
}
