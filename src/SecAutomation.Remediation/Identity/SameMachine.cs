namespace SecAutomation.Remediation.Identity;

/// <summary>Whether records are of one machine, by what identifies hardware and records rather than by names.</summary>
internal static class SameMachine
{
    /// <summary>The machines behind records of one inventory, sorted: records with one serial number, cloud id or asset id are one.</summary>
    public static AssetGroup[] Group(InventoryIndex index, IEnumerable<AssetName> names)
    {
        Asset[] assets = [.. names.Select(name => name.Asset).Distinct().Select(asset => index[asset])];
        return assets switch
        {
            [] => [],
            [Asset only] => [new AssetGroup(only, [only])],
            _ => Group(assets),
        };
    }

    /// <inheritdoc cref="Group(InventoryIndex, IEnumerable{AssetName})"/>
    public static AssetGroup[] Group(Asset[] assets)
    {
        Array.Sort(assets, CandidateOrder);
        int[] parent = [.. Enumerable.Range(0, assets.Length)];
        var firstOf = new Dictionary<(char, string), int>();
        for (int i = 0; i < assets.Length; i++)
        {
            Join(i, 's', MachineKey.Serial(assets[i].SerialNumber));
            Join(i, 'c', Trim(assets[i].CloudId));
            Join(i, 'i', Trim(assets[i].AssetId));
        }

        return
        [
            .. Enumerable.Range(0, assets.Length).GroupBy(Root).OrderBy(group => group.Min())
                .Select(group => OfRecords([.. group.Select(i => assets[i])])),
        ];

        void Join(int i, char kind, string? key)
        {
            if (key is null)
                return;
            if (!firstOf.TryAdd((kind, key), i) && !(kind == 's' && TellsApart(assets[i], assets[firstOf[(kind, key)]])))
            {
                int a = Root(i);
                int b = Root(firstOf[(kind, key)]);
                parent[Math.Max(a, b)] = Math.Min(a, b);
            }
        }

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    /// <summary>Whether records of two inventories cannot be of one machine. The strongest identifier that both have decides.</summary>
    public static bool Contradict(Asset a, Asset b)
    {
        (string? One, string? Other)[] keys =
        [
            (Trim(a.CloudId), Trim(b.CloudId)),
            (MachineKey.Uuid(a.BiosUuid), MachineKey.Uuid(b.BiosUuid)),
            (MachineKey.Serial(a.SerialNumber), MachineKey.Serial(b.SerialNumber)),
        ];
        foreach ((string? one, string? other) in keys)
        {
            if (one is not null && other is not null)
                return one != other;
        }

        return HaveNoFullNameInCommon(a, b);
    }

    /// <summary>Whether the BIOS UUID says that no record of the group is the host.</summary>
    public static bool IsVetoed(AssetGroup group, string? uuid)
    {
        if (uuid is null)
            return false;
        string[] known = [.. group.All.Select(asset => MachineKey.Uuid(asset.BiosUuid)).OfType<string>()];
        return known.Length > 0 && !known.Contains(uuid, StringComparer.Ordinal);
    }

    /// <summary>The order of candidates. It depends on what the records say and never on where they stood.</summary>
    public static int CandidateOrder(Asset a, Asset b)
    {
        int order = string.CompareOrdinal(a.Source, b.Source);
        if (order == 0)
            order = string.CompareOrdinal(a.AssetId, b.AssetId);
        if (order == 0)
            order = string.CompareOrdinal(a.Fqdn ?? a.ComputerName, b.Fqdn ?? b.ComputerName);
        if (order == 0)
            order = a.Place.Length.CompareTo(b.Place.Length);
        if (order == 0)
            order = string.CompareOrdinal(a.Place, b.Place);
        if (order == 0)
            order = string.CompareOrdinal(a.SerialNumber, b.SerialNumber);
        return order != 0 ? order : Nullable.Compare(b.LastSeen, a.LastSeen);
    }

    /// <summary>Whether two records of one serial number are two machines after all: numbers are typed by hand.</summary>
    private static bool TellsApart(Asset a, Asset b)
    {
        string? one = MachineKey.Uuid(a.BiosUuid);
        string? other = MachineKey.Uuid(b.BiosUuid);
        return one is not null && other is not null ? one != other : HaveNoFullNameInCommon(a, b);
    }

    private static bool HaveNoFullNameInCommon(Asset a, Asset b)
    {
        HashSet<string> full = FullNames(a);
        HashSet<string> otherFull = FullNames(b);
        return full.Count > 0 && otherFull.Count > 0 && !full.Overlaps(otherFull);
    }

    private static AssetGroup OfRecords(Asset[] records)
    {
        // Paging over a changing inventory repeats records.
        records = [.. records.DistinctBy(record => record.AssetId is null ? (object)record : record.AssetId)];
        Asset best = records[0];
        foreach (Asset record in records)
        {
            if (Nullable.Compare(record.LastSeen, best.LastSeen) > 0)
                best = record;
        }

        return new AssetGroup(best, records);
    }

    private static HashSet<string> FullNames(Asset asset) =>
        new(new AssetNames().Of(asset).Where(name => name.Domain is not null).Select(name => $"{name.Short}.{name.Domain}"), StringComparer.Ordinal);

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
