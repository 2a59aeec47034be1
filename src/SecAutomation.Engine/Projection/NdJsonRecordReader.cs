using System.Text.Json;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Projection;

/// <summary>Records of JSON lines. A line that is no JSON is reported and the next ones go on.</summary>
internal sealed class NdJsonRecordReader : RecordReader
{
    private readonly OpenedContent _content;
    private readonly Utf8ContentStream _stream;
    private readonly JsonWalker _walker;
    private readonly JsonRecordSink _sink;
    private readonly JsonReaderOptions _options;
    private byte[] _buffer;
    private int _start;
    private int _scanned;
    private int _end;
    private bool _isEnd;
    private FailureException? _damage;

    public NdJsonRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content.Source, limits)
    {
        _content = content;
        _stream = new Utf8ContentStream(content);
        _buffer = new byte[Math.Max(16, limits.BufferBytes)];
        _options = new JsonReaderOptions { MaxDepth = limits.MaximumDepth };
        _sink = new JsonRecordSink(this, Batch) { IsLine = true };
        _walker = new JsonWalker(map, _sink);
    }

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_damage is not null)
                throw _damage;

            try
            {
                if (!TakeLine(cancellationToken) && _damage is null)
                {
                    Batch.Finish();
                    return false;
                }
            }
            catch (FailureException failure)
            {
                _damage = failure;
            }

            if (Batch.ReadyCount > 0)
                return true;
        }
    }

    private bool TakeLine(CancellationToken cancellationToken)
    {
        while (true)
        {
            int feed = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                int end = _scanned + feed;
                ReadOnlySpan<byte> line = _buffer.AsSpan(_start, end - _start);
                _start = _scanned = end + 1;
                TakeLine(line, isLast: false);
                return true;
            }

            _scanned = _end;
            if (_isEnd)
            {
                ReadOnlySpan<byte> last = _buffer.AsSpan(_start, _end - _start);
                _start = _end;
                if (last.IsEmpty)
                    return false;

                TakeLine(last, isLast: true);
                return true;
            }

            if (!Fill(cancellationToken))
                return true;
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line, bool isLast)
    {
        _sink.PlaceBase++;
        if (line.Trim(" \t\r"u8).IsEmpty)
            return;

        var reader = new Utf8JsonReader(line, isFinalBlock: true, new JsonReaderState(_options));
        _walker.Restart();
        try
        {
            _walker.Walk(ref reader);
        }
        catch (JsonException e)
        {
            bool isDeep = reader.CurrentDepth + 1 >= Limits.MaximumDepth;
            if (isLast && !isDeep)
            {
                Batch.Abandon();
                _damage = new FailureException(
                    FailureId.ReadIncomplete, $"{Source} is cut: line {_sink.PlaceBase}, the last, is not whole.", "Export or fetch it again.", Source, e);
                return;
            }

            FailLine(isDeep
                ? new FailureException(FailureId.LimitExceeded, $"{Source}, line {_sink.PlaceBase}: it nests deeper than {Limits.MaximumDepth}.", "The line was left out.", Source, e)
                : new FailureException(FailureId.RecordInvalid, $"{Source}, line {_sink.PlaceBase}: it is not valid JSON, at byte {e.BytePositionInLine} of the line.", "The line was left out.", Source, e));
        }
        finally
        {
            ReachedRecords |= _walker.ReachedRecords;
        }
    }

    private void FailLine(FailureException failure)
    {
        Batch.Abandon();
        for (int level = Map.TableWidths.Length - 2; level >= 0; level--)
            Batch.Begin(level, _sink.PlaceBase);

        Batch.Fail(failure);
        for (int level = 0; level < Map.TableWidths.Length - 1; level++)
            Batch.End(level);
    }

    private bool Fill(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int kept = _end - _start;
        if (kept == _buffer.Length)
        {
            if (kept >= Limits.MaximumRecordBytes)
            {
                PassOverLine(cancellationToken);
                return false;
            }

            Array.Resize(ref _buffer, (int)Math.Min((long)kept * 2, Array.MaxLength));
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        _start = 0;
        _scanned = _end = kept;
        int read = _stream.Read(_buffer.AsSpan(_end));
        _isEnd = read == 0;
        _end += read;
        return true;
    }

    private void PassOverLine(CancellationToken cancellationToken)
    {
        _sink.PlaceBase++;
        FailLine(new FailureException(
            FailureId.LimitExceeded, $"{Source}, line {_sink.PlaceBase}: it is longer than {Limits.MaximumRecordBytes} bytes.", "The line was left out.", Source));
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = _stream.Read(_buffer);
            int feed = _buffer.AsSpan(0, read).IndexOf((byte)'\n');
            _isEnd = read == 0;
            if (feed < 0 && !_isEnd)
                continue;

            _start = _scanned = feed + 1;
            _end = read;
            return;
        }
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, line {place}";

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
