using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Grouping;

/// <summary>Which fix closes a finding, so that findings with one fix stand together.</summary>
/// <remarks>
/// The knowledge base articles that the solution names (<c>KB5034441</c>), else its text without regard to case, white space
/// and the full stop; where a scanner gives none, each detection is a fix of its own. "Upgrade to 2.4.58 or later" and
/// "Upgrade to 2.4.59 or later" are two fixes: nothing here knows which contains which.
/// </remarks>
public static partial class FixKey
{
    private const int LongestText = 80;

    /// <summary>The fix of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>A text that is equal for one fix.</returns>
    public static string Of(Finding finding)
    {
        string text = MarkdownText.OneLine(finding.Solution).TrimEnd('.').ToLowerInvariant();
        if (text is "" or "n/a" or "none" or "-" or "unknown")
        {
            return finding switch
            {
                { DetectionId: { Length: > 0 } id } => $"detection:{id.Trim()}",
                { CveId.Length: > 0 } => $"cve:{finding.CveId.Order(StringComparer.Ordinal).First()}",
                _ => "unknown",
            };
        }

        string[] articles = [.. Article().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return Shorten(articles.Length > 0 ? string.Join('+', articles) : text);
    }

    private static string Shorten(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8).ToLowerInvariant();
        int cut = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{text[..cut]}~{hash}";
    }

    [GeneratedRegex(@"\bkb\d{6,8}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Article();
}
