using System.Text;

namespace SecAutomation.Engine.Formats;

/// <summary>
/// Content as UTF-8 that is valid to the last byte, without a byte order mark. UTF-16 with a mark is transcoded; anything else is an error with
/// its place. What stands before invalid bytes is handed out first.
/// </summary>
internal sealed class Utf8ContentStream : ForwardStream
{
    private readonly OpenedContent _content;
    private readonly Decoder? _utf16;
    private readonly byte[] _carry = new byte[4];
    private int _carryLength;
    private readonly byte[] _small = new byte[16];
    private int _smallStart;
    private int _smallEnd;
    private byte[] _raw = [];
    private char[] _chars = [];
    private byte[] _transcoded = [];
    private int _transcodedStart;
    private int _transcodedEnd;
    private bool _isStarted;
    private bool _isEnd;
    private readonly bool _endOnFailure;
    private FailureException? _failure;

    /// <param name="content">The content.</param>
    /// <param name="endOnFailure">Whether a failure ends the stream and stands in <see cref="Failure"/>, for parsers that read ahead.</param>
    public Utf8ContentStream(OpenedContent content, bool endOnFailure = false)
    {
        _content = content;
        _endOnFailure = endOnFailure;
        (Encoding encoding, MarkLength) = ContentEncoding.Detect(content.Beginning, content.Source);
        if (encoding is UnicodeEncoding)
            _utf16 = encoding.GetDecoder();
    }

    /// <summary>What ended the content early.</summary>
    public FailureException? Failure => _failure;

    /// <summary>Whether the content ended inside a character.</summary>
    public bool EndsInsideCharacter { get; private set; }

    /// <summary>The length of the byte order mark that was dropped.</summary>
    public int MarkLength { get; }

    /// <summary>How many bytes of UTF-8 were handed out.</summary>
    public long Count { get; private set; }

    /// <summary>How many line feeds were handed out.</summary>
    public long LineFeeds { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length < 8 || _smallStart < _smallEnd)
            return ReadSmall(buffer);

        if (_failure is not null)
            return _endOnFailure ? 0 : throw _failure;

        try
        {
            int read = ReadWhole(buffer);
            Count += read;
            LineFeeds += buffer[..read].Count((byte)'\n');
            return read;
        }
        catch (FailureException failure) when (_endOnFailure)
        {
            _failure = failure;
            return 0;
        }
    }

    private int ReadWhole(Span<byte> buffer)
    {
        if (!_isStarted)
        {
            Span<byte> mark = stackalloc byte[4];
            for (int skipped = 0; skipped < MarkLength;)
                skipped += _content.Read(mark[..(MarkLength - skipped)]);

            _isStarted = true;
        }

        return _utf16 is null ? ReadUtf8(buffer) : ReadUtf16(buffer);
    }

    private int ReadSmall(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;

        if (_smallStart == _smallEnd)
        {
            _smallStart = _smallEnd = 0;
            _smallEnd = Read(_small.AsSpan());
        }

        int taken = Math.Min(buffer.Length, _smallEnd - _smallStart);
        _small.AsSpan(_smallStart, taken).CopyTo(buffer);
        _smallStart += taken;
        return taken;
    }

    private int ReadUtf8(Span<byte> buffer)
    {
        while (true)
        {
            _carry.AsSpan(0, _carryLength).CopyTo(buffer);
            int read = _isEnd ? 0 : _content.Read(buffer[_carryLength..]);
            _isEnd |= read == 0;
            Span<byte> bytes = buffer[..(_carryLength + read)];
            if (_isEnd)
            {
                // The end of a cut file: the parser says what it was in the middle of.
                EndsInsideCharacter = _carryLength > 0;
                _carryLength = 0;
                return 0;
            }

            int whole = bytes.Length - IncompleteTail(bytes);
            if (!Utf8Text.IsValid(bytes[..whole]))
            {
                whole = ValidLength(bytes[..whole]);
                _failure = Invalid(bytes[whole], whole, bytes[..whole].Count((byte)'\n'));
                if (whole == 0)
                    throw _failure;

                return whole;
            }

            bytes[whole..].CopyTo(_carry);
            _carryLength = bytes.Length - whole;
            if (whole > 0)
                return whole;
        }
    }

    private FailureException Invalid(byte found, int after, int lineFeedsAfter) => new(
        FailureId.EncodingInvalid,
        $"{_content.Source} is not valid UTF-8: line {LineFeeds + lineFeedsAfter + 1}, byte {Count + after + MarkLength} is 0x{found:X2}.",
        "Save or export it as UTF-8, or as UTF-16 with a byte order mark.",
        _content.Source);

    internal static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        int valid = 0;
        while (valid < bytes.Length && Rune.DecodeFromUtf8(bytes[valid..], out _, out int length) == System.Buffers.OperationStatus.Done)
            valid += length;

        return valid;
    }

    /// <summary>How many bytes at the end begin a character and do not end it.</summary>
    internal static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte b = bytes[^back];
            if (b < 0x80)
                return 0;

            if (b >= 0xC0)
            {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needed > back ? back : 0;
            }
        }

        return 0;
    }

    private int ReadUtf16(Span<byte> buffer)
    {
        while (_transcodedStart == _transcodedEnd)
        {
            if (_isEnd)
                return 0;

            if (_raw.Length == 0)
            {
                _raw = new byte[16 * 1024];
                _chars = new char[(_raw.Length / 2) + 2];
                _transcoded = new byte[_chars.Length * 3];
            }

            int read = _content.Read(_raw);
            _isEnd = read == 0;
            try
            {
                int chars = _utf16!.GetChars(_raw.AsSpan(0, read), _chars, flush: false);
                _transcodedStart = 0;
                _transcodedEnd = Encoding.UTF8.GetBytes(_chars.AsSpan(0, chars), _transcoded);
            }
            catch (DecoderFallbackException e)
            {
                _failure = new FailureException(
                    FailureId.EncodingInvalid,
                    $"{_content.Source} is not valid UTF-16 in or after line {LineFeeds + 1}.",
                    "Save or export it as UTF-8.",
                    _content.Source,
                    e);
                throw _failure;
            }
        }

        int taken = Math.Min(buffer.Length, _transcodedEnd - _transcodedStart);
        _transcoded.AsSpan(_transcodedStart, taken).CopyTo(buffer);
        _transcodedStart += taken;
        return taken;
    }
}
