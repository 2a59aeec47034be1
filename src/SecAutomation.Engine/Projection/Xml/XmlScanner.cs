using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>
/// Reads XML forward over UTF-8. All of the document is checked for being well-formed, but only what is asked for is copied or decoded, which
/// is several times faster than the platform's reader. It knows no entities but the five of XML, and resolves nothing outside of the document.
/// </summary>
internal sealed partial class XmlScanner : IDisposable
{
    private static readonly byte[] s_lineFeed = [(byte)'\n'];
    private readonly XmlContentBytes _content;
    private readonly ReadLimits _limits;
    private readonly string _source;
    private readonly DocumentTypeTreatment _documentType;
    private readonly byte[] _character = new byte[4];
    private byte[] _buffer;
    private int _pos;
    private int _end;
    private int _taken;
    private bool _isEnd;
    private long _replaced;
    private long _lineFeeds;
    private long _lineStart;
    private long _shifted;
    private int _counted;
    private byte[] _names = new byte[256];
    private int[] _nameStarts = new int[16];
    private int _nameEnd;
    private bool _hasRoot;
    private bool _hasDocumentType;
    private bool _inCharacterData;
    private bool _gaveText;
    private int _pieceStart;
    private int _pieceLength;
    private byte[] _piece = [];

    public XmlScanner(OpenedContent content, ReadLimits limits, DocumentTypeTreatment documentType)
    {
        _content = new XmlContentBytes(content, limits);
        _limits = limits;
        _source = content.Source;
        _documentType = documentType;
        _buffer = new byte[Math.Max(64, limits.BufferBytes)];
    }

    /// <summary>Ends a reading that takes long, also in the middle of what is passed over.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>How many characters were replaced because XML forbids them.</summary>
    public long ReplacedCharacters => _content.ReplacedCharacters + _replaced;

    /// <summary>How many elements are open; an element without content never is.</summary>
    public int OpenCount { get; private set; }

    /// <summary>Whether the element has no content and therefore no end of its own.</summary>
    public bool IsEmptyElement { get; private set; }

    /// <summary>The element's name without prefix.</summary>
    public ReadOnlySpan<byte> LocalName => Tag[_localStart..(1 + _nameLength)];

    /// <summary>The whole tag, for <see cref="Attributes"/>.</summary>
    public ReadOnlySpan<byte> Tag => _buffer.AsSpan(_pos, _taken);

    public XmlAttributes Attributes { get; } = new();

    /// <summary>A piece of text, its line ends normalised and its references resolved.</summary>
    public ReadOnlySpan<byte> Text => _piece.AsSpan(_pieceStart, _pieceLength);

    /// <summary>Whether the piece is white space that stands there as such, and not by reference or in a CDATA section.</summary>
    public bool IsWhiteText { get; private set; }

    /// <summary>Whether the piece does not go on from an earlier one: markup stood between them, be it only a comment.</summary>
    public bool BeginsText { get; private set; }

    /// <summary>The line that the token begins in.</summary>
    public long Line
    {
        get
        {
            CountLines(_pos);
            return _lineFeeds + 1;
        }
    }

    /// <summary>Goes to the next token.</summary>
    /// <param name="wantsText">Whether text is wanted; otherwise it is checked and passed over.</param>
    /// <exception cref="FailureException">The document is damaged, cut, or exceeds a limit.</exception>
    public XmlToken Read(bool wantsText)
    {
        BeginsText &= !_gaveText;
        _gaveText = false;
        while (true)
        {
            _pos += _taken;
            _taken = 0;
            if (_inCharacterData)
            {
                if (ReadCharacterData(wantsText))
                    return XmlToken.Text;

                continue;
            }

            if (_pos == _end && !Fill())
                return OpenCount == 0 && _hasRoot ? XmlToken.End : throw Cut();

            if (_buffer[_pos] != '<')
            {
                if (ReadText(wantsText))
                    return XmlToken.Text;

                continue;
            }

            BeginsText = true;
            if (!Has(2))
                throw Cut();

            switch (_buffer[_pos + 1])
            {
                case (byte)'/':
                    ReadEndTag();
                    return XmlToken.EndElement;
                case (byte)'?':
                    ReadInstruction();
                    break;
                case (byte)'!':
                    ReadDeclaration();
                    break;
                default:
                    ReadTag();
                    return XmlToken.Element;
            }
        }
    }

    /// <summary>Passes over the content of the element that was just read, to its end.</summary>
    public void Skip()
    {
        for (int outside = OpenCount - 1; OpenCount > outside;)
            Read(wantsText: false);
    }

    public void Dispose() => _content.Dispose();

