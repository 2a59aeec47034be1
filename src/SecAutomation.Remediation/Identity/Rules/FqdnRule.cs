namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R3: the full name is the same. The primary name comes first; other names count where it is not found.</summary>
internal sealed class FqdnRule : NameRule
{
    public override string Id => "R3";

    public override string Subject => "full name";

    public override MatchConfidence Confidence => MatchConfidence.High;

    public override string? Skip(InventoryIndex index, SoughtHost host) =>
        Array.Exists(host.Name, name => name.Fqdn is not null) ? null : "The host's domain is not known.";

    public override string Key(SoughtHost host) => string.Join(", ", host.Name.Select(name => name.Fqdn).OfType<string>());

    public override RuleOutcome Apply(InventoryIndex index, SoughtHost host)
    {
        if (host.Name[0] is { Domain: string domain } primary && index.Named(primary.Short).In(domain) is { Names.Length: > 0 } bucket)
            return bucket.IsLarge ? Large(index, primary, bucket) : Found(index, primary, bucket);
        return host.Name.Length == 1 ? RuleOutcome.None : OfOthers(index, host);
    }

    private RuleOutcome OfOthers(InventoryIndex index, SoughtHost host)
    {
        List<AssetName> found = [];
        SoughtName? first = null;
        foreach (SoughtName name in host.Name.AsSpan(1))
        {
            if (name.Domain is not string domain || index.Named(name.Short).In(domain) is not { Names.Length: > 0 } bucket)
                continue;
            found.AddRange(bucket.Names);
            first ??= name;
        }

        return first is null
            ? RuleOutcome.None
            : new RuleOutcome(Machines(index, [.. found]), Confidence, string.Join(", ", found.Select(name => name.ToString()).Distinct(StringComparer.Ordinal))) { Name = first };
    }

    private RuleOutcome Large(InventoryIndex index, SoughtName name, NameBucket bucket) => bucket.Outcome(name.Fqdn!, () => Found(index, name, bucket));

    private RuleOutcome Found(InventoryIndex index, SoughtName name, NameBucket bucket) =>
        new(Machines(index, bucket.Names), Confidence, name.Fqdn!) { Name = name };
}
