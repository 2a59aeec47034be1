namespace SecAutomation.Remediation.Identity;

/// <summary>Keeps which hosts of one call are the same asset, so that each answer can name the others.</summary>
/// <remarks>Two answers are one asset where a record of an inventory stands behind both.</remarks>
public sealed class AssetSharing : IAssetSharing
{
    private readonly object _lock = new();

    // Nearly every record is one host's: a name, and a list only where there are several.
    private readonly Dictionary<Asset, object> _hostsByRecord = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Asset Record, List<string> Host)> _shared = [];

    /// <summary>Takes an answer in.</summary>
    /// <param name="match">An answer of an <see cref="AssetIndex"/>.</param>
    /// <returns>The answer, which can name the others from now on.</returns>
    public AssetMatch Add(AssetMatch match)
    {
        if (match.Status != MatchStatus.Matched)
            return match;
        string name = NameOf(match);
        lock (_lock)
        {
            foreach (Asset record in match.SourceAsset)
                Add(record, name);
        }

        return match with { Sharing = this };
    }

    /// <summary>The assets that several hosts are, in the order in which that was found, each once.</summary>
    /// <returns>A record of the asset and the names of the hosts, sorted.</returns>
    public IReadOnlyList<(Asset Record, string[] Host)> Shared()
    {
        lock (_lock)
        {
            return
            [
                .. _shared.Select(one => (one.Record, Host: Sorted(one.Host)))
                    .DistinctBy(one => string.Join('\n', one.Host), StringComparer.OrdinalIgnoreCase),
            ];
        }
    }

    /// <inheritdoc/>
    public string[] OthersOf(AssetMatch match)
    {
        string own = NameOf(match);
        lock (_lock)
        {
            return Sorted(match.SourceAsset
                .SelectMany(record => _hostsByRecord.GetValueOrDefault(record) as List<string> ?? [])
                .Where(name => !name.Equals(own, StringComparison.OrdinalIgnoreCase)));
        }
    }

    private void Add(Asset record, string name)
    {
        if (_hostsByRecord.TryAdd(record, name))
            return;
        object known = _hostsByRecord[record];
        if (known is List<string> several)
        {
            if (!several.Contains(name, StringComparer.OrdinalIgnoreCase))
                several.Add(name);
        }
        else if (!name.Equals((string)known, StringComparison.OrdinalIgnoreCase))
        {
            // The same host twice in a list is one host.
            List<string> both = [(string)known, name];
            _hostsByRecord[record] = both;
            _shared.Add((record, both));
        }
    }

    private static string NameOf(AssetMatch match) => match.CriticalCveHost?.Fqdn ?? match.ComputerName;

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
}
