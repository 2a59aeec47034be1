namespace SecAutomation.Engine.Streams;

/// <summary>A host of a report while its findings come in.</summary>
internal sealed class HostDraft(HostFacts facts)
{
    private readonly List<Finding> _findings = [];
    private Dictionary<string, int>? _places;

    /// <summary>What the report says of it.</summary>
    public HostFacts Facts => facts;

    /// <summary>Adds a finding; one with the key of an earlier one tells more of the same.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="key">What makes it the same; null where every record is a finding of its own.</param>
    public void Add(Finding finding, string? key)
    {
        if (key is null)
        {
            _findings.Add(finding);
            return;
        }

        _places ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (_places.TryGetValue(key, out int place))
        {
            _findings[place] = Merge(_findings[place], finding);
            return;
        }

        _places.Add(key, _findings.Count);
        _findings.Add(finding);
    }

    /// <summary>Takes what another document says of the same host.</summary>
    public void Take(HostDraft other)
    {
        facts.Take(other.Facts);
        string?[] keys = new string?[other._findings.Count];
        foreach ((string key, int place) in other._places ?? [])
            keys[place] = key;
        for (int i = 0; i < keys.Length; i++)
            Add(other._findings[i], keys[i]);
    }

    /// <summary>The host with its findings.</summary>
    /// <param name="file">What was read of the whole file.</param>
    public ScannedHost Build(ScanRead file) => facts.Build(_findings, file);

    private static Finding Merge(Finding known, Finding more)
    {
        // The state is that of the later sight; everything else that was said stays said.
        Finding newest = more.LastSeen > known.LastSeen ? more : known;
        return known with
        {
            CveId = [.. known.CveId.Union(more.CveId, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstSeen = Earlier(known.FirstSeen, more.FirstSeen),
            LastSeen = newest.LastSeen ?? more.LastSeen,
            State = newest.State,
            Software = [.. known.Software.Union(more.Software)],
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right ?? left : left;
}
