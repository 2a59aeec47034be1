using System.Globalization;

namespace SecAutomation.Storage.Intelligence;

/// <summary>A CVE as a number that sorts as CVEs do: the year above the sequence.</summary>
internal static class CveKey
{
    private const int SequenceBits = 48;
    private const long LargestSequence = (1L << SequenceBits) - 1;
    private const int ShortestSequence = 4;

    /// <summary>The number of a CVE.</summary>
    /// <param name="cveId">For example <c>CVE-2021-44228</c>, in any case.</param>
    /// <param name="key">The number.</param>
    /// <returns>False where the text is no CVE.</returns>
    public static bool TryParse(ReadOnlySpan<char> cveId, out long key)
    {
        key = 0;
        cveId = cveId.Trim();
        if (!CveText.IsOne(cveId))
            return false;

        ReadOnlySpan<char> sequence = cveId[CveText.SequenceStart..];
        // A sequence is four digits, or more without a zero in front: else two spellings would be one CVE.
        if ((sequence.Length > ShortestSequence && sequence[0] == '0')
            || !int.TryParse(cveId[4..8], NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            || !long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || number > LargestSequence)
        {
            return false;
        }

        key = ((long)year << SequenceBits) | number;
        return true;
    }

    /// <summary>The CVE of a number.</summary>
    /// <param name="key">The number.</param>
    /// <returns>The CVE, upper-case.</returns>
    public static string ToText(long key) =>
        string.Create(CultureInfo.InvariantCulture, $"CVE-{key >> SequenceBits:D4}-{key & LargestSequence:D4}");
}
