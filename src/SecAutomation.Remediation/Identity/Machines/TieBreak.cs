namespace SecAutomation.Remediation.Identity;

/// <summary>Decides between machines that a key fits equally well, by facts alone: each only where it leaves exactly one.</summary>
internal static class TieBreak
{
    /// <summary>The one that is left, or all of them.</summary>
    public static AssetGroup[] Settle(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? because)
    {
        because = null;
        if (groups.Length is < 2 or > InventoryIndex.MostCarriers)
            return groups;

        AssetGroup[] inUse = Array.FindAll(groups, group => AssetFacts.IsInUse(index[group.Best]));
        if (inUse.Length > 0 && inUse.Length < groups.Length)
        {
            AssetGroup other = Array.Find(groups, group => !inUse.Contains(group))!;
            because = $"another, {MatchWords.NameAndPlace(index[other.Best])}, is {MatchWords.Of(index[other.Best].Lifecycle)}";
            if (inUse.Length == 1)
                return inUse;
            groups = inUse;
        }

        string? outOfUse = because;
        AssetGroup[] settled = AmongThoseInUse(index, host, groups, out because);
        because ??= outOfUse;
        return settled;
    }

    private static AssetGroup[] AmongThoseInUse(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? because)
    {
        if (ByOtherName(index, host, groups, out because) is AssetGroup named)
            return [named];
        if (BySecondKey(index, host, groups, out because) is AssetGroup agreed)
            return [agreed];
        return ByLastSeen(index, host, groups, out because) is AssetGroup fresh ? [fresh] : groups;
    }

    /// <summary>The one whose MAC or IP address agrees; null where none does, or the two addresses contradict.</summary>
    public static AssetGroup? BySecondKey(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? because)
    {
        because = null;
        AssetGroup? byMac = ByMac(index, host, groups, out string? mac);
        AssetGroup? byAddress = ByAddress(index, host, groups, out string? address);
        if (byMac is not null && byAddress is not null && byMac != byAddress)
            return null;
        because = byMac is not null ? $"the MAC address {mac} agrees" : byAddress is not null ? $"IP {address} also agrees" : null;
        return byMac ?? byAddress;
    }

    /// <summary>The one that carries one more of the host's names.</summary>
    private static AssetGroup? ByOtherName(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? because)
    {
        because = null;
        if (host.Name.Length < 2)
            return null;
        AssetGroup? only = null;
        foreach (SoughtName name in host.Name)
        {
            AssetGroup[] called = Array.FindAll(groups, group => !Contradiction.IsNotCalled(index, group, name.Short));
            if (called.Length != 1)
                continue;
            if (only is not null && only != called[0])
                return null;
            only = called[0];
            because = $"it is called {name} too";
        }

        if (only is null)
            because = null;
        return only;
    }

    private static AssetGroup? ByMac(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? text)
    {
        text = null;
        if (host.Mac.Length == 0)
            return null;

        AssetGroup? only = null;
        bool ofCard = false;
        foreach (AssetGroup group in groups)
        {
            ulong[] shared = [.. group.All.SelectMany(asset => AssetFacts.Macs(index[asset], ofCards: false)).Where(host.Mac.Contains)];
            if (shared.Length == 0)
                continue;
            if (only is not null)
                return null;
            only = group;
            ofCard = Array.Exists(shared, Keys.MacKey.IdentifiesCard);
            text = shared[0].ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        }

        // An address that software made up may be on those as well whose addresses nobody knows.
        return only is null || ofCard || Array.TrueForAll(groups, group => group == only || Array.Exists(group.All, asset => AssetFacts.Macs(index[asset], ofCards: false).Count > 0))
            ? only
            : null;
    }

    private static AssetGroup? ByAddress(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? text)
    {
        text = null;
        UInt128[] own = Array.FindAll(host.Address, address => !index.Rules.IsLeased(address));
        if (own.Length == 0)
            return null;

        AssetGroup? only = null;
        foreach (AssetGroup group in groups)
        {
            List<UInt128> known = [.. group.All.SelectMany(asset => AssetFacts.Addresses(index[asset]))];
            if (known.Count == 0)
                return null;
            if (!known.Exists(own.Contains) || NetworksDiffer(index, host, group))
                continue;
            // Where an old address agrees and the others' do not, the facts contradict each other.
            if (only is not null || !Array.Exists(group.All, asset => IsFreshAt(index, host, asset, own)))
                return null;
            only = group;
            UInt128 agreed = known.Find(own.Contains);
            text = MatchWords.Address(agreed);
        }

        return only;
    }

    private static bool IsFreshAt(InventoryIndex index, SoughtHost host, int asset, UInt128[] own) =>
        !index.Rules.IsStale(index[asset].LastSeen, host.AsOf) && AssetFacts.Addresses(index[asset]).Exists(own.Contains);

    private static bool NetworksDiffer(InventoryIndex index, SoughtHost host, AssetGroup group) =>
        host.Network is not null && index[group.Best].Network is string network
        && !string.Equals(network.Trim(), host.Network, StringComparison.OrdinalIgnoreCase);

    private static AssetGroup? ByLastSeen(InventoryIndex index, SoughtHost host, AssetGroup[] groups, out string? because)
    {
        because = null;
        if (AreInTwoDomains(index, groups))
            return null;

        AssetGroup? fresh = null;
        DateTimeOffset newest = default;
        foreach (AssetGroup group in groups)
        {
            if (Seen(index, group) is not DateTimeOffset seen)
                return null;
            if (index.Rules.IsStale(seen, host.AsOf))
                continue;
            if (fresh is not null)
                return null;
            fresh = group;
            newest = seen;
        }

        if (fresh is null || Array.Exists(groups, group => group != fresh && newest - Seen(index, group)!.Value < index.Rules.TwinGap))
            return null;
        because = $"the others were last seen {Seen(index, groups.First(group => group != fresh))!.Value.UtcDateTime:yyyy-MM-dd} or earlier";
        return fresh;
    }

    private static DateTimeOffset? Seen(InventoryIndex index, AssetGroup group) => group.All.Max(asset => index[asset].LastSeen);

    // Names in two domains are two machines, and one that is silent may be the one that was scanned.
    private static bool AreInTwoDomains(InventoryIndex index, AssetGroup[] groups)
    {
        HashSet<string>? shared = null;
        foreach (AssetGroup group in groups)
        {
            string[] domains = [.. group.All.SelectMany(index.NamesOf).Select(name => name.Domain is string domain ? index.Map.Domain(domain) : name.WindowsDomain).OfType<string>()];
            if (domains.Length == 0)
                continue;
            if (shared is null)
                shared = [.. domains];
            else if (!shared.Overlaps(domains))
                return true;
        }

        return false;
    }
}
