namespace SecAutomation.Remediation.Identity;

/// <summary>Names that a person may have meant. They are printed and never followed.</summary>
internal static class NameHints
{
    private const int Most = 3;
    private const int ShortestName = 4;

    /// <summary>Names of the inventory that differ by a slip of the hand: two characters swapped, one doubled, a separator or a leading zero.</summary>
    /// <remarks>Not by a digit: beside <c>web01</c> there is always a <c>web02</c>.</remarks>
    public static string[] CloseTo(string shortKey, InventoryIndex index)
    {
        if (shortKey.Length < ShortestName)
            return [];
        return
        [
            .. Variants(shortKey).Where(index.Has).Where(variant => variant != shortKey)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most),
        ];
    }

    private static IEnumerable<string> Variants(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool isNumberStart = char.IsAsciiDigit(c) && (i == 0 || !char.IsAsciiDigit(name[i - 1]));
            if (!char.IsAsciiDigit(c) || (isNumberStart && c == '0'))
                yield return name.Remove(i, 1);
            if (isNumberStart)
                yield return name.Insert(i, "0");
            if (i == 0)
                continue;
            if (!char.IsAsciiDigit(c) && !char.IsAsciiDigit(name[i - 1]) && c != name[i - 1])
                yield return string.Concat(name.AsSpan(0, i - 1), [c, name[i - 1]], name.AsSpan(i + 1));
            if (c is not ('-' or '_') && name[i - 1] is not ('-' or '_'))
                yield return name.Insert(i, "-");
            if (c is '-' or '_')
                yield return string.Concat(name.AsSpan(0, i), c == '-' ? "_" : "-", name.AsSpan(i + 1));
        }
    }
}
