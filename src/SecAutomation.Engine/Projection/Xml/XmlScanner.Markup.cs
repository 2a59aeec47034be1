using System.Text;

namespace SecAutomation.Engine.Projection.Xml;

/// <content>Tags, comments and declarations.</content>
internal sealed partial class XmlScanner
{
    private const int LongestDeclaration = 1024;

    private int _nameLength;
    private int _localStart;

    private void ReadTag()
    {
        if (OpenCount == 0 && _hasRoot)
            throw Damage("an element stands behind the root element");

        int length;
        while ((length = ParseTag(_buffer.AsSpan(_pos, _end - _pos))) == 0)
        {
            if (!Fill())
                throw Cut();
        }

        _taken = length;
        if (Attributes.Count > 1 && Attributes.HasTwice(Tag))
            throw Damage("an attribute stands twice in a tag");

        _hasRoot = true;
        if (OpenCount > _limits.MaximumDepth)
        {
            throw new FailureException(
                FailureId.LimitExceeded, $"{_source}, line {Line}: elements nest deeper than {_limits.MaximumDepth}.", "No product does so: check where the file comes from.", _source);
        }

        if (!IsEmptyElement)
            Open(Tag.Slice(1, _nameLength));
    }

    /// <summary>Takes a tag apart.</summary>
    /// <returns>Its length; 0 where its end is not there yet.</returns>
    private int ParseTag(ReadOnlySpan<byte> bytes)
    {
        Attributes.Clear();
        _nameLength = XmlNames.Length(bytes[1..]);
        int at = 1 + _nameLength;
        if (at == bytes.Length)
            return 0;

        if (!XmlNames.IsName(bytes.Slice(1, _nameLength), out _localStart))
            throw Damage("a tag has no valid name");

        _localStart++;
        while (true)
        {
            int white = White(bytes[at..]);
            at += white;
            if (at == bytes.Length)
                return 0;

            switch (bytes[at])
            {
                case (byte)'>':
                    IsEmptyElement = false;
                    return at + 1;
                case (byte)'/':
                    if (at + 1 == bytes.Length)
                        return 0;

                    IsEmptyElement = bytes[at + 1] == '>' ? true : throw Damage("a '/' stands inside a tag");
                    return at + 2;
            }

            if (white == 0)
                throw Damage("no white space stands before an attribute");

            at = ParseAttribute(bytes, at);
            if (at == 0)
                return 0;
        }
    }

    /// <summary>Takes an attribute apart.</summary>
    /// <returns>Where it ends; 0 where its end is not there yet.</returns>
    private int ParseAttribute(ReadOnlySpan<byte> bytes, int start)
    {
        int length = XmlNames.Length(bytes[start..]);
        int at = start + length;
        at += White(bytes[at..]);
        if (at == bytes.Length)
            return 0;

        if (!XmlNames.IsName(bytes.Slice(start, length), out int local) || bytes[at] != '=')
            throw Damage("an attribute has no valid name or no value");

        at++;
        at += White(bytes[at..]);
        if (at == bytes.Length)
            return 0;

        byte quote = bytes[at];
        if (quote is not ((byte)'"' or (byte)'\''))
            throw Damage("the value of an attribute stands in no quotes");

        int valueStart = at + 1;
        int valueLength = bytes[valueStart..].IndexOf(quote);
        if (valueLength < 0)
            return 0;

        ReadOnlySpan<byte> value = bytes.Slice(valueStart, valueLength);
        bool isPlain = value.IndexOfAny("<&\t\r\n"u8) < 0;
        if (!isPlain)
            CheckValue(value);

        Attributes.Add(new XmlAttributes.Place(start, length, start + local, valueStart, valueLength, isPlain));
        return valueStart + valueLength + 1;
    }

    private void CheckValue(ReadOnlySpan<byte> value)
    {
        if (value.Contains((byte)'<'))
            throw Damage("a '<' stands in the value of an attribute");

        for (int at; (at = value.IndexOf((byte)'&')) >= 0;)
        {
            int length = XmlReference.Read(value[at..], out _, out _);
            if (length <= 0)
                throw Damage("a reference to a character is not valid");

            value = value[(at + length)..];
        }
    }

