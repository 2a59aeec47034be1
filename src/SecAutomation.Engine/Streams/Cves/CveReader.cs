using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Cves;

/// <summary>Reads what a feed says of CVEs.</summary>
internal sealed class CveReader
{
    // A feed may be written in a zone that is ahead of ours.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromDays(1);

    private readonly FieldReader _fields;
    private readonly StreamManifest _stream;
    private readonly CvssRater _rate;
    private readonly DateTimeOffset _latest;
    private readonly bool _tellsEpss;
    private readonly bool _tellsCvss;
    private readonly FeedRatings? _ratings;

    /// <summary>Prepares to read the CVEs of a feed.</summary>
    public CveReader(FieldReader fields, StreamManifest stream, CvssRater rate, DateTimeOffset now, Action<string> warn)
    {
        _fields = fields;
        _stream = stream;
        _rate = rate;
        _latest = now + s_tolerance;
        _tellsEpss = Field("epssScore") is not null;
        _ratings = Field("cvss") is { } ratings ? new FeedRatings(fields, ratings, rate, warn) : null;
        _tellsCvss = _ratings is not null || Field("cvssVector") is not null;
    }

    /// <summary>The newest change of all records so far, UTC.</summary>
    public DateTimeOffset? NewestChange { get; private set; }

    /// <summary>The facts of the current record; null where it names no CVE, or several.</summary>
    public CveFacts? Read()
    {
        string[] cve = _fields.Cves(Field("cveId"));
        if (cve.Length != 1)
            return null;
        DateTimeOffset? published = Past("published");
        DateTimeOffset? modified = Past("modified");
        Notice(modified ?? published);
        return new CveFacts
        {
            CveId = cve[0],
            Kev = ReadKev(),
            Epss = ReadEpss(),
            Cvss = ReadCvss(cve[0]),
            Published = Day(published),
            Modified = Day(modified),
            IsRejected = string.Equals(_fields.Text(Field("status")), "Rejected", StringComparison.OrdinalIgnoreCase),
            Ssvc = ReadSsvc(),
        };
    }

    /// <summary>Tells what is left to tell, once the last record was read.</summary>
    public void End() => _ratings?.End();

    /// <summary>A point in time that cannot lie ahead; null, and reported, where it does.</summary>
    public DateTimeOffset? NotAhead(DateTimeOffset? date, Action<string> report)
    {
        if (date <= _latest || date is null)
            return date;
        report("lies in the future");
        return null;
    }

    private static DateOnly? Day(DateTimeOffset? date) => date is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null;

    private StreamField? Field(string name) => _stream.Fields.GetValueOrDefault(name);

    private void Notice(DateTimeOffset? change)
    {
        if (change is not null && (NewestChange is null || change > NewestChange))
            NewestChange = change;
    }

    private DateTimeOffset? Past(string name)
    {
        StreamField? field = Field(name);
        return NotAhead(_fields.Date(field), complaint => _fields.ReportInvalid(field!, _fields.Bytes(field), complaint));
    }

    // To be in the catalogue is what counts: a date that cannot be understood never takes a CVE out of it.
    private KevEntry? ReadKev()
    {
        if (_stream.Feed != FeedKind.Kev)
            return null;
        DateTimeOffset? added = Past("kevAdded");
        Notice(added);
        string? ransomware = _fields.Text(Field("kevRansomware"));
        return new KevEntry(
            Day(added),
            Day(_fields.Date(Field("kevDueDate"))),
            string.Equals(ransomware, "Known", StringComparison.OrdinalIgnoreCase) ? true : _fields.Flag(Field("kevRansomware")),
            _fields.Text(Field("kevName")) ?? "",
            _fields.Text(Field("kevDescription")) ?? "",
            _fields.Text(Field("kevRequiredAction")) ?? "");
    }

    private EpssEntry? ReadEpss() =>
        _tellsEpss && _fields.Share(Field("epssScore")) is { } score && _fields.Share(Field("epssPercentile")) is { } percentile
            ? new EpssEntry(score, percentile)
            : null;

    // Of the ratings of one version the worst stands first: feeds order them by chance.
    private CvssScore[]? ReadCvss(string cveId)
    {
        if (!_tellsCvss)
            return null;
        List<CvssScore> ratings = [.. _ratings?.Read(cveId) ?? []];
        foreach (string vector in _fields.Values(Field("cvssVector")))
        {
            if (_rate(vector, out string? problem) is { } rating)
                ratings.Add(rating);
            else
                _fields.ReportInvalid(Field("cvssVector")!, vector, $"is no CVSS vector: {problem?.TrimEnd('.')}");
        }

        return
        [
            .. ratings.DistinctBy(rating => rating.Vector, StringComparer.Ordinal)
                .OrderByDescending(rating => rating.Version, StringComparer.Ordinal)
                .ThenByDescending(rating => rating.BaseScore),
        ];
    }

    private SsvcPoints? ReadSsvc()
    {
        string? exploitation = Word("ssvcExploitation", "none", "poc", "active");
        string? automatable = Word("ssvcAutomatable", "no", "yes");
        string? impact = Word("ssvcTechnicalImpact", "partial", "total");
        if (exploitation is null && automatable is null && impact is null)
            return null;
        DateTimeOffset? asOf = Past("ssvcAsOf");
        Notice(asOf);
        return new SsvcPoints(exploitation, automatable, impact, asOf);
    }

    private string? Word(string name, params string[] words)
    {
        StreamField? field = Field(name);
        // "none" and "no" are answers here, not words for a missing value.
        if (_fields.RawText(field) is not { } text)
            return null;
        if (Array.Find(words, word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        _fields.ReportInvalid(field!, text, $"is none of {string.Join(", ", words)}");
        return null;
    }
}
