using System.Globalization;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>The reading of one source, in one pass or several: counting, progress, trouble, and how it ended.</summary>
internal sealed class StreamReading
{
    /// <summary>How many records pass between two looks at the clock.</summary>
    private const int RecordsPerLook = 256;

    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _source;
    private readonly StreamManifest _stream;
    private readonly IReadObserver _observer;
    private readonly TimeProvider _time;
    private readonly int _passes;
    private readonly bool _isPage;
    private RecordReader? _reader;
    private OpenedContent? _content;
    private long _bytesBefore;
    private long _replaced;
    private long _lastProgress;
    private long _passed;

    /// <summary>Prepares a reading.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="stream">How it is read.</param>
    /// <param name="observer">Who hears of it.</param>
    /// <param name="time">Spaces the reports of progress.</param>
    /// <param name="isPage">Whether the source is one page of several, of which whoever reads them all judges the count.</param>
    public StreamReading(string source, StreamManifest stream, IReadObserver observer, TimeProvider time, bool isPage = false)
    {
        _isPage = isPage;
        _time = time;
        _lastProgress = time.GetTimestamp();
        _source = source;
        _stream = stream;
        _passes = 1 + stream.Also.Count;
        _observer = observer;
        Tally = new FailureTally(source, observer);
    }

    /// <summary>Where failures of single records go.</summary>
    public FailureTally Tally { get; }

    /// <summary>How many records were read.</summary>
    public long Received { get; private set; }

    /// <summary>How many of them could not be used.</summary>
    public long Skipped { get; private set; }

    /// <summary>How many the source announced.</summary>
    public long? Expected { get; private set; }

    /// <summary>What ended the reading early.</summary>
    public FailureException? Failure { get; private set; }

    /// <summary>Whether nothing is wrong but that the source announces more than it holds: it is one page of several.</summary>
    public bool IsPart { get; private set; }

    /// <summary>Whether everything was read and used.</summary>
    public bool IsComplete => Failure is null && Skipped == 0;

    /// <summary>Reads every record of one pass, unless an earlier one ended early.</summary>
    /// <param name="reader">The records.</param>
    /// <param name="content">The content behind them; null for rows in memory.</param>
    /// <param name="use">Uses the current record; false where it names no host.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    public void Run(RecordReader reader, OpenedContent? content, Func<bool> use, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return;
        (_reader, _content) = (reader, content);
        try
        {
            while (reader.Read(cancellationToken))
            {
                Received++;
                if (reader.Failure is { } trouble)
                    Skip(trouble);
                else if (!use())
                    Nameless();
                if (Received % RecordsPerLook == 0 && _time.GetElapsedTime(_lastProgress) >= s_progressInterval)
                    Advance();
            }

            CheckDocument(reader);
        }
        catch (FailureException damage)
        {
            Failure = damage;
        }

        Advance();
        _bytesBefore += content?.BytesRead ?? 0;
        _replaced = Math.Max(_replaced, reader.ReplacedCharacters);
    }

    /// <summary>Ends the reading: what only the whole tells.</summary>
    /// <param name="failure">What went wrong beside the records; null where nothing did.</param>
    public void End(FailureException? failure = null)
    {
        Failure ??= failure;
        if (Failure is null && !_isPage)
            CheckCount();
        Tally.Close();
        if (_passed > 0)
            _observer.Told(string.Create(CultureInfo.InvariantCulture, $"{_source}: {_passed:N0} records name no host and are none."));
        if (_replaced > 0)
            _observer.Warned(string.Create(CultureInfo.InvariantCulture, $"{_source}: {_replaced:N0} characters that XML forbids were replaced."));
    }

    /// <summary>A record that names nothing is trouble, unless its source holds such records rightly.</summary>
    private void Nameless()
    {
        if (_stream.PassesUnnamed)
            _passed++;
        else
            Skip(_stream.Gives switch { StreamOutput.Cves => CveMissing(), StreamOutput.AssetParts => AssetMissing(), _ => NameMissing() });
    }

    private void Skip(FailureException trouble)
    {
        Skipped++;
        Tally.Report(trouble);
    }

    private FailureException NameMissing() => new(
        FailureId.HostNameMissing,
        $"{_reader!.Place}: the record names no host and has no usable address; it was left out.",
        $"One of {string.Join(", ", FieldVocabulary.Naming(_stream.Gives).Where(_stream.Fields.ContainsKey))} must be there.",
        _source);

    private FailureException AssetMissing() => new(
        FailureId.RecordInvalid,
        $"{_reader!.Place}: the record does not say which asset it belongs to; it was left out.",
        "Look at the product's record, then run it again.",
        _source);

    private FailureException CveMissing() => new(
        FailureId.RecordInvalid,
        $"{_reader!.Place}: the record names no CVE; it was left out.",
        "Its cveId has to be one, for example CVE-2021-44228. Fetch the feed again.",
        _source);

    /// <summary>What the document says of itself; a part has nothing of the kind.</summary>
    private void CheckDocument(RecordReader reader)
    {
        if (_stream.AnnouncesTotal && reader.Map.TryGetDocumentSlot(FieldVocabulary.AnnouncedTotal.Name, out int total))
            Expected = ReadTotal(reader.DocumentText(total));
        if (_stream.Gives == StreamOutput.Assets && DocumentText(FieldVocabulary.AsOf) is { Length: > 0 } text && DateText.TryParse(text, [], out DateTimeOffset? asOf) && asOf is { } time)
            _observer.Told(string.Create(CultureInfo.InvariantCulture, $"{_source} was answered from a cache of {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC."));
        if (_isPage || !_stream.TellsOfMore || !reader.Map.TryGetDocumentSlot(FieldVocabulary.Continues.Name, out int more))
            return;
        string? word = reader.DocumentText(more);
        if (!NoneWord.IsUnknown(word) && !_stream.EndsWith.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            IsPart = Expected > Received;
            throw new FailureException(
                FailureId.ReadIncomplete,
                $"{_source} is one page of several: it says that more follows.",
                "Fetch all pages into one file, or read all of them with -AllowPartial.",
                _source);
        }
    }

    private void CheckCount()
    {
        if (Expected > Received)
        {
            IsPart = true;
            Failure = new FailureException(
                FailureId.ReadIncomplete,
                string.Create(CultureInfo.InvariantCulture, $"{_source} announces {Expected:N0} records and holds {Received:N0}."),
                "Give all pages together, saved in one folder, or export again.",
                _source);
        }
        else if (Received == 0)
        {
            _observer.Warned($"{_source} was recognised as {_stream.Title} and holds no records.");
        }
    }

    private static long? ReadTotal(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;

    /// <summary>A value of the document; null where the stream maps none, or it is not there.</summary>
    public string? DocumentText(FieldTerm term) => DocumentText(term.Name);

    /// <summary>A value of the document by its name; null where the stream maps none, or it is not there.</summary>
    public string? DocumentText(string name) =>
        _reader is { } reader && reader.Map.TryGetDocumentSlot(name, out int slot) ? reader.DocumentText(slot) : null;

    private void Advance()
    {
        _lastProgress = _time.GetTimestamp();
        _observer.Advanced(new ReadProgress(_source, _bytesBefore + (_content?.BytesRead ?? 0), _content?.TotalBytes * _passes, Received));
    }
}
