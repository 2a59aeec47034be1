using System.Globalization;
using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R7: a network card of the host is that of one asset.</summary>
internal sealed class MacAddressRule : MatchRule
{
    // On more assets than this an address is a dock's.
    private const int MostOwners = 3;

    public override string Id => "R7";

    public override string Subject => "MAC address";

    public override MatchConfidence Confidence => MatchConfidence.Medium;

    public override string? Skip(InventoryIndex index, SoughtHost host) =>
        Array.Exists(host.Mac, MacKey.IdentifiesCard) ? null : host.Mac.Length == 0
            ? "The scan tells no MAC address."
            : "The scan's MAC addresses were made up by software or are shared by devices.";

    public override string Key(SoughtHost host) =>
        string.Join(", ", host.Mac.Where(MacKey.IdentifiesCard).Select(mac => mac.ToString("x12", CultureInfo.InvariantCulture)));

    /// <summary>The assets that have one of the cards.</summary>
    public static List<int> Owners(InventoryIndex index, SoughtHost host)
    {
        var owners = new List<int>(1);
        foreach (ulong mac in host.Mac)
        {
            if (!MacKey.IdentifiesCard(mac))
                continue;
            List<int> carriers = index.WithMac(mac);
            if (carriers.Count > MostOwners)
                continue;
            foreach (int carrier in carriers)
            {
                if (!owners.Contains(carrier))
                    owners.Add(carrier);
            }
        }

        return owners;
    }
}
