using System.Numerics;

namespace SecAutomation;

/// <summary>CVE identifiers in texts of characters or of UTF-8: <c>CVE-</c>, four digits, a hyphen, four digits or more, in any case.</summary>
/// <remarks>
/// Source: CVE Numbering rules, "CVE ID syntax" since 2014: the sequence has no upper limit. Read by hand, as every first
/// call would otherwise wait for a regular expression to be compiled.
/// </remarks>
internal static class CveText
{
    private const int PrefixLength = 4;
    private const int YearLength = 4;
    private const int ShortestSequence = 4;

    /// <summary>Longer than any sequence number will be; what is longer is no CVE.</summary>
    private const int LongestSequence = 19;

    /// <summary>Where the sequence begins.</summary>
    public const int SequenceStart = PrefixLength + YearLength + 1;

    /// <summary>Whether there is at least one.</summary>
    public static bool IsIn<T>(ReadOnlySpan<T> text)
        where T : struct, IBinaryInteger<T>
    {
        int place = 0;
        return Find(text, ref place) > 0;
    }

    /// <summary>Whether the whole text is one.</summary>
    public static bool IsOne(ReadOnlySpan<char> text) => text.Length > SequenceStart && Measure(text) == text.Length;

    /// <summary>Adds every one that is in a text, upper-case.</summary>
    public static void AddAll<T>(ReadOnlySpan<T> text, ISet<string> found)
        where T : struct, IBinaryInteger<T>
    {
        Span<char> upper = stackalloc char[SequenceStart + LongestSequence];
        for (int place = 0, length; (length = Find(text, ref place)) > 0; place += length)
        {
            for (int i = 0; i < length; i++)
                upper[i] = char.ToUpperInvariant(At(text, place + i));
            found.Add(upper[..length].ToString());
        }
    }

    /// <summary>Moves to the next one; its length, 0 where there is none.</summary>
    private static int Find<T>(ReadOnlySpan<T> text, ref int place)
        where T : struct, IBinaryInteger<T>
    {
        while (true)
        {
            int next = text[place..].IndexOfAny(T.CreateTruncating('C'), T.CreateTruncating('c'));
            place += next;
            if (next < 0 || place + SequenceStart + ShortestSequence > text.Length)
                return 0;

            int length = Measure(text[place..]);
            bool stands = (place == 0 || !IsWord(At(text, place - 1))) && (place + length == text.Length || !IsWord(At(text, place + length)));
            if (length > 0 && stands)
                return length;
            place += Math.Max(1, length);
        }
    }

    /// <summary>The length of the identifier that a text of at least <see cref="SequenceStart"/> begins with; 0 where it begins with none.</summary>
    private static int Measure<T>(ReadOnlySpan<T> text)
        where T : struct, IBinaryInteger<T>
    {
        if ((At(text, 0) | 0x20) != 'c' || (At(text, 1) | 0x20) != 'v' || (At(text, 2) | 0x20) != 'e' || At(text, 3) != '-')
            return 0;
        for (int i = PrefixLength; i < PrefixLength + YearLength; i++)
        {
            if (!char.IsAsciiDigit(At(text, i)))
                return 0;
        }

        if (At(text, PrefixLength + YearLength) != '-')
            return 0;
        int end = SequenceStart;
        while (end < text.Length && char.IsAsciiDigit(At(text, end)))
            end++;
        return end - SequenceStart is >= ShortestSequence and <= LongestSequence ? end : 0;
    }

    // What is beyond ASCII is no letter here, as its bytes are none.
    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static char At<T>(ReadOnlySpan<T> text, int i)
        where T : struct, IBinaryInteger<T> => (char)ushort.CreateTruncating(text[i]);
}
