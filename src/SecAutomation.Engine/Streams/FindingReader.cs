using System.Runtime.CompilerServices;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams.Cves;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>Reads findings: first the facts that decide, then the rest.</summary>
internal sealed class FindingReader
{
    private readonly FieldReader _fields;
    private readonly StreamManifest _stream;
    private readonly SoftwareReader _software;
    private readonly RatingReader? _ratings;
    private readonly string?[] _key;
    private readonly LabelTable<Severity> _severities;
    private readonly LabelTable<StateWord> _states, _overrides;
    private readonly StreamField? _cveId, _detectionId, _title, _severity, _state, _stateOverride, _port, _protocol, _solution;
    private readonly StreamField? _firstSeen, _lastSeen, _score2, _vector2, _score3, _vector3, _score4, _vector4, _by, _place;

    /// <summary>Prepares to read the findings of a stream.</summary>
    public FindingReader(FieldReader fields, StreamManifest stream)
    {
        _fields = fields;
        _stream = stream;
        _key = new string?[stream.Key.Count];
        _software = new SoftwareReader(fields, Field("software"));
        (_cveId, _detectionId, _title) = (Field("cveId"), Field("detectionId"), Field("title"));
        (_severity, _state, _stateOverride) = (Field("severity"), Field("state"), Field("stateOverride"));
        (_port, _protocol, _solution) = (Field("port"), Field("protocol"), Field("solution"));
        (_firstSeen, _lastSeen) = (Field("firstSeen"), Field("lastSeen"));
        (_score2, _vector2) = (Field("cvss2Score"), Field("cvss2Vector"));
        (_score3, _vector3) = (Field("cvss3Score"), Field("cvss3Vector"));
        (_score4, _vector4) = (Field("cvss4Score"), Field("cvss4Vector"));

        _by = Field(FieldVocabulary.LookUpBy.Name);
        _place = Field(FieldVocabulary.LookUpPlace.Name);
        _ratings = Field("cvss") is { } ratings ? new RatingReader(fields, ratings) : null;
        _severities = _severity?.Severities ?? stream.Severities;
        (_states, _overrides) = (_state?.States ?? stream.States, _stateOverride?.States ?? stream.States);

        StreamField? Field(string name) => stream.Fields.GetValueOrDefault(name);
    }

    /// <summary>The facts of the current record. No string is made of a sound record that refers to no other.</summary>
    /// <param name="facts">The facts.</param>
    /// <returns>False where the record says that there is no finding.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadFacts(out FindingFacts facts)
    {
        bool isDefined = _fields.LookUp(_by, _place);
        StateWord state = _fields.KnownLabel(_stateOverride, _overrides) ?? _fields.Label(_state, _states) ?? StateWord.Unknown;
        facts = default;
        if (state == StateWord.Absent)
            return false;
        if (!isDefined)
            _fields.ReportUndefined(_fields.Bytes(_by) is { IsEmpty: false } key ? key : _fields.Bytes(_place));
        bool hasCve = _fields.HasCve(_cveId);
        if (!hasCve)
            _fields.ReportUnreadableCve(_cveId);
        (double? score2, double? score3, double? score4) = (_fields.Score(_score2), _fields.Score(_score3), _fields.Score(_score4));
        bool isKnown = (score2 ?? score3 ?? score4) is not null;
        facts = new FindingFacts(
            score2 ?? _ratings?.Highest(2, isKnown).Score,
            score3 ?? _ratings?.Highest(3, isKnown).Score,
            score4 ?? _ratings?.Highest(4, isKnown).Score,
            _fields.Label(_severity, _severities) ?? Severity.Unknown,
            (FindingState)state,
            _fields.Date(_lastSeen),
            hasCve);
        return true;
    }

    /// <summary>The whole finding.</summary>
    public Finding Read(in FindingFacts facts)
    {
        CvssScore[] ratings = Array.FindAll<CvssScore?>(
            [Rating(facts.CvssV4, _vector4, "4.0"), Rating(facts.CvssV3, _vector3, _ratings is { Is31: true } ? "3.1" : "3.0"), Rating(facts.CvssV2, _vector2, "2.0")],
            static rating => rating is not null)!;
        Array.Sort(ratings, static (left, right) => string.CompareOrdinal(right.Version, left.Version));
        CvssScore? newest = Array.Find(ratings, rating => rating.BaseScore is not null);
        return new Finding
        {
            CveId = _fields.Cves(_cveId),
            DetectionId = _fields.Text(_detectionId),
            Title = _fields.Text(_title),
            CvssScore = newest?.BaseScore,
            CvssVersion = newest?.Version,
            CvssVector = newest?.Vector,
            Cvss = ratings,
            Severity = newest?.Severity ?? facts.VendorSeverity,
            VendorSeverity = facts.VendorSeverity,
            VendorLabel = _fields.RawText(_severity),
            State = facts.State,
            Port = _fields.Port(_port),
            Protocol = Protocol(),
            Software = _software.Read() ?? [],
            Solution = _fields.Text(_solution),
            FirstSeen = _fields.Date(_firstSeen),
            LastSeen = facts.LastSeen,
        };
    }

    /// <summary>What makes the current record the same finding as another of its host; null where nothing does.</summary>
    public string? ReadKey()
    {
        if (_stream.Key.Count == 0)
            return null;
        for (int i = 0; i < _key.Length; i++)
            _key[i] = _fields.Text(_stream.Key[i]);
        return string.Join('\n', _key);
    }

    /// <summary>The protocol, also where it stands behind the port: <c>443/tcp</c>.</summary>
    private string? Protocol()
    {
        string? text = _fields.Text(_protocol)?.ToLowerInvariant();
        return text is null ? null : text[(text.LastIndexOf('/') + 1)..];
    }

    private CvssScore? Rating(double? score, StreamField? vectorField, string version)
    {
        string? vector = null;
        if ((_fields.Text(vectorField) ?? _ratings?.Highest(version[0] - '0').Vector) is { } text)
        {
            if (CvssText.TryVector(text, version, out string named, out string normalised))
                (version, vector) = (named, normalised);
            else if (!CvssText.TryScore(System.Text.Encoding.UTF8.GetBytes(text), out _))
                _fields.ReportInvalid(vectorField ?? _ratings!.Field, text, "is no CVSS vector");
        }

        return score is null && vector is null
            ? null
            : new CvssScore { Version = version, BaseScore = score, Vector = vector, Severity = CvssScore.SeverityOf(score) };
    }
}
