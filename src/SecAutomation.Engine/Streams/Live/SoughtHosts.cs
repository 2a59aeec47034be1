namespace SecAutomation.Engine.Streams.Live;

/// <summary>Everything by which the hosts that are sought can be known: names, addresses, identifiers.</summary>
internal sealed class SoughtHosts
{
    private const int NetBiosLength = 15;

    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isEverything;

    /// <summary>Gathers the keys.</summary>
    /// <param name="hosts">The hosts; empty: every asset is wanted.</param>
    public SoughtHosts(IReadOnlyList<HostIdentity> hosts)
    {
        _isEverything = hosts.Count == 0;
        foreach (HostIdentity host in hosts)
        {
            AddName(host.ComputerName);
            AddName(host.Fqdn);
            AddName(host.NetBiosName);
            foreach (string alias in host.Alias)
                AddName(alias);
            foreach (string address in (host.IPAddress ?? []).Concat(host.MacAddress))
                _addresses.Add(address);
            foreach (string? key in (host.IPAddress ?? []).Concat(host.MacAddress).Concat([host.AgentId, host.BiosUuid, host.SerialNumber, host.CloudId]))
                Add(key);
        }
    }

    /// <summary>Whether an asset shares a name, an address or an identifier with a host.</summary>
    public bool Knows(Asset asset) =>
        _isEverything
        || KnowsName(asset.ComputerName) || KnowsName(asset.Fqdn) || asset.Alias.Any(KnowsName)
        || (asset.IPAddress ?? []).Any(_keys.Contains) || (asset.MacAddress ?? []).Any(_keys.Contains) || (asset.AgentId ?? []).Any(_keys.Contains)
        || Has(asset.BiosUuid) || Has(asset.SerialNumber) || Has(asset.CloudId) || Has(asset.AssetId);

    /// <summary>Whether an address of any host is known.</summary>
    public bool HasAddresses => _addresses.Count > 0;

    /// <summary>Whether a host has one of some addresses.</summary>
    public bool HasAddress(IEnumerable<string>? ipAddress, IEnumerable<string>? macAddress) =>
        _addresses.Count > 0 && ((ipAddress ?? []).Any(_addresses.Contains) || (macAddress ?? []).Any(_addresses.Contains));

    private bool Has(string? key) => key is not null && _keys.Contains(key);

    private bool KnowsName(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return false;
        HostName name = HostName.Parse(raw);
        return _keys.Contains(name.IsName ? name.ShortKey : name.IPAddress ?? raw.Trim())
            || (name.IsName && name.ShortKey.Length > NetBiosLength && _keys.Contains(name.ShortKey[..NetBiosLength]));
    }

    private void AddName(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return;
        HostName name = HostName.Parse(raw);
        Add(name.IsName ? name.ShortKey : name.IPAddress ?? raw.Trim());
        if (name.IPAddress is { } address)
            _addresses.Add(address);

        // A NetBIOS name is cut off at 15 characters, on either side.
        if (name.IsName && name.ShortKey.Length > NetBiosLength)
            Add(name.ShortKey[..NetBiosLength]);
    }

    private void Add(string? key)
    {
        if (!string.IsNullOrWhiteSpace(key))
            _keys.Add(key);
    }
}
