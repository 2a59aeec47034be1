namespace SecAutomation.Engine.Streams.Live;

/// <summary>What further records say of one asset. A list that none of them has stays as the asset's own record has it.</summary>
internal sealed class AssetParts
{
    private List<InstalledSoftware>? _software;
    private List<string>? _ipAddress;
    private List<string>? _macAddress;
    private List<string>? _tag;
    private List<string>? _agentId;

    /// <summary>Adds what one record says; null: nothing.</summary>
    public void Add(IEnumerable<InstalledSoftware>? software, IEnumerable<string>? ipAddress, IEnumerable<string>? macAddress, IReadOnlyCollection<string> tag, IReadOnlyCollection<string> agentId)
    {
        Add(ref _software, software);
        Add(ref _ipAddress, ipAddress);
        Add(ref _macAddress, macAddress);
        Add(ref _tag, tag.Count == 0 ? null : tag);
        Add(ref _agentId, agentId.Count == 0 ? null : agentId);
    }

    /// <summary>Adds what records of another page say.</summary>
    public void Add(AssetParts others)
    {
        Add(ref _software, others._software);
        Add(ref _ipAddress, others._ipAddress);
        Add(ref _macAddress, others._macAddress);
        Add(ref _tag, others._tag);
        Add(ref _agentId, others._agentId);
    }

    /// <summary>The asset with them.</summary>
    public Asset Complete(Asset asset) => asset with
    {
        InstalledSoftware = _software is null ? asset.InstalledSoftware : SoftwareReader.Merge([.. asset.InstalledSoftware ?? [], .. _software]),
        IPAddress = Join(asset.IPAddress, _ipAddress),
        MacAddress = Join(asset.MacAddress, _macAddress),
        Tag = Join(asset.Tag, _tag),
        AgentId = Join(asset.AgentId, _agentId) ?? [],
    };

    private static void Add<T>(ref List<T>? all, IEnumerable<T>? more)
    {
        if (more is null)
            return;
        all ??= [];
        all.AddRange(more);
    }

    private static string[]? Join(string[]? own, List<string>? more) => more is null ? own : [.. (own ?? []).Concat(more).Distinct(StringComparer.OrdinalIgnoreCase)];
}
