namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R3: the full name is the same. The primary name comes first; other names count where it is not found.</summary>
internal sealed class FqdnRule : NameRule
{
    public override string Id => "R3";

    public override string Subject => "full name";

    public override MatchConfidence Confidence => MatchConfidence.High;

    public override string? Skip(InventoryIndex index, SoughtHost host) =>
        host.Name.Exists(name => name.Fqdn is not null) ? null : "The host's domain is not known.";

    public override string Key(SoughtHost host) => string.Join(", ", host.Name.Select(name => name.Fqdn).OfType<string>());

    public override RuleOutcome Apply(InventoryIndex index, SoughtHost host)
    {
        List<AssetName>? found = null;
        SoughtName first = default;
        for (int i = 0; i < host.Name.Count; i++)
        {
            SoughtName name = host.Name[i];
            if (name.Fqdn is null)
                continue;
            NameBucket bucket = index.Called(name.Fqdn, name.Short, name.Domain!);
            if (bucket.Names.Length == 0)
                continue;
            if (i == 0)
                return bucket.IsLarge ? Large(index, name, bucket) : Found(index, name, bucket);

            found ??= [];
            found.AddRange(bucket.Names);
            if (first.Short is null)
                first = name;
        }

        return found is null
            ? RuleOutcome.None
            : new RuleOutcome(Machines(index, found), Confidence, string.Join(", ", found.Select(name => name.ToString()).Distinct(StringComparer.Ordinal))) { Name = first };
    }
    private RuleOutcome Large(InventoryIndex index, SoughtName name, NameBucket bucket) => bucket.Outcome(name.Fqdn!, () => Found(index, name, bucket));

    private RuleOutcome Found(InventoryIndex index, SoughtName name, NameBucket bucket) =>
        new(Machines(index, bucket.Names), Confidence, name.Fqdn!) { Name = name };
}
