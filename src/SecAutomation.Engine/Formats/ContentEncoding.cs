using System.Text;

namespace SecAutomation.Engine.Formats;

/// <summary>Which encoding content begins with.</summary>
internal static class ContentEncoding
{
    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16Le = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16Be = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The encoding by the byte order mark, and the mark's length; UTF-8 without one.</summary>
    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> beginning, string source)
    {
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return (s_utf8, 3);

        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || beginning.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            throw Unreadable(source, "UTF-32");

        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (s_utf16Le, 2);

        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (s_utf16Be, 2);

        // Text in Latin letters whose every second byte is zero.
        if (beginning.Length >= 4 && (beginning[0] == 0) != (beginning[1] == 0) && (beginning[2] == 0) == (beginning[0] == 0) && (beginning[3] == 0) == (beginning[1] == 0))
            throw Unreadable(source, "UTF-16 without a byte order mark");

        return (s_utf8, 0);
    }

    /// <summary>The encoding that an XML declaration names; UTF-8 without one.</summary>
    public static Encoding Declared(ReadOnlySpan<byte> beginning, string source)
    {
        ReadOnlySpan<byte> declaration = beginning[..Math.Min(beginning.Length, 256)];
        int end = declaration.IndexOf("?>"u8);
        if (end < 0 || !declaration.TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8))
            return s_utf8;

        declaration = declaration[..end];
        int name = declaration.IndexOf("encoding"u8);
        if (name < 0)
            return s_utf8;

        string value = Encoding.Latin1.GetString(declaration[(name + 8)..]).TrimStart(' ', '=', '\t', '\r', '\n');
        value = value.Length > 1 && value.IndexOf(value[0], 1) is > 0 and int close ? value[1..close] : value;
        return value.ToUpperInvariant() switch
        {
            "UTF-8" or "UTF8" or "US-ASCII" or "ASCII" => s_utf8,
            "ISO-8859-1" or "LATIN1" or "LATIN-1" => Encoding.Latin1,
            _ => throw Unreadable(source, value),
        };
    }

    public static FailureException Unreadable(string source, string encoding) => new(
        FailureId.EncodingInvalid, $"{source} is encoded as {encoding}, at byte 0.", "Save or export it as UTF-8.", source);
}