    private bool ReadText(bool wantsText)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_pos, _end - _pos);
        if (OpenCount == 0)
        {
            int white = rest.IndexOfAnyExcept(" \t\r\n"u8);
            _pos += white < 0 ? rest.Length : white;
            if (white >= 0 && _buffer[_pos] != '<')
                throw Damage("text stands outside of the root element");

            return false;
        }

        int stop = rest.IndexOfAny((byte)'<', (byte)'&', (byte)']');
        if (stop < 0)
            stop = rest.Length;

        if (stop > 0)
            return Give(stop, wantsText, isWhite: null);

        if (rest[0] == '&')
            return ReadReference(wantsText);

        if (Has(3) && _buffer.AsSpan(_pos, 3).SequenceEqual("]]>"u8))
            throw Damage("']]>' stands in text");

        return Give(1, wantsText, isWhite: false);
    }

    private bool ReadReference(bool wantsText)
    {
        int length;
        System.Text.Rune character;
        bool isReplaced;
        while ((length = XmlReference.Read(_buffer.AsSpan(_pos, _end - _pos), out character, out isReplaced)) == 0)
        {
            if (!Fill())
                throw Cut();
        }

        if (length < 0)
            throw Damage("a reference to a character is not valid");

        _taken = length;
        if (!wantsText)
            return false;

        _replaced += isReplaced ? 1 : 0;
        Show(_character, 0, character.EncodeToUtf8(_character), isWhite: false);
        return true;
    }

    private bool ReadCharacterData(bool wantsText)
    {
        if (!Has(3))
            throw Cut();

        ReadOnlySpan<byte> rest = _buffer.AsSpan(_pos, _end - _pos);
        int close = rest.IndexOf("]]>"u8);
        if (close == 0)
        {
            _inCharacterData = false;
            BeginsText = true;
            _taken = 3;
            return false;
        }

        return Give(close > 0 ? close : rest.Length - 2, wantsText, isWhite: false);
    }

    /// <summary>Hands out text up to a length, or up to a carriage return, which becomes a line feed.</summary>
    private bool Give(int length, bool wantsText, bool? isWhite)
    {
        _taken = length;
        if (!wantsText)
            return false;

        ReadOnlySpan<byte> text = _buffer.AsSpan(_pos, length);
        int carriageReturn = text.IndexOf((byte)'\r');
        if (carriageReturn == 0)
        {
            _taken = Has(2) && _buffer[_pos + 1] == '\n' ? 2 : 1;
            Show(s_lineFeed, 0, 1, isWhite ?? true);
            return true;
        }

        _taken = carriageReturn < 0 ? length : carriageReturn;
        Show(_buffer, _pos, _taken, isWhite ?? text[.._taken].IndexOfAnyExcept(" \t\n"u8) < 0);
        return true;
    }

    private void Show(byte[] bytes, int start, int length, bool isWhite) =>
        (_piece, _pieceStart, _pieceLength, IsWhiteText, _gaveText) = (bytes, start, length, isWhite, true);

    private bool Has(int count)
    {
        while (_end - _pos < count)
        {
            if (!Fill())
                return false;
        }

        return true;
    }

    /// <summary>Reads more behind what is there from <see cref="_pos"/> on, which then begins the buffer.</summary>
    private bool Fill()
    {
        if (_isEnd)
            return false;

        CancellationToken.ThrowIfCancellationRequested();
        int kept = _end - _pos;
        if (_pos > 0)
        {
            CountLines(_pos);
            _buffer.AsSpan(_pos, kept).CopyTo(_buffer);
            _shifted += _pos;
            _counted = 0;
            (_pos, _end) = (0, kept);
        }
        else if (kept == _buffer.Length)
        {
            if (kept >= _limits.MaximumValueBytes)
            {
                throw new FailureException(
                    FailureId.LimitExceeded, $"{_source}, line {Line}: a tag is longer than {_limits.MaximumValueBytes} bytes.", "Check where the file comes from.", _source);
            }

            Array.Resize(ref _buffer, (int)Math.Min((long)kept * 2, Array.MaxLength));
        }

        int read = _content.Read(_buffer.AsSpan(_end));
        _end += read;
        _isEnd = read == 0;
        return read > 0;
    }

    private void CountLines(int to)
    {
        ReadOnlySpan<byte> passed = _buffer.AsSpan(_counted, to - _counted);
        int last = passed.LastIndexOf((byte)'\n');
        if (last >= 0)
        {
            _lineFeeds += passed.Count((byte)'\n');
            _lineStart = _shifted + _counted + last + 1;
        }

        _counted = to;
    }

    private FailureException Damage(string what)
    {
        long line = Line;
        return new FailureException(
            FailureId.ReadIncomplete, $"{_source} is damaged at line {line}, column {_shifted + _pos - _lineStart + 1}: {what}.", "Export or fetch it again.", _source);
    }

    private FailureException Cut()
    {
        CountLines(_end);
        return new FailureException(
            FailureId.ReadIncomplete, $"{_source} is cut: the XML ends early, at line {_lineFeeds + 1}, column {_shifted + _end - _lineStart + 1}.", "Export or fetch it again.", _source);
    }
}
