namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R4: the full name is the same once renamed domains and aliases are looked up in the maps.</summary>
internal sealed class MappedNameRule : NameRule
{
    public override string Id => "R4";

    public override string Subject => "full name by map";

    public override MatchConfidence Confidence => MatchConfidence.High;

    public override string? Skip(InventoryIndex index, SoughtHost host) => index.Map.IsEmpty
        ? "No suffixes and no aliases are mapped."
        : host.HasName ? null : "The host has no name.";

    public override string Key(SoughtHost host) => string.Join<SoughtName>(", ", host.Name);

    public override RuleOutcome Apply(InventoryIndex index, SoughtHost host)
    {
        foreach (SoughtName name in host.Name)
        {
            SoughtName target = Target(index.Map, name);
            List<AssetName> found = [];
            MatchConfidence confidence = Confidence;
            if (target.Domain is not null)
            {
                found.AddRange(index.Named(target.Short).In(target.Domain!, index.Map).Names);
            }
            else if (target.Short != name.Short)
            {
                found.AddRange(index.Named(target.Short).Names);
                confidence = index.IsComplete ? MatchConfidence.Medium : MatchConfidence.Low;
            }

            if (found.Count > 0)
            {
                return new RuleOutcome(Machines(index, [.. found]), confidence, name.ToString())
                {
                    Name = name,
                    Remark = $"the map makes {name} and {found[0]} one: {target}",
                };
            }
        }

        return RuleOutcome.None;
    }

    /// <summary>The name that stands for all that the maps say are one.</summary>
    private static SoughtName Target(NameMap map, SoughtName name)
    {
        if (name.Domain is null && name.WindowsDomain is not null && map.OfWindows(name.WindowsDomain) is string domain)
            name = new SoughtName(name.Short, domain, $"{name.Short}.{domain}", null);
        if (map.Behind(name.Fqdn ?? name.Short) is string behind && HostName.Parse(behind) is { IsName: true } target)
            name = SoughtName.Of(target);
        if (name.Domain is null)
            return name;
        string now = map.Domain(name.Domain);
        return new SoughtName(name.Short, now, $"{name.Short}.{now}", null);
    }
}
