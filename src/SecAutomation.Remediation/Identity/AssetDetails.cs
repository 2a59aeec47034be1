using System.Globalization;

namespace SecAutomation.Remediation.Identity;

/// <summary>Step 3 without its reading: what IT needs to know of a host, each fact with where it comes from.</summary>
public static class AssetDetails
{
    /// <summary>Describes a host by what the inventory knows and, where that is silent, by what the scanner saw.</summary>
    /// <param name="match">The answer of step 2, whatever its status.</param>
    /// <returns>Exactly one description; a host that was not identified goes on with what the scanner knows.</returns>
    public static AssetDetail Describe(AssetMatch match)
    {
        Asset? asset = match.Status == MatchStatus.Matched ? match.Asset : null;
        // Of several records each says its own; of one that came without them, it does.
        Asset[] records = asset is null ? [] : match.SourceAsset is { Length: > 0 } sourced ? sourced : [asset];
        CriticalCveHost? host = match.CriticalCveHost;
        HostName asked = HostName.Parse(match.ComputerName);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        return new AssetDetail
        {
            ComputerName = host?.ComputerName ?? (asked.IsName ? asked.Short : match.ComputerName),
            Fqdn = host?.Fqdn ?? asset?.Fqdn ?? asked.Fqdn,
            MatchStatus = match.Status,
            MatchConfidence = match.Confidence,
            MatchReason = match.KnownReason!,
            Explanation = match.Explanation,
            IPAddress = Addresses(records, host, sources),
            OperatingSystem = OperatingSystem(records, host, sources),
            InstalledSoftware = Software(asset, records, sources),
            Owner = Owner(records, sources),
            LastSeen = records.Max(record => record.LastSeen),
            IsStale = match.IsStale,
            FactSource = sources,
            Source = string.Join("; ", records.Select(record => record.Source).Where(source => source.Length > 0).Distinct(StringComparer.Ordinal)),
            Asset = asset,
            Candidate = match.Candidate,
            CriticalCveHost = host,
        };
    }

    private static string[]? Addresses(Asset[] records, CriticalCveHost? host, Dictionary<string, string> sources)
    {
        Asset[] telling = [.. records.Where(record => record.IPAddress is not null)];
        // The scanner reached the host at an address, so that an empty list of it only means that it did not say.
        bool scannerTells = host?.IPAddress is { Length: > 0 };
        if (telling.Length == 0 && !scannerTells)
            return null;

        IEnumerable<string> places = telling.Select(Place);
        sources[nameof(AssetDetail.IPAddress)] = string.Join("; ", scannerTells ? places.Append(Place(host!)) : places);
        return
        [
            .. telling.SelectMany(record => record.IPAddress!).Concat(scannerTells ? host!.IPAddress : [])
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string? OperatingSystem(Asset[] records, CriticalCveHost? host, Dictionary<string, string> sources)
    {
        if (Array.Find(records, record => !string.IsNullOrWhiteSpace(record.OperatingSystem)) is Asset telling)
        {
            sources[nameof(AssetDetail.OperatingSystem)] = Place(telling);
            return telling.OperatingSystem;
        }

        if (string.IsNullOrWhiteSpace(host?.OperatingSystem))
            return null;
        sources[nameof(AssetDetail.OperatingSystem)] = Place(host);
        return host.OperatingSystem;
    }

    private static InstalledSoftware[]? Software(Asset? merged, Asset[] records, Dictionary<string, string> sources)
    {
        Asset[] telling = [.. records.Where(record => record.InstalledSoftware is not null)];
        if (telling.Length == 0)
            return null;

        sources[nameof(AssetDetail.InstalledSoftware)] = string.Join("; ", telling.Select(Place));
        if (telling.Length == 1)
            return telling[0].InstalledSoftware;
        // A merged asset says of each product who told of it.
        if (merged?.FieldSource.ContainsKey(nameof(Asset.InstalledSoftware)) == true)
            return merged.InstalledSoftware;
        return
        [
            .. telling.SelectMany(record => record.InstalledSoftware!)
                .DistinctBy(one => (one.Name.ToUpperInvariant(), one.Version, one.Publisher?.ToUpperInvariant())),
        ];
    }

    private static string? Owner(Asset[] records, Dictionary<string, string> sources)
    {
        if (Array.Find(records, record => !string.IsNullOrWhiteSpace(record.Owner)) is not Asset telling)
            return null;
        sources[nameof(AssetDetail.Owner)] = Place(telling);
        return telling.Owner;
    }

    private static string Place(Asset asset) =>
        (asset.Source.Length == 0 ? "inventory" : SourceName.Of(asset.Source))
        + (asset.Place.Length == 0 ? "" : $", {asset.Place}")
        + Age("last seen", asset.LastSeen);

    private static string Place(CriticalCveHost host) =>
        (host.Source.Length == 0 ? "scanner" : SourceName.Of(host.Source)) + Age("scanned", host.Read.ScannedAt ?? host.LastSeen);

    private static string Age(string word, DateTimeOffset? at) =>
        at is DateTimeOffset time ? string.Create(CultureInfo.InvariantCulture, $" ({word} {time.UtcDateTime:yyyy-MM-dd})") : "";
}
