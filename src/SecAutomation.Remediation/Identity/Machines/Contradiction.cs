namespace SecAutomation.Remediation.Identity;

/// <summary>Facts that say that a candidate is another machine, although a weaker key fits.</summary>
internal static class Contradiction
{
    /// <summary>How strong the key was that led to a candidate. Only stronger keys can contradict it.</summary>
    internal enum Key
    {
        Cloud,

        Agent,

        Uuid,

        Serial,

        Name,
    }

    /// <summary>The stronger key that both sides have and that differs; null where there is none.</summary>
    public static string? Of(InventoryIndex index, SoughtHost host, AssetGroup group, Key key)
    {
        if (!host.HasIdentifiers)
            return null;
        Identifiers own = host.Identifiers;
        if (key == Key.Cloud)
            return null;
        if (own.Cloud is not null && Differs(index, group, own, Identifiers.SameCloud, Identifiers.CloudDiffers))
            return "cloud id";
        if (own.Uuid is not null && key is not Key.Uuid && Differs(index, group, own, Identifiers.SameUuid, Identifiers.UuidDiffers))
            return "BIOS UUID";
        return own.Serial is not null && key == Key.Name && Differs(index, group, own, Identifiers.SameSerial, Identifiers.SerialDiffers)
            ? "serial number"
            : null;
    }

    /// <summary>Whether the serial numbers differ. Beside an equal UUID that costs confidence and rules nothing out.</summary>
    public static bool SerialDiffers(InventoryIndex index, SoughtHost host, AssetGroup group) =>
        host.Serial is not null && Differs(index, group, host.Identifiers, Identifiers.SameSerial, Identifiers.SerialDiffers);

    /// <summary>Whether both sides have cards of their own and none in common.</summary>
    public static bool MacsDiffer(InventoryIndex index, SoughtHost host, AssetGroup group)
    {
        bool hostHas = Array.Exists(host.Mac, Keys.MacKey.IdentifiesCard);
        if (!hostHas)
            return false;
        bool groupHas = false;
        foreach (int asset in group.All)
        {
            foreach (ulong mac in AssetFacts.Macs(index[asset], ofCards: true))
            {
                groupHas = true;
                if (Array.IndexOf(host.Mac, mac) >= 0)
                    return false;
            }
        }

        return groupHas;
    }

    /// <summary>Whether both sides have names and no first label in common.</summary>
    public static bool NamesDiffer(InventoryIndex index, SoughtHost host, AssetGroup group)
    {
        if (!host.HasName)
            return false;
        bool groupHas = false;
        foreach (int asset in group.All)
        {
            foreach (AssetName name in index.NamesOf(asset))
            {
                groupHas = true;
                if (Array.Exists(host.Name, own => SoughtName.IsSame(own.Short, name.Short)))
                    return false;
            }
        }

        return groupHas;
    }

    /// <summary>Whether no record of the group carries the first label.</summary>
    public static bool IsNotCalled(InventoryIndex index, AssetGroup group, string shortKey) =>
        !Array.Exists(group.All, asset => index.NamesOf(asset).Exists(name => SoughtName.IsSame(name.Short, shortKey)));

    /// <summary>Whether both sides have full names in real domains and none is equal.</summary>
    public static bool DomainsDiffer(InventoryIndex index, SoughtHost host, AssetGroup group)
    {
        HashSet<string> own = [.. host.Name.Where(name => name.Domain is not null).Select(name => $"{name.Short}.{index.Map.Domain(name.Domain!)}")];
        if (own.Count == 0)
            return false;
        List<string> others = [.. group.All.SelectMany(index.NamesOf).Where(name => name.Domain is not null).Select(name => $"{name.Short}.{index.Map.Domain(name.Domain!)}")];
        return others.Count > 0 && !others.Exists(own.Contains);
    }

    private delegate bool Relation(in Identifiers a, in Identifiers b);

    private static bool Differs(InventoryIndex index, AssetGroup group, in Identifiers own, Relation same, Relation differs)
    {
        bool found = false;
        foreach (int asset in group.All)
        {
            Identifiers other = Identifiers.Of(index[asset]);
            if (same(own, other))
                return false;
            found |= differs(own, other);
        }

        return found;
    }
}
