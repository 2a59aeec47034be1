using System.Buffers;
using System.Text;

namespace SecAutomation.Engine.Formats;

/// <summary>
/// XML content as UTF-8 that is valid to the last byte, from the encoding of its byte order mark or declaration. Characters that XML forbids and
/// scanners write all the same become U+FFFD and are counted, so that one control character does not cost the whole report.
/// </summary>
internal sealed class XmlContentBytes : IDisposable
{
    private static readonly SearchValues<byte> s_forbiddenControls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F]);

    private readonly Utf8ContentStream? _utf8;
    private readonly XmlContentText? _text;
    private readonly char[] _chars = [];
    private byte[] _spare = [];
    private int _spareStart;
    private int _spareEnd;
    private long _replaced;

    public XmlContentBytes(OpenedContent content, ReadLimits limits)
    {
        (Encoding encoding, int markLength) = ContentEncoding.Detect(content.Beginning, content.Source);
        if (markLength == 0)
            encoding = ContentEncoding.Declared(content.Beginning, content.Source);

        if (encoding is UTF8Encoding)
        {
            _utf8 = new Utf8ContentStream(content);
            return;
        }

        _text = new XmlContentText(content, limits);
        _chars = new char[Math.Max(64, limits.BufferBytes / 4)];
    }

    /// <summary>How many characters were replaced.</summary>
    public long ReplacedCharacters => _replaced + (_text?.ReplacedCharacters ?? 0);

    /// <summary>Reads on; a character may be read in two parts.</summary>
    /// <returns>0 at the end.</returns>
    public int Read(Span<byte> buffer)
    {
        if (_spareStart == _spareEnd)
        {
            if (_utf8 is null)
            {
                ReadText();
            }
            else
            {
                int read = _utf8.Read(buffer);
                if (!Replace(buffer[..read]))
                    return read;
            }
        }

        ReadOnlySpan<byte> spare = _spare.AsSpan(_spareStart, Math.Min(_spareEnd - _spareStart, buffer.Length));
        spare.CopyTo(buffer);
        _spareStart += spare.Length;
        return spare.Length;
    }

    public void Dispose()
    {
        _utf8?.Dispose();
        _text?.Dispose();
    }

    /// <summary>Puts the bytes into the spare with what XML forbids replaced; false where nothing is forbidden.</summary>
    private bool Replace(Span<byte> bytes)
    {
        bool isForbidden = bytes.ContainsAny(s_forbiddenControls);
        if (!isForbidden && (Ascii.IsValid(bytes) || !HasNonCharacter(bytes)))
            return false;

        _spareStart = _spareEnd = 0;
        if (_spare.Length < bytes.Length * 3)
            _spare = new byte[bytes.Length * 3];

        for (int at = 0; at < bytes.Length; at++)
        {
            bool isControl = s_forbiddenControls.Contains(bytes[at]);
            bool isNonCharacter = bytes[at] == 0xEF && IsNonCharacter(bytes[at..]);
            if (!isControl && !isNonCharacter)
            {
                _spare[_spareEnd++] = bytes[at];
                continue;
            }

            "\uFFFD"u8.CopyTo(_spare.AsSpan(_spareEnd));
            _spareEnd += 3;
            _replaced++;
            at += isNonCharacter ? 2 : 0;
        }

        return true;
    }

    private static bool HasNonCharacter(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\uFFFE"u8) >= 0 || bytes.IndexOf("\uFFFF"u8) >= 0;

    private static bool IsNonCharacter(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFFFE"u8) || bytes.StartsWith("\uFFFF"u8);

    private void ReadText()
    {
        int carried = 0;
        int read;
        do
        {
            read = _text!.Read(_chars.AsSpan(carried));
            carried += read;
        }
        while (read > 0 && char.IsHighSurrogate(_chars[carried - 1]));

        if (_spare.Length < carried * 3)
            _spare = new byte[_chars.Length * 3];

        _spareStart = 0;
        _spareEnd = Encoding.UTF8.GetBytes(_chars.AsSpan(0, carried), _spare);
    }
}
