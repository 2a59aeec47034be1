using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>Whether records of one inventory are of one machine: one candidate, not several.</summary>
internal static class SameMachine
{
    // Comparing each with each is for people's numbers.
    private const int MostCompared = 40;

    private static readonly List<int> s_none = [];

    /// <summary>The machines behind records, sorted. Records that the same machine has besides them are added.</summary>
    public static AssetGroup[] Group(InventoryIndex index, List<int> assets)
    {
        if (assets.Count == 0)
            return [];
        if (assets.Count == 1 && !index.Is(assets[0], AssetFlags.SharesIdentifier | AssetFlags.Marked))
            return [new AssetGroup(assets[0], [assets[0]])];

        int asked = assets.Count;
        List<int> all = asked > MostCompared ? assets : WithTwins(index, assets);
        int[] machine = all.Count <= 2 * MostCompared ? Machines(index, all) : [.. Enumerable.Range(0, all.Count)];
        AssetGroup[] groups =
        [
            .. Enumerable.Range(0, all.Count).GroupBy(i => machine[i])
                .Where(group => group.Any(i => i < asked))
                .Select(group => OfRecords(index, [.. group.Select(i => all[i])])),
        ];
        Array.Sort(groups, (a, b) => CandidateOrder.Compare(index[a.Best], index[b.Best]));
        return groups;
    }

    /// <summary>The machine behind one record.</summary>
    public static AssetGroup[] GroupOf(InventoryIndex index, int asset) =>
        index.Is(asset, AssetFlags.SharesIdentifier | AssetFlags.Marked) ? Group(index, [asset]) : [new AssetGroup(asset, [asset])];

    /// <summary>Whether two groups have a record or an identifier in common.</summary>
    public static bool Share(InventoryIndex index, AssetGroup a, AssetGroup b)
    {
        if (a.IsSameAs(b))
            return true;
        Identifiers one = Identifiers.Of(index[a.Best]);
        Identifiers other = Identifiers.Of(index[b.Best]);
        return !Identifiers.Contradict(one, other)
            && (Identifiers.SameCloud(one, other) || Identifiers.SameUuid(one, other) || Identifiers.SameSerial(one, other));
    }

    private static List<int> WithTwins(InventoryIndex index, List<int> assets)
    {
        List<int> all = assets;
        for (int i = 0; i < all.Count && all.Count <= MostCompared; i++)
        {
            if (!index.Is(all[i], AssetFlags.SharesIdentifier | AssetFlags.Marked))
                continue;
            foreach (int twin in TwinsOf(index, all[i]))
            {
                if (all.Contains(twin) || !Are(index, all[i], twin))
                    continue;
                if (ReferenceEquals(all, assets))
                    all = [.. assets];
                all.Add(twin);
            }
        }

        return all;
    }

    private static IEnumerable<int> TwinsOf(InventoryIndex index, int asset)
    {
        Asset record = index[asset];
        Identifiers own = Identifiers.Of(record);
        IEnumerable<int> twins = s_none;
        if (index.Is(asset, AssetFlags.SharesIdentifier))
        {
            twins = twins.Concat(own.Cloud is CloudKey cloud ? index.WithCloud(cloud) : s_none)
                .Concat(own.Uuid is UInt128 uuid ? index.WithUuid(uuid) : s_none)
                .Concat(own.Serial is string serial ? index.WithSerial(serial) : s_none)
                .Concat(AssetFacts.Macs(record, ofCards: true).SelectMany(index.WithMac));
        }

        if (index.Is(asset, AssetFlags.Marked))
        {
            twins = twins.Concat(record.DuplicateOf is { Length: > 0 } original ? index.WithId(original) : s_none)
                .Concat(record.AssetId is { Length: > 0 } id ? index.MarkedAs(id) : s_none);
        }

        return twins;
    }

    /// <summary>The machine of each record: the number of one of its records.</summary>
    private static int[] Machines(InventoryIndex index, List<int> assets)
    {
        int[] sure = [.. Enumerable.Range(0, assets.Count)];
        int[] likely = [.. sure];
        for (int i = 0; i < assets.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool isSure = AreSurely(index[assets[i]], index[assets[j]]);
                if (isSure)
                    Join(sure, i, j);
                if (isSure || AreLikely(index, assets[i], assets[j]))
                    Join(likely, i, j);
            }
        }

