namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>BIOS UUIDs and other 128-bit identifiers as numbers.</summary>
internal static class UuidKey
{
    private const int LongestSerial = 80;

    // What makers of boards leave in place of a UUID, as keys: 03000200-0400-0500-0006-000700080009, an example of the
    // specification, and that of a board whose service tag was never written.
    private static readonly HashSet<UInt128> s_placeholders =
    [
        new(0x0002000300040005, 0x0006000700080009),
        new(0x1234567812345678, 0x90abcddeefaabbcc),
        new(0x4c4c454400002010, 0x802080c04f202020),
    ];

    /// <summary>Reads 32 hex digits, whatever punctuation stands around and between them.</summary>
    /// <returns>False for other texts, and where all digits are the same.</returns>
    public static bool TryRead(string? text, out UInt128 value)
    {
        value = default;
        if (text is null || text.Length < 32)
            return false;

        ReadOnlySpan<char> bare = text;
        if (bare.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            bare = bare[4..];
        if (bare.StartsWith("uuid:", StringComparison.OrdinalIgnoreCase))
            bare = bare[5..];
        return TryRead(bare, out value);
    }

    /// <summary>Reads a BIOS UUID.</summary>
    /// <remarks>
    /// Sources disagree on the byte order of its first three groups. The smaller of the two numbers is the key, so that
    /// both meet.
    /// </remarks>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="asWritten">The number in the byte order of the text.</param>
    /// <returns>False for what is no UUID, and for placeholders.</returns>
    public static bool TryReadBios(string? text, out UInt128 key, out UInt128 asWritten)
    {
        key = default;
        return TryRead(text, out asWritten) && TryKey(asWritten, out key);
    }

    /// <summary>
    /// Reads the BIOS UUID from a serial number. Hypervisors write the one as the other, with or without a word and a
    /// hyphen before it.
    /// </summary>
    /// <inheritdoc cref="TryReadBios(string?, out UInt128, out UInt128)"/>
    public static bool TryReadSerial(string? text, out UInt128 key, out UInt128 asWritten)
    {
        key = default;
        asWritten = default;
        if (text is null || text.Length is < 32 or > LongestSerial)
            return false;
        int hyphen = text.IndexOf('-', StringComparison.Ordinal);
        bool hasWord = hyphen > 0 && !IsHex(text.AsSpan(0, hyphen));
        return TryRead(hasWord ? text.AsSpan(hyphen + 1) : text, out asWritten) && TryKey(asWritten, out key);
    }

    /// <summary>The BIOS UUID of a record, by its serial number where it tells none.</summary>
    public static UInt128? ReadBios(string? uuid, string? serial) =>
        TryReadBios(uuid, out UInt128 key, out _) || TryReadSerial(serial, out key, out _) ? key : null;

    private static bool TryKey(UInt128 asWritten, out UInt128 key)
    {
        UInt128 swapped = Swap(asWritten);
        key = asWritten < swapped ? asWritten : swapped;
        return !s_placeholders.Contains(key) && !IsFilling(key);
    }

    // Memory that nobody wrote to holds one or two bytes again and again.
    private static bool IsFilling(UInt128 value)
    {
        byte first = (byte)value;
        int second = -1;
        for (int i = 0; i < 16; i++, value >>= 8)
        {
            byte one = (byte)value;
            if (one == first || one == second)
                continue;
            if (second >= 0)
                return false;
            second = one;
        }

        return true;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = default;
        ulong upper = 0, lower = 0;
        int digits = 0;
        char first = '\0';
        bool differs = false;
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                if (c is '-' or '{' or '}' or ' ' or ':')
                    continue;
                return false;
            }

            char folded = (char)(c | 0x20);
            if (digits == 0)
                first = folded;
            differs |= folded != first;
            ulong digit = (ulong)(folded <= '9' ? folded - '0' : folded - 'a' + 10);
            if (digits < 16)
                upper = (upper << 4) | digit;
            else
                lower = (lower << 4) | digit;
            if (++digits > 32)
                return false;
        }

        value = new UInt128(upper, lower);
        return digits == 32 && differs;
    }

    /// <inheritdoc cref="TryReadBios(string?, out UInt128, out UInt128)"/>
    public static UInt128? ReadBios(string? text) => TryReadBios(text, out UInt128 key, out _) ? key : null;

    private static UInt128 Swap(UInt128 value)
    {
        ulong upper = (ulong)(value >> 64);
        ulong swapped = ((ulong)System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((uint)(upper >> 32)) << 32)
            | ((ulong)System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)(upper >> 16)) << 16)
            | System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)upper);
        return new UInt128(swapped, (ulong)value);
    }
}
