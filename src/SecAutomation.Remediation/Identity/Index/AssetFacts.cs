using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>What one asset says of itself, as keys.</summary>
internal static class AssetFacts
{
    public static bool IsInUse(Asset asset) => asset.Lifecycle is AssetLifecycle.Unknown or AssetLifecycle.Active;

    /// <summary>The addresses that one machine can have, among them a name that is an address.</summary>
    public static List<UInt128> Addresses(Asset asset)
    {
        var keys = new List<UInt128>(asset.IPAddress?.Length ?? 0);
        foreach (string text in asset.IPAddress ?? [])
        {
            if (AddressKey.TryRead(text, out UInt128 key) && !keys.Contains(key))
                keys.Add(key);
        }

        if (asset.ComputerName.Length > 0 && (char.IsAsciiDigit(asset.ComputerName[0]) || asset.ComputerName.Contains(':', StringComparison.Ordinal))
            && HostName.Parse(asset.ComputerName).IPAddress is string named
            && AddressKey.TryRead(named, out UInt128 own) && !keys.Contains(own))
        {
            keys.Add(own);
        }

        return keys;
    }

    /// <summary>All MAC addresses, or those alone that identify a card.</summary>
    public static List<ulong> Macs(Asset asset, bool ofCards)
    {
        var keys = new List<ulong>(asset.MacAddress?.Length ?? 0);
        foreach (string text in asset.MacAddress ?? [])
        {
            if (MacKey.TryRead(text, out ulong key) && (!ofCards || MacKey.IdentifiesCard(key)) && !keys.Contains(key))
                keys.Add(key);
        }

        return keys;
    }
}
