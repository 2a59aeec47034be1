using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>One asset of several records: each property is that of the first record that has it, and lists are united.</summary>
internal sealed class MergedAsset
{
    private readonly Asset[] _records;
    private readonly Dictionary<string, string> _source = new(StringComparer.Ordinal);
    private readonly List<AssetConflict> _conflicts = [];

    private MergedAsset(Asset[] records) => _records = records;

    /// <summary>Merges records.</summary>
    /// <param name="records">At least one, in the order of precedence.</param>
    /// <param name="conflicts">What they disagree on.</param>
    public static Asset Of(Asset[] records, out AssetConflict[] conflicts)
    {
        conflicts = [];
        if (records.Length == 1)
            return records[0];

        var merged = new MergedAsset(records);
        Asset asset = merged.Merge();
        conflicts = [.. merged._conflicts];
        return asset;
    }

    private Asset Merge() => new()
    {
        ComputerName = First(nameof(Asset.ComputerName), record => record.ComputerName, text => HostName.Parse(text) is { IsName: true } name ? name.ShortKey : text) ?? "",
        Fqdn = First(nameof(Asset.Fqdn), record => record.Fqdn, Folded),
        Alias = United(nameof(Asset.Alias), record => record.Alias) ?? [],
        Domain = First(nameof(Asset.Domain), record => record.Domain, Folded),
        IPAddress = United(nameof(Asset.IPAddress), record => record.IPAddress),
        MacAddress = United(nameof(Asset.MacAddress), record => record.MacAddress),
        OperatingSystem = First(nameof(Asset.OperatingSystem), record => record.OperatingSystem, Folded),
        InstalledSoftware = Software(),
        Owner = First(nameof(Asset.Owner), record => record.Owner, Folded),
        Location = First(nameof(Asset.Location), record => record.Location, Folded),
        Exposure = First(nameof(Asset.Exposure), record => record.Exposure, Folded),
        MissionImpact = First(nameof(Asset.MissionImpact), record => record.MissionImpact, Folded),
        Tag = United(nameof(Asset.Tag), record => record.Tag),
        SerialNumber = First(nameof(Asset.SerialNumber), record => record.SerialNumber, SerialKey.Read),
        BiosUuid = First(nameof(Asset.BiosUuid), record => record.BiosUuid, text => UuidKey.ReadBios(text)?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Manufacturer = First(nameof(Asset.Manufacturer), record => record.Manufacturer, SerialKey.Maker),
        CloudId = First(nameof(Asset.CloudId), record => record.CloudId, text => CloudKey.Read(text)?.Text),
        CloudAccount = First(nameof(Asset.CloudAccount), record => record.CloudAccount, Folded),
        DirectoryId = First(nameof(Asset.DirectoryId), record => record.DirectoryId, text => UuidKey.TryRead(text, out UInt128 id) ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
        AgentId = United(nameof(Asset.AgentId), record => record.AgentId) ?? [],
        Network = First(nameof(Asset.Network), record => record.Network, Folded),
        Lifecycle = Enum.Parse<AssetLifecycle>(First(
            nameof(Asset.Lifecycle), record => record.Lifecycle == AssetLifecycle.Unknown ? null : record.Lifecycle.ToString(), text => text) ?? nameof(AssetLifecycle.Unknown)),
        AssetId = _records.Select(record => record.AssetId).FirstOrDefault(id => !string.IsNullOrEmpty(id)),
        Adapter = United(nameof(Asset.Adapter), record => record.Adapter) ?? [],
        FirstSeen = _records.Min(record => record.FirstSeen),
        LastSeen = LastSeen(),
        Source = string.Join("; ", _records.Select(record => record.Source).Where(source => source.Length > 0).Distinct(StringComparer.Ordinal)),
        Place = string.Join("; ", _records.Select(record => record.Place).Where(place => place.Length > 0).Distinct(StringComparer.Ordinal)),
        FieldSource = _source,
    };

    private static string? Folded(string text) => text.Trim().ToUpperInvariant();

    private static string Of(Asset record) =>
        (record.Source.Length == 0 ? "inventory" : SourceName.Of(record.Source)) + (record.Place.Length == 0 ? "" : $", {record.Place}");

    private string? First(string property, Func<Asset, string?> read, Func<string, string?> key)
    {
        List<(string Text, string? Key, string Source)> told =
            [.. _records.Select(record => (Text: read(record) ?? "", record)).Where(one => !string.IsNullOrWhiteSpace(one.Text)).Select(one => (one.Text, key(one.Text), Of(one.record)))];
        if (told.Count == 0)
            return null;

        _source[property] = told[0].Source;
        List<(string Text, string? Key, string Source)> distinct = [.. told.Where(one => one.Key is not null).DistinctBy(one => one.Key, StringComparer.Ordinal)];
        if (distinct.Count > 1)
            _conflicts.Add(new AssetConflict { Property = property, Value = [.. distinct.Select(one => one.Text)], Source = [.. distinct.Select(one => one.Source)] });
        return told[0].Text;
    }

    private string[]? United(string property, Func<Asset, string[]?> read)
    {
        Asset[] telling = Array.FindAll(_records, record => read(record) is not null);
        if (telling.Length == 0)
            return null;
        string[] united = [.. telling.SelectMany(record => read(record)!).Distinct(StringComparer.OrdinalIgnoreCase)];
        Asset[] giving = Array.FindAll(telling, record => read(record)!.Length > 0);
        if (giving.Length > 0 || united.Length == 0)
            _source[property] = string.Join("; ", (giving.Length > 0 ? giving : telling).Select(Of).Distinct(StringComparer.Ordinal));
        return united;
    }

    private DateTimeOffset? LastSeen()
    {
        DateTimeOffset? last = _records.Max(record => record.LastSeen);
        if (last is not null)
            _source[nameof(Asset.LastSeen)] = Of(Array.Find(_records, record => record.LastSeen == last)!);
        return last;
    }

    /// <summary>Each product and version once, with all that told of it: "cmdb" or, where the inventory names its own sources, "cmdb: agent".</summary>
    private InstalledSoftware[]? Software()
    {
        Asset[] telling = Array.FindAll(_records, record => record.InstalledSoftware is not null);
        if (telling.Length == 0)
            return null;

        _source[nameof(Asset.InstalledSoftware)] = string.Join("; ", telling.Select(Of).Distinct(StringComparer.Ordinal));
        return
        [
            .. telling.SelectMany(record => record.InstalledSoftware!.Select(row => (Row: row, From: Origins(record, row))))
                .GroupBy(one => (one.Row.Name.Trim().ToUpperInvariant(), one.Row.Version?.Trim().ToUpperInvariant(), one.Row.Publisher?.Trim().ToUpperInvariant()))
                .Select(same =>
                {
                    InstalledSoftware first = same.First().Row;
                    return first with
                    {
                        Cpe = same.Select(one => one.Row.Cpe).FirstOrDefault(cpe => !string.IsNullOrEmpty(cpe)),
                        Source = [.. same.SelectMany(one => one.From).Distinct(StringComparer.Ordinal)],
                    };
                }),
        ];
    }

    private static string[] Origins(Asset record, InstalledSoftware row)
    {
        string source = record.Source.Length == 0 ? "inventory" : SourceName.Of(record.Source);
        return row.Source.Length == 0 ? [source] : [.. row.Source.Select(own => $"{source}: {own}")];
    }
}
