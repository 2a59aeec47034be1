using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SecAutomation.Engine.Formats;

/// <summary>
/// XML content as text, in the encoding of its byte order mark or declaration. Characters that XML forbids and scanners write all the same
/// become U+FFFD and are counted, so that one control character does not cost the whole report.
/// </summary>
internal sealed class XmlContentText : TextReader
{
    private static readonly SearchValues<char> s_forbiddenControls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private readonly OpenedContent _content;
    private readonly Decoder? _decoder;
    private readonly byte[] _bytes;
    private readonly char[] _single = new char[1];
    private int _start;
    private int _end;
    private bool _isEnd;
    private int _markLength;
    private long _consumed;
    private long _lineFeeds;
    private char _pairSecond;
    private FailureException? _failure;

    public XmlContentText(OpenedContent content, ReadLimits limits)
    {
        _content = content;
        _bytes = new byte[Math.Max(64, limits.BufferBytes)];
        (Encoding encoding, _markLength) = ContentEncoding.Detect(content.Beginning, content.Source);
        if (_markLength == 0)
            encoding = ContentEncoding.Declared(content.Beginning, content.Source);

        if (encoding is not UTF8Encoding)
            _decoder = encoding.GetDecoder();
    }

    /// <summary>How many characters were replaced.</summary>
    public long ReplacedCharacters { get; private set; }

    /// <summary>Called before each read.</summary>
    public Action? BeforeRead { get; init; }

    /// <summary>Replaces what XML forbids.</summary>
    public static int Replace(Span<char> text)
    {
        int replaced = 0;
        Span<char> rest = text;
        for (int at; (at = rest.IndexOfAny(s_forbiddenControls)) >= 0; rest = rest[(at + 1)..], replaced++)
            rest[at] = '\uFFFD';

        rest = text;
        for (int at; (at = rest.IndexOfAnyInRange('\uFFFE', '\uFFFF')) >= 0; rest = rest[(at + 1)..], replaced++)
            rest[at] = '\uFFFD';

        return replaced;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        BeforeRead?.Invoke();
        return Read(buffer.AsSpan(index, count));
    }

    public override int Read(Span<char> buffer)
    {
        if (_failure is not null)
            throw _failure;

        if (buffer.IsEmpty)
            return 0;

        int written = _decoder is null ? ReadUtf8(buffer) : ReadDecoded(buffer);
        ReplacedCharacters += Replace(buffer[..written]);
        _lineFeeds += buffer[..written].Count('\n');
        return written;
    }

    public override int Read() => Read(_single.AsSpan()) == 0 ? -1 : _single[0];

    private int ReadUtf8(Span<char> buffer)
    {
        if (_pairSecond != 0)
        {
            buffer[0] = _pairSecond;
            _pairSecond = '\0';
            return 1;
        }

        while (true)
        {
            OperationStatus status = Utf8.ToUtf16(
                _bytes.AsSpan(_start, _end - _start), buffer, out int read, out int written, replaceInvalidSequences: false, isFinalBlock: false);
            _start += read;
            _consumed += read;
            if (status == OperationStatus.InvalidData)
            {
                _failure = new FailureException(
                    FailureId.EncodingInvalid,
                    $"{_content.Source} is not valid UTF-8: line {_lineFeeds + buffer[..written].Count('\n') + 1}, byte {_consumed} is 0x{_bytes[_start]:X2}.",
                    "Export it again, or save it as UTF-8.",
                    _content.Source);
                if (written == 0)
                    throw _failure;
            }

            if (written > 0)
                return written;

            // A surrogate pair wants room for two.
            if (status == OperationStatus.DestinationTooSmall)
                return ReadPair(buffer);

            if (_isEnd)
                return 0;

            Fill();
        }
    }

    private int ReadPair(Span<char> buffer)
    {
        Span<char> pair = stackalloc char[2];
        Rune.DecodeFromUtf8(_bytes.AsSpan(_start, _end - _start), out Rune rune, out int length);
        rune.EncodeToUtf16(pair);
        _start += length;
        _consumed += length;
        buffer[0] = pair[0];
        _pairSecond = pair[1];
        return 1;
    }

    private int ReadDecoded(Span<char> buffer)
    {
        while (true)
        {
            if (_start == _end)
            {
                if (_isEnd)
                    return 0;

                Fill();
            }

            try
            {
                _decoder!.Convert(_bytes.AsSpan(_start, _end - _start), buffer, flush: false, out int read, out int written, out _);
                _start += read;
                _consumed += read;
                if (written > 0)
                    return written;
            }
            catch (DecoderFallbackException e)
            {
                _failure = new FailureException(
                    FailureId.EncodingInvalid,
                    $"{_content.Source} is not valid in its encoding, in or after line {_lineFeeds + 1}.",
                    "Export it again, or save it as UTF-8.",
                    _content.Source,
                    e);
                throw _failure;
            }
        }
    }

    private void Fill()
    {
        int kept = _end - _start;
        _bytes.AsSpan(_start, kept).CopyTo(_bytes);
        _start = 0;
        _end = kept;
        int read = _content.Read(_bytes.AsSpan(kept));
        _isEnd = read == 0;
        _end += read;
        while (_markLength > 0 && _start < _end)
        {
            _start++;
            _consumed++;
            _markLength--;
        }
    }
}
