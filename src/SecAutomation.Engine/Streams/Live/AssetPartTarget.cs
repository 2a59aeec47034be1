using System.Collections.Concurrent;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Gathers parts of assets, and joins them to the assets.</summary>
/// <param name="assets">The identifiers of the assets whose parts are wanted.</param>
/// <param name="addresses">The hosts whose addresses lead to further assets, wherever they come up; null: no others are wanted.</param>
internal sealed class AssetPartTarget(IReadOnlySet<string> assets, SoughtHosts? addresses = null) : IBatchTarget
{
    private readonly ConcurrentDictionary<string, bool> _others = new(StringComparer.Ordinal);

    private readonly object _lock = new();
    private readonly List<(string Order, Dictionary<string, AssetParts> Found)> _pages = [];

    // Thousands of machines have the same software; each is kept once.
    private readonly ConcurrentDictionary<InstalledSoftwareKey, InstalledSoftware> _software = new();

    /// <inheritdoc/>
    public IRecordPart Begin(FieldReader fields, StreamManifest stream, string order) => new Page(this, fields, stream, order);

    /// <summary>The identifiers of further assets that have a wanted address; none of their parts is kept.</summary>
    public IReadOnlyList<string> Others => [.. _others.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Drop(string order)
    {
        lock (_lock)
            _pages.RemoveAll(page => page.Order.StartsWith(order, StringComparison.Ordinal));
    }

    /// <summary>The assets with their parts.</summary>
    /// <param name="whole">The assets.</param>
    public IReadOnlyList<Asset> Complete(IReadOnlyList<Asset> whole)
    {
        Dictionary<string, AssetParts> joined = new(StringComparer.Ordinal);
        foreach ((string id, AssetParts parts) in _pages.OrderBy(page => page.Order, PartOrder.Instance).SelectMany(page => page.Found))
        {
            if (!joined.TryAdd(id, parts))
                joined[id].Add(parts);
        }

        return [.. whole.Select(asset => asset.AssetId is { } id && joined.TryGetValue(id, out AssetParts? parts) ? parts.Complete(asset) : asset)];
    }

    private InstalledSoftware Share(InstalledSoftware software) => software.Source.Length > 1
        ? software
        : _software.GetOrAdd(new InstalledSoftwareKey(software.Name, software.Version, software.Publisher, software.Cpe, software.Source.FirstOrDefault()), software);

    private sealed class Page(AssetPartTarget target, FieldReader fields, StreamManifest stream, string order) : IRecordPart
    {
        private readonly SoftwareReader _software = new(fields, stream.Fields.GetValueOrDefault("software"));
        private readonly Dictionary<string, AssetParts> _found = new(StringComparer.Ordinal);

        // One asset has many records, and a page may begin with one that an earlier page began with.
        public string? FirstKey => null;

        public int Wanted { get; private set; }

        public bool Use()
        {
            if (fields.Text(Field("assetId")) is not { } id)
                return false;
            if (!target.Assets.Contains(id))
            {
                if (target.Addresses is { HasAddresses: true } sought && sought.HasAddress(fields.Addresses(Field("ipAddress"), []), fields.MacAddresses(Field("macAddress"))))
                    target._others.TryAdd(id, true);
                return true;
            }

            Wanted++;
            if (!_found.TryGetValue(id, out AssetParts? parts))
                _found.Add(id, parts = new AssetParts());
            parts.Add(
                _software.Read()?.Select(target.Share),
                fields.Addresses(Field("ipAddress"), []),
                fields.MacAddresses(Field("macAddress")),
                fields.Values(Field("tag")),
                fields.Values(Field("agentId")));
            return true;
        }

        public void Keep()
        {
            lock (target._lock)
                target._pages.Add((order, _found));
        }

        private StreamField? Field(string name) => stream.Fields.GetValueOrDefault(name);
    }

    private IReadOnlySet<string> Assets => assets;

    private SoughtHosts? Addresses => addresses;

    private readonly record struct InstalledSoftwareKey(string Name, string? Version, string? Publisher, string? Cpe, string? Source);
}
