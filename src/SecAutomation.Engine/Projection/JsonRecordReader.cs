using System.Buffers;
using System.Text.Json;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Projection;

/// <summary>Records of one JSON value, streamed over a buffer that grows with the longest token that is kept.</summary>
internal sealed class JsonRecordReader : RecordReader
{
    private static readonly SearchValues<byte> s_betweenTokens = SearchValues.Create(" \t\r\n,:"u8);
    private readonly OpenedContent _content;
    private readonly Utf8ContentStream _stream;
    private readonly JsonWalker _walker;
    private readonly JsonRecordSink _sink;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _isEnd;
    private JsonReaderState _state;
    private FailureException? _damage;

    public JsonRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content.Source, limits)
    {
        _content = content;
        _stream = new Utf8ContentStream(content);
        _buffer = new byte[Math.Max(16, limits.BufferBytes)];
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.MaximumDepth });
        _sink = new JsonRecordSink(this, Batch) { PlaceBase = _stream.MarkLength };
        _walker = new JsonWalker(map, _sink);
    }

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_damage is not null)
                throw _damage;

            if (_isEnd)
                return false;

            try
            {
                Fill(cancellationToken);

                Walk();
            }
            catch (FailureException failure)
            {
                _damage = failure;
            }

            if (_damage is null && _isEnd)
                Batch.Finish();

            if (Batch.ReadyCount > 0)
                return true;
        }
    }

    private void Walk()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isEnd, _state);
        try
        {
            _walker.Walk(ref reader);
        }
        catch (JsonException e)
        {
            _damage = Damage(e, reader.CurrentDepth, _sink.PlaceBase + reader.BytesConsumed);
            return;
        }
        finally
        {
            ReachedRecords = _walker.ReachedRecords;
        }

        int consumed = (int)reader.BytesConsumed;
        _start += consumed;
        _sink.PlaceBase += consumed;
        _state = reader.CurrentState;
    }

    private FailureException Damage(JsonException e, int depth, long position)
    {
        if (depth + 1 >= Limits.MaximumDepth)
        {
            return new FailureException(
                FailureId.LimitExceeded, $"{Source} nests deeper than {Limits.MaximumDepth}, at byte {position}.", "No product does so: check where the file comes from.", Source, e);
        }

        string after = RecordNumber + Batch.ReadyCount is > 0 and long records ? $" after {records} records" : "";
        return _isEnd && (_stream.EndsInsideCharacter || IsCut(e))
            ? new FailureException(FailureId.ReadIncomplete, $"{Source} is cut: the JSON ends early, at byte {_sink.PlaceBase + _end - _start}{after}.", "Export or fetch it again.", Source, e)
            : new FailureException(FailureId.ReadIncomplete, $"{Source} is damaged: it is not valid JSON at byte {position}{after}.", "Export or fetch it again.", Source, e);
    }

    /// <summary>Whether the reader wanted more where the content ended.</summary>
    private bool IsCut(JsonException e)
    {
        var retry = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);
        try
        {
            while (retry.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return e.BytePositionInLine is null;
        }
    }

    private void Fill(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int kept = _end - _start;
        if (kept == _buffer.Length)
        {
            if (kept >= Limits.MaximumValueBytes)
            {
                CutString(cancellationToken);
                return;
            }

            Array.Resize(ref _buffer, (int)Math.Min((long)kept * 2, Array.MaxLength));
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        _start = 0;
        _end = kept;
        int read = _stream.Read(_buffer.AsSpan(_end));
        _isEnd = read == 0;
        _end += read;
    }

    /// <summary>A string that is longer than any value may be is passed over to its end and stands as an empty one.</summary>
    private void CutString(CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> token = _buffer.AsSpan(0, _end);
        int open = token.IndexOfAnyExcept(s_betweenTokens);
        if (open < 0 || token[open] != '"')
        {
            throw new FailureException(
                FailureId.LimitExceeded, $"{Source} has a token longer than {Limits.MaximumValueBytes} bytes, at byte {_sink.PlaceBase + Math.Max(0, open)}.", "Check where the file comes from.", Source);
        }

        int from = open + 1;
        long dropped = 0;
        bool isEscaped = false;
        while (true)
        {
            int close = FindClose(_buffer.AsSpan(from, _end - from), ref isEscaped);
            if (close >= 0)
            {
                int rest = from + close;
                _buffer.AsSpan(rest, _end - rest).CopyTo(_buffer.AsSpan(open + 1));
                dropped += rest - (open + 1);
                _end -= rest - (open + 1);
                break;
            }

            dropped += _end - (open + 1);
            from = open + 1;
            cancellationToken.ThrowIfCancellationRequested();
            int read = _stream.Read(_buffer.AsSpan(from));
            _end = from + read;
            if (read == 0)
            {
                _isEnd = true;
                break;
            }
        }

        _sink.PlaceBase += dropped;
        _walker.NextStringWasCut = true;
    }

    private static int FindClose(ReadOnlySpan<byte> bytes, ref bool isEscaped)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (isEscaped)
            {
                isEscaped = false;
                at++;
                continue;
            }

            int found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
                return -1;

            at += found;
            if (bytes[at] == '"')
                return at;

            isEscaped = true;
            at++;
        }

        return -1;
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, record {recordNumber} (byte {place})";

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