    private void ReadEndTag()
    {
        if (OpenCount == 0)
            throw Damage("an end tag stands where no element is open");

        int start = _nameStarts[OpenCount - 1];
        ReadOnlySpan<byte> name = _names.AsSpan(start, _nameEnd - start);
        int length = name.Length + 3;
        if (!Has(length))
        {
            ReadOnlySpan<byte> there = _buffer.AsSpan(_pos + 2, _end - _pos - 2);
            throw name.StartsWith(there) ? Cut() : Damage($"the end tag does not fit <{Encoding.UTF8.GetString(name)}>");
        }

        if (!_buffer.AsSpan(_pos + 2, name.Length).SequenceEqual(name))
            throw Damage($"the end tag does not fit <{Encoding.UTF8.GetString(name)}>");

        while (_buffer[_pos + length - 1] != '>')
        {
            if (_buffer[_pos + length - 1] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                throw Damage($"the end tag does not fit <{Encoding.UTF8.GetString(name)}>");

            if (!Has(++length))
                throw Cut();
        }

        _taken = length;
        _nameEnd = start;
        OpenCount--;
    }

    private void Open(ReadOnlySpan<byte> name)
    {
        if (OpenCount == _nameStarts.Length)
            Array.Resize(ref _nameStarts, OpenCount * 2);

        if (_names.Length - _nameEnd < name.Length)
            Array.Resize(ref _names, Math.Max(_names.Length * 2, _nameEnd + name.Length));

        name.CopyTo(_names.AsSpan(_nameEnd));
        _nameStarts[OpenCount++] = _nameEnd;
        _nameEnd += name.Length;
    }

    private void ReadDeclaration()
    {
        if (Begins("<!--"u8))
        {
            _pos += 4;
            PassTo("--"u8);
            if (!Has(1))
                throw Cut();

            if (_buffer[_pos] != '>')
                throw Damage("'--' stands in a comment");

            _pos++;
        }
        else if (Begins("<![CDATA["u8))
        {
            if (OpenCount == 0)
                throw Damage("text stands outside of the root element");

            _inCharacterData = true;
            _taken = 9;
        }
        else if (Begins("<!DOCTYPE"u8))
        {
            ReadDocumentType();
        }
        else if (_isEnd && _end - _pos < 9)
        {
            throw Cut();
        }
        else
        {
            throw Damage("a declaration is none that XML knows");
        }
    }

    private void ReadInstruction()
    {
        bool isFirst = _shifted + _pos == 0;
        _pos += 2;
        int length;
        while ((length = XmlNames.Length(_buffer.AsSpan(_pos, _end - _pos))) == _end - _pos)
        {
            if (!Fill())
                throw Cut();
        }

        ReadOnlySpan<byte> name = _buffer.AsSpan(_pos, length);
        if (name.Length == 3 && Ascii.EqualsIgnoreCase(name, "xml"u8))
        {
            if (!isFirst || !name.SequenceEqual("xml"u8))
                throw Damage("an XML declaration stands where none may be");

            ReadXmlDeclaration();
            return;
        }

        if (!XmlNames.IsName(name, out int local) || local > 0)
            throw Damage("a processing instruction has no valid name");

        _pos += length;
        if (!Has(2))
            throw Cut();

        if (!_buffer.AsSpan(_pos, 2).SequenceEqual("?>"u8) && White(_buffer.AsSpan(_pos, 1)) == 0)
            throw Damage("a processing instruction has no valid name");

        PassTo("?>"u8);
    }

    private void ReadXmlDeclaration()
    {
        int length;
        while ((length = _buffer.AsSpan(_pos, _end - _pos).IndexOf("?>"u8)) < 0)
        {
            if (_end - _pos > LongestDeclaration)
                throw Damage("the XML declaration is not valid");

            if (!Fill())
                throw Cut();
        }

        if (length > LongestDeclaration || !XmlDeclaration.IsValid(Encoding.UTF8.GetString(_buffer.AsSpan(_pos, length))))
            throw Damage("the XML declaration is not valid");

        _pos += length + 2;
    }

    private void ReadDocumentType()
    {
        if (_documentType == DocumentTypeTreatment.Refuse)
        {
            throw new FailureException(
                FailureId.DocumentTypeRefused,
                $"{_source} declares a document type, in line {Line}. It is not read, because such a declaration can make a reader fetch other files.",
                "Scanners do not write one: check where the file comes from.",
                _source);
        }

        if (_hasRoot || _hasDocumentType)
            throw Damage("a document type is declared where it may not be");

        _hasDocumentType = true;
        _pos += 9;
        for (bool isInside = false; ;)
        {
            if (!Has(1))
                throw Cut();

            byte found = _buffer[_pos];
            if (found == '<' && isInside && Begins("<!--"u8))
            {
                ReadDeclaration();
                continue;
            }

            if (found == '<' && isInside && Begins("<?"u8))
            {
                ReadInstruction();
                continue;
            }

            _pos++;
            switch (found)
            {
                case (byte)'"' or (byte)'\'':
                    PassTo([found]);
                    break;
                case (byte)'[' when !isInside:
                    isInside = true;
                    break;
                case (byte)']' when isInside:
                    isInside = false;
                    break;
                case (byte)'>' when !isInside:
                    return;
                case (byte)'<' when !isInside:
                    throw Damage("the document type is not closed");
            }
        }
    }

    private bool Begins(ReadOnlySpan<byte> beginning) =>
        Has(beginning.Length) && _buffer.AsSpan(_pos, beginning.Length).SequenceEqual(beginning);

    /// <summary>Goes behind the next such bytes.</summary>
    private void PassTo(ReadOnlySpan<byte> close)
    {
        int found;
        while ((found = _buffer.AsSpan(_pos, _end - _pos).IndexOf(close)) < 0)
        {
            _pos = Math.Max(_pos, _end - close.Length + 1);
            if (!Fill())
                throw Cut();
        }

        _pos += found + close.Length;
    }

    private static int White(ReadOnlySpan<byte> bytes)
    {
        int white = 0;
        while (white < bytes.Length && bytes[white] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
            white++;

        return white;
    }
}
