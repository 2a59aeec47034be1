namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>A host of a report while its findings come in.</summary>
internal sealed class HostDraft(HostFacts facts)
{
    private readonly List<Finding> _findings = [];
    private Dictionary<string, int>? _places;
    private List<int>? _scans;

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

    /// <summary>What comes from here on is of a further scan of the host in the same report.</summary>
    public void BeginScan() => (_scans ??= [0]).Add(_findings.Count);

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
    public ScannedHost Build(ScanRead file) => facts.Build(_scans is null ? _findings : NewestOfScans(_scans), file);

    /// <summary>Of a check that several scans report at one port, the newest scan counts; a scan may report it there more than once.</summary>
    private List<Finding> NewestOfScans(List<int> scans)
    {
        int[] scanOf = new int[_findings.Count];
        foreach (int begin in scans.Skip(1))
        {
            for (int i = begin; i < scanOf.Length; i++)
                scanOf[i]++;
        }

        Dictionary<(string?, int?, string?), (int Scan, DateTimeOffset? Seen, DateTimeOffset? First)> newest = [];
        for (int i = 0; i < _findings.Count; i++)
        {
            (string?, int?, string?) check = Check(_findings[i]);
            bool isKnown = newest.TryGetValue(check, out var known);
            DateTimeOffset? first = Earlier(known.First, _findings[i].FirstSeen);
            bool isOlder = isKnown && known.Scan != scanOf[i] && known.Seen > _findings[i].LastSeen;
            newest[check] = isOlder ? known with { First = first } : (scanOf[i], _findings[i].LastSeen ?? known.Seen, first);
        }

        List<Finding> kept = [];
        for (int i = 0; i < _findings.Count; i++)
        {
            (int Scan, DateTimeOffset? Seen, DateTimeOffset? First) counts = newest[Check(_findings[i])];
            if (counts.Scan == scanOf[i])
                kept.Add(_findings[i].FirstSeen == counts.First ? _findings[i] : _findings[i] with { FirstSeen = counts.First });
        }

        return kept;
    }

    private static (string? Detection, int? Port, string? Protocol) Check(Finding finding) => (finding.DetectionId, finding.Port, finding.Protocol);

    private static Finding Merge(Finding known, Finding more)
    {
        // State, label and score are those of the later sight; everything else that was said stays said.
        Finding newest = more.LastSeen > known.LastSeen ? more : known;
        Finding rated = newest.Cvss.Length > 0 ? newest : known.Cvss.Length > 0 ? known : more;
        return known with
        {
            State = newest.State,
            VendorSeverity = newest.VendorSeverity,
            VendorLabel = newest.VendorLabel,
            Severity = rated.Cvss.Length > 0 ? rated.Severity : newest.Severity,
            CvssScore = rated.CvssScore,
            CvssVersion = rated.CvssVersion,
            CvssVector = rated.CvssVector,
            Cvss = rated.Cvss,
            CveId = [.. known.CveId.Union(more.CveId, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstSeen = Earlier(known.FirstSeen, more.FirstSeen),
            LastSeen = newest.LastSeen ?? more.LastSeen,
            Software = [.. known.Software.Union(more.Software)],
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right ?? left : left;
}
