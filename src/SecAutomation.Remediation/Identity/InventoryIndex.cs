using System.Collections.Concurrent;

namespace SecAutomation.Remediation.Identity;

/// <summary>The names of one inventory, ready to be looked up.</summary>
internal sealed class InventoryIndex
{
    private readonly IReadOnlyList<Asset> _assets;
    private readonly List<AssetName> _names;
    private readonly KeyChain _byShort;
    private readonly KeyChain _byPrefix;
    private readonly ConcurrentDictionary<string, NameBucket> _large = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NameBucket> _largePrefixes = new(StringComparer.Ordinal);

    public InventoryIndex(InventoryView view, CancellationToken cancellationToken)
    {
        Source = view.Source;
        IsComplete = view.IsComplete;
        _assets = view.Asset;
        _names = new List<AssetName>(_assets.Count);
        _byShort = new KeyChain(_assets.Count);
        _byPrefix = new KeyChain(0);
        var reader = new AssetNames();
        for (int i = 0; i < _assets.Count; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            foreach ((string key, string? domain, string? windows) in reader.Of(_assets[i]))
            {
                _byShort.Add(key, _names.Count);
                if (key.Length > AssetNames.NetBiosLength)
                    _byPrefix.Add(key[..AssetNames.NetBiosLength], _names.Count);
                _names.Add(new AssetName(i, domain, windows));
            }
        }

        Size = MatchReason.Size(this);
        NoMatch = $"No asset of {Size} has it.";
        OneMatch = $"One machine of {Size} has it.";
    }

    public string Source { get; }

    public bool IsComplete { get; }

    public int Count => _assets.Count;

    /// <summary>The inventory and how many assets it has, for reasons.</summary>
    public string Size { get; }

    public string NoMatch { get; }

    public string OneMatch { get; }

    public Asset this[int asset] => _assets[asset];

    public bool Has(string shortKey) => _byShort.Contains(shortKey);

    /// <summary>The assets of a short name.</summary>
    public NameBucket Named(string shortKey) => Bucket(_byShort, _large, shortKey);

    /// <summary>The assets whose short name is longer than 15 characters and begins with these.</summary>
    public NameBucket BeginningWith(string prefix) => Bucket(_byPrefix, _largePrefixes, prefix);

    /// <summary>One of the assets of a short name, as it is called in hints.</summary>
    public string Describe(in AssetName name) => _assets[name.Asset].Fqdn ?? _assets[name.Asset].ComputerName;

    private NameBucket Bucket(KeyChain chain, ConcurrentDictionary<string, NameBucket> large, string key)
    {
        KeyChain.Chain links = chain[key];
        if (links.IsEmpty)
            return NameBucket.Empty;
        if (!large.IsEmpty && large.TryGetValue(key, out NameBucket? known))
            return known;

        int count = 0;
        foreach (int _ in links)
            count++;
        var names = new AssetName[count];
        foreach (int name in links)
            names[--count] = _names[name];
        var bucket = new NameBucket(names);
        return bucket.IsLarge ? large.GetOrAdd(key, bucket) : bucket;
    }
}
