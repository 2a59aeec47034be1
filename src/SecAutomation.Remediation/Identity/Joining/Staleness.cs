namespace SecAutomation.Remediation.Identity;

/// <summary>Whether what the inventories say is too old to rely on.</summary>
internal static class Staleness
{
    /// <summary>Stale is what no inventory has seen for as long as each may be silent.</summary>
    public static bool IsStale(JoinedMatch match, SoughtHost host, DateTimeOffset asOf, out DateTimeOffset? lastSeen)
    {
        lastSeen = null;
        DateTimeOffset at = host.AsOf < asOf ? host.AsOf : asOf;
        foreach ((InventoryIndex index, AssetGroup group) in match.Part)
        {
            foreach (int asset in group.All)
            {
                if (index[asset].LastSeen is not DateTimeOffset seen)
                    continue;
                if (!index.Rules.IsStale(seen, at))
                    return false;
                if (lastSeen is null || seen > lastSeen)
                    lastSeen = seen;
            }
        }

        return lastSeen is not null;
    }
}