        int[] machine = new int[assets.Count];
        foreach (IGrouping<int, int> joined in Enumerable.Range(0, assets.Count).GroupBy(i => Root(likely, i)))
        {
            // A serial number that a record without a domain shares with two domains joins nothing.
            int[] records = [.. joined];
            bool isOne = !Array.Exists(records, i => Array.Exists(records, j => i < j && Root(sure, i) != Root(sure, j) && AreTwo(index, assets[i], assets[j])));
            foreach (int i in records)
                machine[i] = isOne ? joined.Key : Root(sure, i);
        }

        return machine;
    }

    private static void Join(int[] parent, int i, int j)
    {
        int a = Root(parent, i);
        int b = Root(parent, j);
        parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static bool Are(InventoryIndex index, int a, int b) => AreSurely(index[a], index[b]) || AreLikely(index, a, b);

    /// <summary>The inventory says so, or the provider.</summary>
    private static bool AreSurely(Asset one, Asset other)
    {
        if (one.AssetId is { Length: > 0 } id && (id == other.AssetId || id == other.DuplicateOf))
            return true;
        if (other.AssetId is { Length: > 0 } otherId && otherId == one.DuplicateOf)
            return true;
        return one.CloudId is not null && other.CloudId is not null && Identifiers.SameCloud(Identifiers.Of(one), Identifiers.Of(other));
    }

    /// <summary>One name and one identifier of the hardware stand in both, and nothing contradicts.</summary>
    private static bool AreLikely(InventoryIndex index, int a, int b)
    {
        Asset one = index[a];
        Asset other = index[b];
        Identifiers ofOne = Identifiers.Of(one);
        Identifiers ofOther = Identifiers.Of(other);
        if (Identifiers.Contradict(ofOne, ofOther))
            return false;

        List<ulong> macs = AssetFacts.Macs(one, ofCards: true);
        List<ulong> otherMacs = AssetFacts.Macs(other, ofCards: true);
        bool sharesMac = macs.Exists(otherMacs.Contains);
        if (!sharesMac && macs.Count > 0 && otherMacs.Count > 0)
            return false;
        return (sharesMac || Identifiers.SameUuid(ofOne, ofOther) || Identifiers.SameSerial(ofOne, ofOther) || Identifiers.SameDirectory(ofOne, ofOther))
            && ShareName(index, a, b);
    }

    private static bool AreTwo(InventoryIndex index, int a, int b)
    {
        if (Identifiers.Contradict(Identifiers.Of(index[a]), Identifiers.Of(index[b])))
            return true;
        List<AssetName> names = index.NamesOf(a).FindAll(name => name.Domain is not null);
        List<AssetName> others = index.NamesOf(b).FindAll(name => name.Domain is not null);
        return names.Count > 0 && others.Count > 0
            && !names.Exists(name => others.Exists(other => index.Map.Domain(name.Domain!) == index.Map.Domain(other.Domain!)));
    }

    /// <summary>Whether one first label stands in both, and not in two real domains.</summary>
    private static bool ShareName(InventoryIndex index, int a, int b)
    {
        List<AssetName> names = index.NamesOf(a);
        List<AssetName> others = index.NamesOf(b);
        return names.Exists(name => others.Exists(other => name.Short == other.Short
            && (name.Domain is null || other.Domain is null || index.Map.Domain(name.Domain) == index.Map.Domain(other.Domain))));
    }

    private static AssetGroup OfRecords(InventoryIndex index, List<int> records)
    {
        if (records.Count > 1)
            records.Sort((a, b) => Compare(index, records, a, b));
        return new AssetGroup(records[0], [.. records]);
    }

    private static int Compare(InventoryIndex index, List<int> records, int a, int b)
    {
        Asset one = index[a];
        Asset other = index[b];
        int order = IsMarkedIn(index, records, one).CompareTo(IsMarkedIn(index, records, other));
        if (order == 0)
            order = AssetFacts.IsInUse(other).CompareTo(AssetFacts.IsInUse(one));
        if (order == 0)
            order = Nullable.Compare(other.LastSeen, one.LastSeen);
        return order != 0 ? order : CandidateOrder.Compare(one, other);
    }

    // In a circle of marks no record is the original, and all are equal.
    private static bool IsMarkedIn(InventoryIndex index, List<int> records, Asset asset) =>
        asset.DuplicateOf is { Length: > 0 } original
        && records.Exists(record => index[record].AssetId == original)
        && records.Exists(record => string.IsNullOrEmpty(index[record].DuplicateOf));

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }
}
