using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>Reads every key of every asset, once.</summary>
internal sealed class IndexBuilder
{
    private readonly List<AssetName> _names;

    public IndexBuilder(IReadOnlyList<Asset> assets, bool withAddresses, CancellationToken cancellationToken)
    {
        Flags = new AssetFlags[assets.Count];
        _names = new List<AssetName>(assets.Count);
        ByShort = new KeyTable(assets.Count);
        var reader = new AssetNames();
        for (int i = 0; i < assets.Count; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            AddNames(reader.Of(assets[i], i), i);
            AddIdentifiers(assets[i], i);
            if (withAddresses)
                AddAddresses(assets[i], i);
        }

        Mark(assets);
    }

    public AssetFlags[] Flags { get; }

    /// <summary>Every name of every asset; the tables of names lead here.</summary>
    public ReadOnlySpan<AssetName> Names => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_names);

    public KeyTable ByShort { get; }

    public KeyTable ByPrefix { get; } = new(0);

    public KeyTable ByCloud { get; } = new(0);

    public KeyTable ByAgent { get; } = new(0);

    public KeyTable ByUuid { get; } = new(0);

    public KeyTable BySerial { get; } = new(0);

    public KeyTable ByMac { get; } = new(0);

    public KeyTable ByAddress { get; } = new(0);

    /// <summary>Record identifiers; filled where some record is marked as a duplicate.</summary>
    public KeyTable ById { get; } = new(0);

    /// <summary>What records are marked as duplicates of.</summary>
    public KeyTable ByMark { get; } = new(0);

    private void AddNames(List<AssetName> names, int asset)
    {
        if (names.Count == 0)
            Flags[asset] |= AssetFlags.Nameless;
        else if (names.Count > 1 && AssetNames.AreOfSeveral(names))
            Flags[asset] |= AssetFlags.OfSeveral;
        foreach (AssetName name in names)
        {
            int number = _names.Count;
            _names.Add(name);
            ByShort.Add(KeyHash.Of(name.Short), number);
            if (name.Short.Length > SoughtName.NetBiosLength)
                ByPrefix.Add(KeyHash.Of(name.Short[..SoughtName.NetBiosLength]), number);
        }
    }

    private void AddIdentifiers(Asset asset, int number)
    {
        if (CloudKey.Read(asset.CloudId) is CloudKey cloud)
            Add(ByCloud, KeyHash.Of(cloud.Text), number);
        foreach (string id in asset.AgentId)
        {
            if (AgentKey.Read(id) is string agent)
                ByAgent.Add(KeyHash.Of(agent), number);
        }

        if (AgentKey.Read(asset.AssetId) is string own)
            ByAgent.Add(KeyHash.Of(own), number);
        if (UuidKey.ReadBios(asset.BiosUuid, asset.SerialNumber) is UInt128 uuid)
            Add(ByUuid, KeyHash.Of(uuid), number);
        if (SerialKey.Read(asset.SerialNumber) is string serial)
            Add(BySerial, KeyHash.Of(serial), number);
        foreach (string text in asset.MacAddress ?? [])
        {
            if (MacKey.TryRead(text, out ulong mac) && MacKey.IdentifiesCard(mac))
                Add(ByMac, KeyHash.Of(mac), number);
        }
    }

    private void AddAddresses(Asset asset, int number)
    {
        foreach (UInt128 address in AssetFacts.Addresses(asset))
            ByAddress.Add(KeyHash.Of(address), number);
    }

    private void Mark(IReadOnlyList<Asset> assets)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < assets.Count; i++)
        {
            if (string.IsNullOrEmpty(assets[i].DuplicateOf))
                continue;
            Flags[i] |= AssetFlags.Marked;
            ByMark.Add(KeyHash.Of(assets[i].DuplicateOf!), i);
            ids.Add(assets[i].DuplicateOf!);
        }

        for (int i = 0; i < assets.Count && ids.Count > 0; i++)
        {
            if (assets[i].AssetId is not { Length: > 0 } id)
                continue;
            ById.Add(KeyHash.Of(id), i);
            if (ids.Contains(id))
                Flags[i] |= AssetFlags.Marked;
        }
    }

    private void Add(KeyTable table, int hash, int number)
    {
        foreach (int other in table[hash])
        {
            if (other == number)
                return;
            Flags[number] |= AssetFlags.SharesIdentifier;
            Flags[other] |= AssetFlags.SharesIdentifier;
            break;
        }

        table.Add(hash, number);
    }
}
