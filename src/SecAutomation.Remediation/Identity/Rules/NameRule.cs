namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>A rule on names.</summary>
internal abstract class NameRule : MatchRule
{
    /// <summary>The assets that could be it.</summary>
    public abstract RuleOutcome Apply(InventoryIndex index, SoughtHost host);

    /// <summary>The machines without those that live in another domain by one of their other records.</summary>
    protected static AssetGroup[] InDomain(InventoryIndex index, AssetGroup[] groups, string? domain)
    {
        if (domain is null || Array.TrueForAll(groups, group => group.All.Length == 1))
            return groups;
        string now = index.Map.Domain(domain);
        return Array.FindAll(groups, group =>
        {
            List<string> domains = [.. group.All.SelectMany(index.NamesOf).Select(name => name.Domain).OfType<string>()];
            return domains.Count == 0 || domains.Exists(own => index.Map.Domain(own) == now);
        });
    }

    /// <summary>The machines behind names.</summary>
    protected static AssetGroup[] Machines(InventoryIndex index, AssetName[] names)
    {
        if (names.Length == 1)
            return SameMachine.GroupOf(index, names[0].Asset);

        var assets = new List<int>(1);
        HashSet<int>? seen = null;
        foreach (AssetName name in names)
        {
            // Names of one asset stand side by side, except in large buckets of many names.
            if (assets.Count > 16)
            {
                seen ??= [.. assets];
                if (!seen.Add(name.Asset))
                    continue;
            }
            else if (assets.Contains(name.Asset))
            {
                continue;
            }

            assets.Add(name.Asset);
        }

        return SameMachine.Group(index, assets);
    }
}
