using System.Globalization;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>One read of an inventory: its assets, the assets that only an address of a part leads to, and the parts of all of them.</summary>
/// <param name="connection">The connection.</param>
/// <param name="limits">How much memory content may take.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">The caller's observer.</param>
/// <param name="streams">The streams of the assets.</param>
/// <param name="parts">The streams of their parts.</param>
internal sealed class InventoryReading(
    LiveConnection connection, ReadLimits limits, TimeProvider time, IReadObserver observer, IReadOnlyList<StreamManifest> streams, IReadOnlyList<StreamManifest> parts)
{
    private readonly LiveReading _assets = new(connection, limits, time, observer);

    // Their records are counted by themselves: an inventory of so many assets has so many assets.
    private readonly LiveReading _parts = new(connection, limits, time, observer);

    /// <summary>The assets with their parts.</summary>
    public IReadOnlyList<Asset> Asset { get; private set; } = [];

    /// <summary>How many assets were received.</summary>
    public long Received => _assets.Received;

    /// <summary>How many records could not be used, parts included.</summary>
    public long Skipped => _assets.Skipped + _parts.Skipped;

    /// <summary>How many assets the product announced; null where it said nothing.</summary>
    public long? Expected => _assets.Expected;

    /// <summary>What kept the read from being complete; null: nothing did.</summary>
    public FailureException? Failure { get; private set; }

    /// <summary>Reads it.</summary>
    /// <param name="sought">The hosts whose assets are wanted; empty: the whole inventory.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ReadAsync(IReadOnlyList<HostIdentity> sought, CancellationToken cancellationToken)
    {
        var hosts = new SoughtHosts(sought);
        var target = new AssetTarget(connection.Name, hosts.Knows);
        try
        {
            foreach (StreamManifest stream in streams)
                await AssetReading.ReadAsync(_assets, stream, sought, target, cancellationToken).ConfigureAwait(false);
            Asset = target.Assets();
            if (sought.Count == 0)
                Asset = await WithPartsAsync(Asset, null, cancellationToken).ConfigureAwait(false);
            else
                await ReadPartsAsync(sought, hosts, cancellationToken).ConfigureAwait(false);
        }
        catch (FailureException incomplete)
        {
            Failure = incomplete;
            Asset = Asset.Count > 0 ? Asset : target.Assets();
        }

        _assets.Close();
        if (_parts.Received > 0)
            _parts.Close();
    }

    private async Task ReadPartsAsync(IReadOnlyList<HostIdentity> sought, SoughtHosts hosts, CancellationToken cancellationToken)
    {
        HashSet<string> known = Identifiers(Asset);
        var byAddress = new AssetPartTarget(new HashSet<string>(StringComparer.Ordinal), hosts);
        if (hosts.HasAddresses)
            await AssetReading.FindByAddressAsync(_parts, parts, sought, byAddress, cancellationToken).ConfigureAwait(false);
        var ofKnown = new AssetPartTarget(known, hosts);
        StreamManifest[] wanted = [.. parts.Where(stream => known.Count > 0 || (stream.Live!.Batch is null && hosts.HasAddresses && HasAddresses(stream)))];
        await AssetReading.ReadPartsAsync(_parts, wanted, [.. known], ofKnown, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Asset> complete = ofKnown.Complete(Asset);
        Asset = complete;
        HashSet<string> others = [.. byAddress.Others.Where(id => !known.Contains(id)), .. ofKnown.Others];
        if (others.Count == 0)
            return;

        // Their own records do not say what the records of their cards do.
        _assets.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{connection.Name}: {others.Count} more assets have an address of the hosts in records of their cards; they are read."));
        var target = new AssetTarget(connection.Name, asset => asset.AssetId is { } id && others.Contains(id));
        foreach (StreamManifest stream in streams)
            await AssetReading.ReadAsync(_assets, stream, [.. others], target, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Asset> found = target.Assets();
        Asset = [.. complete, .. await WithPartsAsync(found, [.. Identifiers(found)], cancellationToken).ConfigureAwait(false)];
    }

    private async Task<IReadOnlyList<Asset>> WithPartsAsync(IReadOnlyList<Asset> found, IReadOnlyList<string>? wanted, CancellationToken cancellationToken)
    {
        if (found.Count == 0 || parts.Count == 0)
            return found;
        var target = new AssetPartTarget(Identifiers(found));
        await AssetReading.ReadPartsAsync(_parts, parts, wanted, target, cancellationToken).ConfigureAwait(false);
        return target.Complete(found);
    }

    private static HashSet<string> Identifiers(IEnumerable<Asset> assets) => assets.Select(asset => asset.AssetId).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static bool HasAddresses(StreamManifest stream) => stream.Fields.ContainsKey("ipAddress") || stream.Fields.ContainsKey("macAddress");
}
