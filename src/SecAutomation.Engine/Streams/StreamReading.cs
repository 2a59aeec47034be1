using System.Globalization;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Streams;

/// <summary>One pass over the records of one source: counting, progress, trouble, and how it ended.</summary>
internal sealed class StreamReading
{
    /// <summary>How many records pass between two looks at the clock.</summary>
    private const int RecordsPerLook = 256;

    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _source;
    private readonly StreamManifest _stream;
    private readonly RecordReader _reader;
    private readonly OpenedContent? _content;
    private readonly IReadObserver _observer;
    private readonly TimeProvider _time;
    private long _lastProgress;

    /// <summary>Prepares a pass.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="stream">How it is read.</param>
    /// <param name="reader">The records.</param>
    /// <param name="content">The content behind them; null for rows in memory.</param>
    /// <param name="observer">Who hears of it.</param>
    /// <param name="time">Spaces the reports of progress.</param>
    public StreamReading(
        string source,
        StreamManifest stream,
        RecordReader reader,
        OpenedContent? content,
        IReadObserver observer,
        TimeProvider time)
    {
        _time = time;
        _lastProgress = time.GetTimestamp();
        _source = source;
        _stream = stream;
        _reader = reader;
        _content = content;
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

    /// <summary>What ended the pass early.</summary>
    public FailureException? Failure { get; private set; }

    /// <summary>Whether everything was read and used.</summary>
    public bool IsComplete => Failure is null && Skipped == 0;

    /// <summary>Reads every record.</summary>
    /// <param name="use">Uses the current record; false where it names no host.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    public void Run(Func<bool> use, CancellationToken cancellationToken)
    {
        try
        {
            while (_reader.Read(cancellationToken))
            {
                Received++;
                if (_reader.Failure is { } trouble)
                    Skip(trouble);
                else if (!use())
                    Skip(NameMissing());
                if (Received % RecordsPerLook == 0 && _time.GetElapsedTime(_lastProgress) >= s_progressInterval)
                    Advance();
            }

            CheckEnd();
        }
        catch (FailureException damage)
        {
            Failure = damage;
        }

        Advance();
        Tally.Close();
        if (_reader.ReplacedCharacters > 0)
            _observer.Warned(string.Create(CultureInfo.InvariantCulture, $"{_source}: {_reader.ReplacedCharacters:N0} characters that XML forbids were replaced."));
    }

    private void Skip(FailureException trouble)
    {
        Skipped++;
        Tally.Report(trouble);
    }

    private FailureException NameMissing() => new(
        FailureId.HostNameMissing,
        $"{_reader.Place}: the record names no host and has no usable address; it was left out.",
        $"One of {string.Join(", ", FieldVocabulary.Naming(_stream.Gives).Where(_stream.Fields.ContainsKey))} must be there.",
        _source);

    private void CheckEnd()
    {
        if (_stream.AnnouncesTotal)
            Expected = ReadTotal();
        if (Expected > Received)
        {
            Failure = new FailureException(
                FailureId.ReadIncomplete,
                string.Create(CultureInfo.InvariantCulture, $"{_source} announces {Expected:N0} records and holds {Received:N0}."),
                "Export all pages into one file, or export again.",
                _source);
        }
        else if (Received == 0)
        {
            _observer.Warned($"{_source} was recognised as {_stream.Title} and holds no records.");
        }
    }

    private long? ReadTotal()
    {
        string? text = _reader.DocumentText(_reader.Map.DocumentSlot(FieldVocabulary.AnnouncedTotal.Name));
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;
    }

    private void Advance()
    {
        _lastProgress = _time.GetTimestamp();
        _observer.Advanced(new ReadProgress(_source, _content?.BytesRead ?? 0, _content?.TotalBytes, Received));
    }
}
