using System.Text.RegularExpressions;

namespace SecAutomation.Commands.Transformation;

/// <summary>CVE identifiers in text.</summary>
internal static partial class CveText
{
    /// <summary>The identifiers in texts, each of which may hold several.</summary>
    /// <returns>Upper-case, distinct and sorted.</returns>
    public static string[] Split(IEnumerable<string> texts) =>
    [
        .. texts.SelectMany(text => Cve().Matches(text).Select(match => match.Value.ToUpperInvariant()))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Tells whether a text is one identifier: four digits of the year and at least four more.</summary>
    public static bool IsOne(string text) => One().IsMatch(text);

    // The CVE programme gives four digits or more: https://cve.mitre.org/cve/identifiers/syntaxchange.html
    [GeneratedRegex(
        @"\bCVE-[0-9]{4}-[0-9]{4,19}\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cve();

    [GeneratedRegex(
        @"\ACVE-[0-9]{4}-[0-9]{4,19}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex One();
}
