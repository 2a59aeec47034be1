namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>BIOS UUIDs and other 128-bit identifiers as numbers.</summary>
internal static class UuidKey
{
    // What makers of boards leave in place of a UUID: 03000200-0400-0500-0006-000700080009.
    private static readonly UInt128 s_firmwareKit = new(0x0002000300040005, 0x0006000700080009);

    /// <summary>Reads 32 hex digits, whatever punctuation stands around and between them.</summary>
    /// <returns>False for other texts, and where all digits are the same.</returns>
    public static bool TryRead(string? text, out UInt128 value)
    {
        value = default;
        if (text is null || text.Length < 32)
            return false;

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
        if (!TryRead(text, out asWritten))
            return false;

        UInt128 swapped = Swap(asWritten);
        key = asWritten < swapped ? asWritten : swapped;
        return key != s_firmwareKit;
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
