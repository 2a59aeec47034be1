namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R5: the short name is the same, no domain contradicts, and the name stands once in the whole inventory.</summary>
internal sealed class ShortNameRule : NameRule
{
    private const int MostHints = 3;

    public override string Id => "R5";

    public override string Subject => "short name";

    public override MatchConfidence Confidence => MatchConfidence.Medium;

    public override string? Skip(InventoryIndex index, SoughtHost host) => host.HasName ? null : "The host has no name.";

    public override string Key(SoughtHost host) => string.Join(", ", host.Name.Select(name => name.Short));

    public override RuleOutcome Apply(InventoryIndex index, SoughtHost host)
    {
        string[] hints = [];
        foreach (SoughtName name in host.Name)
        {
            RuleOutcome outcome = Apply(index, host, name);
            if (outcome.Group.Length > 0)
                return outcome;
            if (hints.Length == 0)
                hints = outcome.OtherDomain;
        }

        return hints.Length == 0 ? RuleOutcome.None : RuleOutcome.None with { OtherDomain = hints };
    }

    /// <summary>What one of the names finds.</summary>
    public RuleOutcome Apply(InventoryIndex index, SoughtHost host, SoughtName name)
    {
        NameBucket bucket = index.Named(name.Short);
        if (bucket.Names.Length == 0)
            return RuleOutcome.None;

        string? domain = name.Domain ?? (host.Name[0].Short == name.Short ? null : host.Domain);
        return bucket.IsLarge ? Large(index, name, domain, bucket) : Work(index, name, domain, bucket);
    }

    private RuleOutcome Large(InventoryIndex index, SoughtName name, string? domain, NameBucket bucket)
    {
        // Full names were compared before; of so many, those without a domain are left.
        return domain is null
            ? bucket.Outcome("all", () => new RuleOutcome(Machines(index, bucket.Names), Confidence, name.Short) { Name = name })
            : bucket.Outcome("short", () => new RuleOutcome(Machines(index, Array.FindAll(bucket.Names, one => one.Domain is null)), Confidence, name.Short) { Name = name });
    }

    private RuleOutcome Work(InventoryIndex index, SoughtName name, string? domain, NameBucket bucket)
    {
        AssetName[] candidates = Fitting(index, bucket.Names, domain, name.WindowsDomain);
        string[] others = candidates.Length == bucket.Names.Length ? [] : Hints(index, bucket.Names, candidates);
        if (candidates.Length == 0)
            return RuleOutcome.None with { OtherDomain = others };

        if (name.Fqdn is null && name.Short.Length == SoughtName.NetBiosLength)
        {
            // The name may be a longer one that NetBIOS cut, so longer ones that begin so could be it as well.
            candidates = [.. candidates, .. Fitting(index, index.BeginningWith(name.Short).Names, domain, name.WindowsDomain)];
        }

        AssetGroup[] groups = InDomain(index, Machines(index, candidates), domain);
        var outcome = new RuleOutcome(groups, Confidence, name.Short) { OtherDomain = others, Name = name };
        if (groups.Length != 1)
            return outcome;
        return others.Length > 0 || name.WindowsDomain is not null ? Weighed(index, outcome, candidates, domain, others) : outcome;
    }

    private static RuleOutcome Weighed(InventoryIndex index, RuleOutcome outcome, AssetName[] candidates, string? domain, string[] others)
    {
        string? windows = outcome.Name!.WindowsDomain;
        if (others.Length > 0 && !Array.Exists(candidates, one => Agrees(index, one, domain, windows)))
            return outcome with { Confidence = MatchConfidence.Low, Remark = $"same short name in other domain: {string.Join(", ", others)}" };
        if (domain is null && windows is not null && Array.TrueForAll(candidates, one => IsElsewhere(one, windows)))
            return outcome with { Confidence = MatchConfidence.Low, Remark = $"the scan says the Windows domain {windows}, which {candidates[0]} does not name" };
        return outcome;
    }

    private static AssetName[] Fitting(InventoryIndex index, AssetName[] names, string? domain, string? windows)
    {
        if (domain is null && windows is null)
            return names;
        int count = 0;
        foreach (ref readonly AssetName name in names.AsSpan())
            count += Fits(index, name, domain, windows) ? 1 : 0;
        return count == names.Length ? names : count == 0 ? [] : Fitting(index, names, domain, windows, count);
    }

    private static AssetName[] Fitting(InventoryIndex index, AssetName[] names, string? domain, string? windows, int count)
    {
        var fitting = new AssetName[count];
        int next = 0;
        foreach (ref readonly AssetName name in names.AsSpan())
        {
            if (Fits(index, name, domain, windows))
                fitting[next++] = name;
        }

        return fitting;
    }

    private static bool Fits(InventoryIndex index, in AssetName name, string? domain, string? windows)
    {
        if (domain is not null && name.Domain is not null)
            return name.Domain == domain || index.Map.Domain(name.Domain) == index.Map.Domain(domain);
        return windows is null || name.WindowsDomain is null || name.WindowsDomain == windows;
    }

    private static bool Agrees(InventoryIndex index, in AssetName name, string? domain, string? windows) =>
        (domain is not null && name.Domain is not null && Fits(index, name, domain, null)) || (windows is not null && name.WindowsDomain == windows);

    /// <summary>A Windows domain usually is one of the labels of the DNS domain.</summary>
    private static bool IsElsewhere(in AssetName name, string windows) =>
        name.WindowsDomain is null && name.Domain is string domain && !domain.Split('.').Contains(windows, StringComparer.Ordinal);

    private static string[] Hints(InventoryIndex index, AssetName[] names, AssetName[] candidates) =>
    [
        .. names.Where(name => !Array.Exists(candidates, one => one.Asset == name.Asset))
            .Select(name => name.Domain is null ? index.Describe(name.Asset) : MatchWords.Plain(name.ToString()))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostHints),
    ];
}
