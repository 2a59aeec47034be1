using System.Text;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>References to characters: <c>&amp;lt;</c>, <c>&amp;#10;</c>, <c>&amp;#xE9;</c>.</summary>
internal static class XmlReference
{
    private static readonly Rune s_replacement = new(0xFFFD);

    /// <summary>Longer ones are taken for damage: leading zeros mean nothing.</summary>
    public const int MaximumLength = 64;

    /// <summary>Reads a reference.</summary>
    /// <param name="bytes">What begins with the ampersand.</param>
    /// <param name="character">The character; U+FFFD where it is one that XML forbids.</param>
    /// <param name="isReplaced">Whether it is one that XML forbids.</param>
    /// <returns>Its length; 0 where the bytes end before it does, -1 where it is none.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out Rune character, out bool isReplaced)
    {
        character = default;
        isReplaced = false;
        int end = bytes[..Math.Min(bytes.Length, MaximumLength)].IndexOf((byte)';');
        if (end < 0)
            return bytes.Length < MaximumLength && XmlNames.Length(bytes[1..].TrimStart((byte)'#')) + 2 >= bytes.Length ? 0 : -1;

        ReadOnlySpan<byte> name = bytes[1..end];
        character = name switch
        {
            [(byte)'l', (byte)'t'] => new Rune('<'),
            [(byte)'g', (byte)'t'] => new Rune('>'),
            [(byte)'a', (byte)'m', (byte)'p'] => new Rune('&'),
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => new Rune('"'),
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => new Rune('\''),
            _ => default,
        };
        if (character != default)
            return end + 1;

        int value = name switch
        {
            [(byte)'#', (byte)'x', .. var digits] => Number(digits, 16),
            [(byte)'#', .. var digits] => Number(digits, 10),
            _ => -1,
        };
        if (value is < 0 or > 0x10FFFF)
            return -1;

        bool isAllowed = value is 0x9 or 0xA or 0xD or (>= 0x20 and not 0xFFFE and not 0xFFFF) && Rune.IsValid(value);
        isReplaced = !isAllowed;
        character = isAllowed ? new Rune(value) : s_replacement;
        return end + 1;
    }

    private static int Number(ReadOnlySpan<byte> digits, int numberBase)
    {
        int value = digits.IsEmpty ? -1 : 0;
        foreach (byte digit in digits)
        {
            int worth = char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : numberBase;
            if (worth >= numberBase || value > 0x10FFFF)
                return -1;

            value = (value * numberBase) + worth;
        }

        return value;
    }
}
