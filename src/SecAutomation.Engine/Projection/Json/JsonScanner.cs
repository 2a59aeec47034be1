using System.Runtime.CompilerServices;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>
/// The tokens of one JSON value (RFC 8259), over as many buffers as it takes. All of it is validated, also what is passed over; that the bytes
/// are UTF-8 is for whoever fills the buffers. Strings are looked through a vector at a time, in one go over their escapes.
/// </summary>
/// <remarks>
/// The platform's reader leaves its vectors at each escape, and runs in an instrumented form for seconds until the runtime has compiled it
/// again. What runs for every token and for every record is compiled once and for good, here and in what takes the tokens: AggressiveOptimization.
/// </remarks>
/// <param name="maximumDepth">How deep objects and lists may nest.</param>
internal sealed class JsonScanner(int maximumDepth)
{
    private bool[] _isObject = new bool[16];
    private byte[] _buffer = [];
    private int _start;
    private int _at;
    private int _end;
    private int _valueStart;
    private int _valueLength;
    private int _tokenStart;
    private bool _isFinal;
    private bool _isInPassedString;
    private Expected _expected = Expected.Value;

    private enum Expected : byte
    {
        Value,
        FirstElement,
        FirstName,
        Name,
        Colon,
        CommaOrEnd,
        Nothing,
    }

    public JsonToken Token { get; private set; }

    /// <summary>How many objects and lists are open behind the token.</summary>
    public int Depth { get; private set; }

    public JsonDamage Damage { get; private set; }

    /// <summary>The token's bytes, of a string without its quotes and with its escapes.</summary>
    public ReadOnlySpan<byte> Value => _buffer.AsSpan(_valueStart, _valueLength);

    public bool IsEscaped { get; private set; }

    /// <summary>Where the token begins, counted from where the buffer's part does.</summary>
    public int TokenStart => _tokenStart - _start;

    /// <summary>How much of the buffer's part is done with; at damage, where it is.</summary>
    public int Consumed => _at - _start;

    /// <summary>Gets ready for another value.</summary>
    public void Restart()
    {
        Token = JsonToken.None;
        Damage = JsonDamage.None;
        Depth = 0;
        _expected = Expected.Value;
        _isInPassedString = false;
    }

    /// <summary>Goes on in a part of a buffer, which begins with what was not consumed of the one before.</summary>
    public void Load(byte[] buffer, int start, int end, bool isFinal) => (_buffer, _start, _at, _end, _isFinal) = (buffer, start, start, end, isFinal);

    /// <summary>Goes to the next token.</summary>
    /// <returns>False where the buffer or the value ends, or at <see cref="Damage"/>.</returns>
    public bool Read() => Read(isPassing: false);

