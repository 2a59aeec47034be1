using System.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>Finds CVE identifiers: <c>CVE-</c>, four digits, a hyphen, four digits or more, anywhere in a text and in any case.</summary>
/// <remarks>Source: CVE Numbering rules, "CVE ID syntax" since 2014: the sequence has no upper limit.</remarks>
internal static class CveText
{
    private const int PrefixLength = 4;
    private const int YearLength = 4;
    private const int ShortestSequence = 4;

    /// <summary>Longer than any sequence number will be; what is longer is no CVE.</summary>
    private const int LongestSequence = 19;

    /// <summary>Whether there is at least one.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text) => TryFind(ref text, out _);

    /// <summary>Adds every one that is in a text, upper-case.</summary>
    public static void AddAll(ReadOnlySpan<byte> text, ISet<string> found)
    {
        while (TryFind(ref text, out ReadOnlySpan<byte> cve))
            found.Add(Encoding.ASCII.GetString(cve).ToUpperInvariant());
    }

    private static bool TryFind(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> cve)
    {
        while (true)
        {
            int start = text.IndexOfAny((byte)'C', (byte)'c');
            if (start < 0 || start + PrefixLength + YearLength + 1 + ShortestSequence > text.Length)
            {
                cve = default;
                return false;
            }

            ReadOnlySpan<byte> rest = text[start..];
            int length = Measure(rest);
            bool stands = start == 0 || !char.IsAsciiLetterOrDigit((char)text[start - 1]);
            text = rest[Math.Max(1, length)..];
            if (length > 0 && stands)
            {
                cve = rest[..length];
                return true;
            }
        }
    }

    private static int Measure(ReadOnlySpan<byte> text)
    {
        if (!Ascii.EqualsIgnoreCase(text[..PrefixLength], "CVE-"u8))
            return 0;
        for (int i = PrefixLength; i < PrefixLength + YearLength; i++)
        {
            if (!char.IsAsciiDigit((char)text[i]))
                return 0;
        }

        if (text[PrefixLength + YearLength] != '-')
            return 0;
        int end = PrefixLength + YearLength + 1;
        int sequence = end;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
            end++;
        return end - sequence is >= ShortestSequence and <= LongestSequence ? end : 0;
    }
}
