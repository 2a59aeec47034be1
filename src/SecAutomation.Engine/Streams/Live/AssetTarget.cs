using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Gathers assets, an identifier once.</summary>
/// <param name="source">What the assets come from.</param>
/// <param name="isWanted">Whether an asset is wanted.</param>
internal sealed class AssetTarget(string source, Predicate<Asset> isWanted) : IBatchTarget
{
    private readonly object _lock = new();
    private readonly List<(string Order, List<Asset> Found)> _parts = [];

    /// <inheritdoc/>
    public IRecordPart Begin(FieldReader fields, StreamManifest stream, string order) => new Part(this, fields, stream, order);

    /// <inheritdoc/>
    public void Drop(string order)
    {
        lock (_lock)
            _parts.RemoveAll(part => part.Order.StartsWith(order, StringComparison.Ordinal));
    }

    /// <summary>The assets of all parts that count, in the order of the parts.</summary>
    public IReadOnlyList<Asset> Assets()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        lock (_lock)
        {
            return
            [
                .. _parts.OrderBy(part => part.Order, PartOrder.Instance)
                    .SelectMany(part => part.Found)
                    .Where(asset => asset.AssetId is null || seen.Add(asset.AssetId)),
            ];
        }
    }

    private sealed class Part(AssetTarget target, FieldReader fields, StreamManifest stream, string order) : IRecordPart
    {
        private readonly AssetReader _assets = new(fields, stream, target.Source);
        private readonly List<Asset> _found = [];
        private bool _isBegun;

        public string? FirstKey { get; private set; }

        public int Wanted { get; private set; }

        public bool Use()
        {
            Asset? asset = _assets.Read();
            if (!_isBegun)
            {
                _isBegun = true;
                FirstKey = asset?.AssetId;
            }

            if (asset is null)
                return false;
            if (!target.IsWanted(asset))
                return true;
            Wanted++;
            _found.Add(asset);
            return true;
        }

        public void Keep()
        {
            lock (target._lock)
                target._parts.Add((order, _found));
        }
    }

    private string Source => source;

    private bool IsWanted(Asset asset) => isWanted(asset);
}
