using System.Collections.Concurrent;
using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>One inventory, ready to be looked up by every key. It may be asked from several threads.</summary>
internal sealed class InventoryIndex
{
    /// <summary>An identifier on more assets than this identifies nothing, and nobody wants to read them all.</summary>
    public const int MostCarriers = 64;

    private readonly IReadOnlyList<Asset> _assets;
    private readonly IndexBuilder _built;
    private readonly ConcurrentDictionary<(bool IsPrefix, string Key), NameBucket> _large = new();
    private readonly Lazy<Dictionary<string, int>> _byId;

    // Asking the dictionary itself whether it is empty takes all of its locks.
    private volatile bool _hasLarge;

    public InventoryIndex(InventoryView view, MatchRules rules, CancellationToken cancellationToken)
    {
        Source = view.Source;
        (IsComplete, IsWhole) = (view.IsComplete, view.IsWhole);
        Rules = rules.For(view.Source);
        Map = rules.Map;
        _assets = view.Asset;
        _byId = new Lazy<Dictionary<string, int>>(ReadIds);
        _built = new IndexBuilder(_assets, Rules.MatchAddress, cancellationToken);
    }

    public string Source { get; }

    public bool IsComplete { get; }

    public bool IsWhole { get; }

    public ViewRules Rules { get; }

    public NameMap Map { get; }

    public int Count => _assets.Count;

    public Asset this[int asset] => _assets[asset];

    public bool Is(int asset, AssetFlags flag) => (_built.Flags[asset] & flag) != AssetFlags.None;

    public bool Has(string shortKey)
    {
        foreach (int name in _built.ByShort[KeyHash.Of(shortKey)])
        {
            if (_built.Names[name].Short == shortKey)
                return true;
        }

        return false;
    }

    /// <summary>Whether an asset carries a short name; false too where too many do to look.</summary>
    public bool IsCalled(int asset, string shortKey)
    {
        int looked = 0;
        foreach (int name in _built.ByShort[KeyHash.Of(shortKey)])
        {
            if (_built.Names[name].Asset == asset && _built.Names[name].Short == shortKey)
                return true;
            if (++looked > MostCarriers)
                return false;
        }

        return false;
    }

    /// <summary>The asset that a decision names, by its record's identifier or, where it has none, by its name; null where it is not there.</summary>
    public int? Decided(string asset)
    {
        if (_byId.Value.TryGetValue(asset, out int number))
            return number;
        HostName name = HostName.Parse(asset);
        if (!name.IsName)
            return null;
        NameBucket bucket = Named(name.ShortKey);
        if (name.Domain is string domain)
            bucket = bucket.In(domain);
        AssetGroup[] groups = SameMachine.Group(this, [.. bucket.Names.Take(MostCarriers).Select(one => one.Asset).Distinct()]);
        return groups is [AssetGroup only] ? only.Best : null;
    }

    /// <summary>The names that are this short name, in whatever domain.</summary>
    public NameBucket Named(string shortKey) => Bucket(isPrefix: false, _built.ByShort, shortKey);

    /// <summary>The names that are longer than 15 characters and begin with these.</summary>
    public NameBucket BeginningWith(string prefix) => Bucket(isPrefix: true, _built.ByPrefix, prefix);

    public List<int> WithCloud(CloudKey key) => Carriers(_built.ByCloud, KeyHash.Of(key.Text), asset => CloudKey.Read(asset.CloudId) == key);

    public List<int> WithAgent(string key) => Carriers(
        _built.ByAgent, KeyHash.Of(key), asset => Array.Exists(asset.AgentId, id => AgentKey.Read(id) == key) || AgentKey.Read(asset.AssetId) == key);

    public List<int> WithUuid(UInt128 key) => Carriers(_built.ByUuid, KeyHash.Of(key), asset => UuidKey.ReadBios(asset.BiosUuid, asset.SerialNumber) == key);

    public List<int> WithSerial(string key) => Carriers(_built.BySerial, KeyHash.Of(key), asset => SerialKey.Read(asset.SerialNumber) == key);

    public List<int> WithMac(ulong key) => Carriers(
        _built.ByMac, KeyHash.Of(key), asset => Array.Exists(asset.MacAddress ?? [], text => MacKey.TryRead(text, out ulong own) && own == key));

    public List<int> WithAddress(UInt128 key) => Carriers(_built.ByAddress, KeyHash.Of(key), asset => AssetFacts.Addresses(asset).Contains(key));

    public List<int> WithId(string id) => Carriers(_built.ById, KeyHash.Of(id), asset => asset.AssetId == id);

    /// <summary>The records that are marked as duplicates of a record.</summary>
    public List<int> MarkedAs(string id) => Carriers(_built.ByMark, KeyHash.Of(id), asset => asset.DuplicateOf == id);

    /// <summary>The names of an asset. They are read again, for few are asked.</summary>
    public List<AssetName> NamesOf(int asset) => Is(asset, AssetFlags.Nameless) ? [] : new AssetNames().Of(_assets[asset], asset);

    /// <summary>An asset as it is called in reasons.</summary>
    public string Describe(int asset) => MatchWords.Name(_assets[asset]);

    private Dictionary<string, int> ReadIds()
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _assets.Count; i++)
        {
            if (_assets[i].AssetId is { Length: > 0 } id)
                ids.TryAdd(id, i);
        }

        return ids;
    }

    private List<int> Carriers(KeyTable table, int hash, Predicate<Asset> has)
    {
        var carriers = new List<int>(1);
        foreach (int asset in table[hash])
        {
            if (carriers.Contains(asset) || !has(_assets[asset]))
                continue;
            carriers.Add(asset);
            if (carriers.Count > MostCarriers)
                break;
        }

        return carriers;
    }

    private NameBucket Bucket(bool isPrefix, KeyTable table, string key)
    {
        if (_hasLarge && _large.TryGetValue((isPrefix, key), out NameBucket known))
            return known;

        AssetName[] names = [];
        int count = 0;
        ReadOnlySpan<AssetName> all = _built.Names;
        foreach (int number in table[KeyHash.Of(key)])
        {
            ref readonly AssetName name = ref all[number];
            if (!(isPrefix ? SoughtName.IsCut(key, name.Short) : name.Short == key))
                continue;
            if (count == names.Length)
                Array.Resize(ref names, Math.Max(1, count * 2));
            names[count++] = name;
        }

        if (count == 0)
            return NameBucket.Empty;
        if (count < names.Length)
            Array.Resize(ref names, count);
        NameBucket bucket = NameBucket.Of(names);
        if (!bucket.IsLarge)
            return bucket;
        bucket = _large.GetOrAdd((isPrefix, key), bucket);
        _hasLarge = true;
        return bucket;
    }
}
