namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R8: an address of the host is that of one asset which was seen there at about the time of the scan. Off unless it is switched on.</summary>
internal sealed class IPAddressRule : MatchRule
{
    public override string Id => "R8";

    public override string Subject => "IP address";

    public override MatchConfidence Confidence => MatchConfidence.Low;

    public override string? Skip(InventoryIndex index, SoughtHost host)
    {
        if (!index.Rules.MatchAddress)
            return "Matching by address is off, as addresses move from machine to machine.";
        if (host.Address.Length == 0)
            return "The scan tells no address that one machine can have.";
        if (Array.TrueForAll(host.Address, index.Rules.IsLeased))
            return "The scan's addresses lie in a DHCP range.";
        return index.IsComplete ? null : "Only a part of the inventory was read, so that nobody can say that the address is unique.";
    }

    public override string Key(SoughtHost host) => string.Join(", ", host.Address.Select(MatchWords.Address));

    /// <summary>The assets that have one of the addresses, in the scan's network and at about its time.</summary>
    public static List<int> Holders(InventoryIndex index, SoughtHost host)
    {
        var holders = new List<int>(1);
        foreach (UInt128 address in host.Address)
        {
            if (index.Rules.IsLeased(address))
                continue;
            foreach (int holder in index.WithAddress(address))
            {
                Asset asset = index[holder];
                bool sameNetwork = string.Equals(
                    string.IsNullOrWhiteSpace(asset.Network) ? null : asset.Network.Trim(), host.Network, StringComparison.OrdinalIgnoreCase);
                if (sameNetwork && !holders.Contains(holder)
                    && asset.LastSeen is DateTimeOffset seen && (seen - host.AsOf).Duration() <= index.Rules.AddressAge)
                {
                    holders.Add(holder);
                }
            }
        }

        return holders;
    }
}