    /// <summary>Passes over tokens, one at least, until no more than so many objects and lists are open. Needs no room for long strings.</summary>
    /// <returns>False where the buffer ends before, or at <see cref="Damage"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Pass(int depth)
    {
        do
        {
            if (!Read(isPassing: true))
                return false;
        }
        while (Depth > depth);

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Read(bool isPassing)
    {
        if (_isInPassedString)
            return TakeString(_at, isPassing);

        ReadOnlySpan<byte> text = _buffer.AsSpan(0, _end);
        int at = _at;
        while ((uint)at < (uint)text.Length)
        {
            byte first = text[at];
            switch (first)
            {
                case (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                    at++;
                    continue;
                case (byte)',' when _expected == Expected.CommaOrEnd:
                    _expected = _isObject[Depth - 1] ? Expected.Name : Expected.Value;
                    _at = ++at;
                    continue;
                case (byte)':' when _expected == Expected.Colon:
                    _expected = Expected.Value;
                    _at = ++at;
                    continue;
                case (byte)'"' when _expected <= Expected.Name:
                    _tokenStart = at;
                    return TakeString(at + 1, isPassing);
                case (byte)'{' or (byte)'[' when _expected <= Expected.FirstElement:
                    return Open(at, first == '{');
                case (byte)'}' when _expected is Expected.FirstName || (_expected == Expected.CommaOrEnd && _isObject[Depth - 1]):
                    return Close(at, JsonToken.EndObject);
                case (byte)']' when _expected is Expected.FirstElement || (_expected == Expected.CommaOrEnd && !_isObject[Depth - 1]):
                    return Close(at, JsonToken.EndArray);
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9') when _expected <= Expected.FirstElement:
                    return TakeNumber(at);
                case (byte)'t' when _expected <= Expected.FirstElement:
                    return TakeWord(at, "true"u8, JsonToken.True);
                case (byte)'f' when _expected <= Expected.FirstElement:
                    return TakeWord(at, "false"u8, JsonToken.False);
                case (byte)'n' when _expected <= Expected.FirstElement:
                    return TakeWord(at, "null"u8, JsonToken.Null);
                default:
                    return Fail(at, JsonDamage.Invalid);
            }
        }

        // Blanks need not be seen again.
        _at = at;
        return _expected != Expected.Nothing && Starve();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Open(int at, bool isObject)
    {
        if (Depth == maximumDepth)
            return Fail(at, JsonDamage.TooDeep);

        if (Depth == _isObject.Length)
            Array.Resize(ref _isObject, Depth * 2);

        _isObject[Depth++] = isObject;
        Take(at, 1, isObject ? JsonToken.StartObject : JsonToken.StartArray);
        _expected = isObject ? Expected.FirstName : Expected.FirstElement;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Close(int at, JsonToken token)
    {
        Depth--;
        Take(at, 1, token);
        return true;
    }

    /// <summary>Takes the rest of a name or of a string; where it is passed over, also a part of the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeString(int from, bool isPassing)
    {
        bool isEscaped = false;
        int at = from;
        switch (JsonStrings.Scan(_buffer.AsSpan(0, _end), ref at, ref isEscaped))
        {
            case StringScan.Invalid:
                return Fail(at, JsonDamage.Invalid);
            case StringScan.Starved:
                if (isPassing)
                {
                    _isInPassedString = true;
                    _at = at;
                }

                return Starve();
        }

        (_valueStart, _valueLength, IsEscaped, _isInPassedString, _at) = (from, at - from, isEscaped, false, at + 1);
        if (_expected is Expected.Name or Expected.FirstName)
        {
            Token = JsonToken.Name;
            _expected = Expected.Colon;
            return true;
        }

        Token = JsonToken.String;
        _expected = Depth == 0 ? Expected.Nothing : Expected.CommaOrEnd;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeWord(int at, ReadOnlySpan<byte> word, JsonToken token)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(at, Math.Min(word.Length, _end - at));
        if (!word.StartsWith(rest))
            return Fail(at, JsonDamage.Invalid);

        if (rest.Length < word.Length)
            return Starve();

        Take(at, word.Length, token);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeNumber(int start)
    {
        ReadOnlySpan<byte> text = _buffer.AsSpan(0, _end);
        int at = text[start] == '-' ? start + 1 : start;
        int whole = at;
        bool isWhole = Digits(text, ref at);
        if (at > whole + 1 && text[whole] == '0')
            return Fail(start, JsonDamage.Invalid);

        if (isWhole && (uint)at < (uint)text.Length && text[at] == '.')
        {
            at++;
            isWhole = Digits(text, ref at);
        }

        if (isWhole && (uint)at < (uint)text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            if ((uint)at < (uint)text.Length && text[at] is (byte)'+' or (byte)'-')
                at++;

            isWhole = Digits(text, ref at);
        }

        // Where the buffer ends, more of it may come.
        if (at == text.Length && !(_isFinal && isWhole && Depth == 0))
            return Starve();

        if (!isWhole || (at < text.Length && text[at] is not ((byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')))
            return Fail(start, JsonDamage.Invalid);

        Take(start, at - start, JsonToken.Number);
        return true;
    }

    /// <returns>Whether there is one at least.</returns>
    private static bool Digits(ReadOnlySpan<byte> text, ref int at)
    {
        int first = at;
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9)
            at++;

        return at > first;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int at, int length, JsonToken token)
    {
        (_tokenStart, _valueStart, _valueLength, IsEscaped, Token) = (at, at, length, false, token);
        _at = at + length;
        _expected = Depth == 0 ? Expected.Nothing : Expected.CommaOrEnd;
    }

    private bool Starve() => _isFinal && Fail(_end, JsonDamage.Cut);

    private bool Fail(int at, JsonDamage damage)
    {
        (_at, Damage) = (at, damage);
        return false;
    }
}
