namespace SecAutomation.Commands.Transformation;

/// <summary>CVE identifiers in text.</summary>
/// <remarks>
/// The CVE programme gives four digits or more: https://cve.mitre.org/cve/identifiers/syntaxchange.html. Read by hand, as
/// every first call would otherwise wait for a regular expression to be compiled.
/// </remarks>
internal static class CveText
{
    private const string Prefix = "CVE-";
    private const int YearDigits = 4;
    private const int FewestDigits = 4;
    private const int MostDigits = 19;

    /// <summary>The identifiers in texts, each of which may hold several.</summary>
    /// <returns>Upper-case, distinct and sorted.</returns>
    public static string[] Split(IEnumerable<string> texts)
    {
        SortedSet<string> cves = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            for (int begin = 0; (begin = text.IndexOf(Prefix, begin, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                int length = Length(text.AsSpan(begin));
                bool isWhole = length > 0
                    && (begin == 0 || !IsWord(text[begin - 1]))
                    && (begin + length == text.Length || !IsWord(text[begin + length]));
                if (isWhole)
                    cves.Add(text.Substring(begin, length).ToUpperInvariant());

                begin += isWhole ? length : Prefix.Length;
            }
        }

        return [.. cves];
    }

    /// <summary>Tells whether a text is one identifier: four digits of the year and at least four more.</summary>
    public static bool IsOne(string text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && Length(text) == text.Length;

    /// <summary>The length of the identifier that a text begins with; 0 where it begins with none.</summary>
    private static int Length(ReadOnlySpan<char> text)
    {
        int year = Prefix.Length, number = year + YearDigits + 1;
        if (text.Length < number + FewestDigits || Digits(text[year..]) != YearDigits || text[number - 1] != '-')
            return 0;

        int digits = Digits(text[number..]);
        return digits is >= FewestDigits and <= MostDigits ? number + digits : 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;

        return digits;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
