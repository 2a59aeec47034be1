using System.Buffers;

namespace SecAutomation.Remediation.Identity;

/// <summary>Identifiers of hardware as keys: one spelling each, and none of the values that makers leave in place of one.</summary>
internal static class MachineKey
{
    private const int UuidDigits = 32;

    private static readonly SearchValues<char> s_blanksAndHyphens = SearchValues.Create(" -_:.{}\t");

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly HashSet<string> s_placeholders = new(StringComparer.Ordinal)
    {
        "none", "null", "na", "n/a", "unknown", "defaultstring", "tobefilledbyoem", "systemserialnumber", "notspecified",
        "notavailable", "notapplicable", "123456789", "1234567890", "0123456789", "serial", "invalid", "virtual",
        "03000200040005000006000700080009",
    };

    /// <summary>A serial number, lower-case without blanks and hyphens; null where it is a placeholder.</summary>
    public static string? Serial(string? text)
    {
        string? bare = Bare(text);
        return bare is null || s_placeholders.Contains(bare) || bare.AsSpan().IndexOfAnyExcept(bare[0]) < 0 ? null : bare;
    }

    /// <summary>A BIOS UUID; null where it is a placeholder or none at all.</summary>
    /// <remarks>
    /// Sources disagree on the byte order of its first three groups. The smaller of the two spellings is the key, so that
    /// both meet.
    /// </remarks>
    public static string? Uuid(string? text)
    {
        string? bare = Serial(text);
        if (bare is null || bare.Length != UuidDigits || !IsGloballyUnique(bare))
            return null;

        string swapped = string.Concat(
            Swap(bare.AsSpan(0, 8)), Swap(bare.AsSpan(8, 4)), Swap(bare.AsSpan(12, 4)), bare.AsSpan(16));
        return string.CompareOrdinal(bare, swapped) <= 0 ? bare : swapped;
    }

    /// <summary>Whether an identifier is unique by its making, and not a number that every product counts from one.</summary>
    public static bool IsGloballyUnique(string key) =>
        key.Length >= UuidDigits && !key.AsSpan().ContainsAnyExcept(s_hexDigits);

    private static string? Bare(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        string lower = text.Trim().ToLowerInvariant();
        if (lower.AsSpan().IndexOfAny(s_blanksAndHyphens) < 0)
            return lower;

        Span<char> kept = lower.Length <= 256 ? stackalloc char[lower.Length] : new char[lower.Length];
        int count = 0;
        foreach (char c in lower)
        {
            if (!s_blanksAndHyphens.Contains(c))
                kept[count++] = c;
        }

        return count == 0 ? null : kept[..count].ToString();
    }

    private static string Swap(ReadOnlySpan<char> digits)
    {
        Span<char> swapped = stackalloc char[digits.Length];
        for (int i = 0; i < digits.Length; i += 2)
            digits.Slice(digits.Length - i - 2, 2).CopyTo(swapped[i..]);
        return swapped.ToString();
    }
}
