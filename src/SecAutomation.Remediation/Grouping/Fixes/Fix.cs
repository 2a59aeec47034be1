using System.Security.Cryptography;
using System.Text;

namespace SecAutomation.Remediation.Grouping.Fixes;

/// <summary>What closes a finding: an upgrade of a product, an update of a system, the packages of an advisory, or what the scanner's text says.</summary>
/// <remarks>
/// Findings with one <see cref="Group"/> stand in one ticket, whatever version each asks for. Within it a newer fix takes the place of
/// an older one where every version that is enough for the newer is enough for the older; what cannot be compared stays as it is.
/// </remarks>
internal sealed record Fix
{
    private const int LongestText = 80;

    /// <summary>What the fix is a fix of; a text that is equal for one product.</summary>
    public required string Group { get; init; }

    /// <summary>The product as the scanner spells it; empty where the fix is a text alone.</summary>
    public string Product { get; init; } = "";

    /// <summary>How far it goes; null where that cannot be compared with anything.</summary>
    public FixLevel? Level { get; init; }

    /// <summary>Which fix of the group it is: equal for equal work.</summary>
    public required string Target { get; init; }

    /// <summary>What to do; null where nobody says.</summary>
    public string? Text { get; init; }

    /// <summary>The fix of a finding.</summary>
    public static Fix Of(Finding finding) => FixText.Read(finding);

    /// <summary>Whether doing this makes doing the other needless.</summary>
    public bool Supersedes(Fix other) =>
        Group == other.Group && Level is { } level && other.Level is { } lower && level.Contains(lower);

    /// <summary>The fixes of one machine that are left when newer ones take the place of older ones: which one each is closed by.</summary>
    /// <param name="fixes">The fixes, of any groups.</param>
    /// <returns>In the same order: for each the fix that closes it, which may be itself.</returns>
    public static Fix[] Fold(IReadOnlyList<Fix> fixes)
    {
        Dictionary<string, Fix[]> highest = fixes
            .GroupBy(fix => fix.Group, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Highest([.. group.DistinctBy(fix => fix.Target, StringComparer.Ordinal)]), StringComparer.Ordinal);
        return [.. fixes.Select(fix => Array.Find(highest[fix.Group], candidate => candidate.Target == fix.Target)
            ?? Array.Find(highest[fix.Group], candidate => candidate.Supersedes(fix))
            ?? fix)];
    }

    /// <summary>A text that is short enough for a key, and still its own.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= LongestText)
            return text;

        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8).ToLowerInvariant();
        int cut = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{text[..cut]}~{hash}";
    }

    // Of two that contain each other, which are the same written twice, the first by its text stays.
    private static Fix[] Highest(Fix[] fixes)
    {
        Array.Sort(fixes, (one, other) => string.CompareOrdinal(one.Target, other.Target));
        return [.. fixes.Where((fix, place) => !fixes.Where((other, at) => at != place && other.Supersedes(fix) && (!fix.Supersedes(other) || at < place)).Any())];
    }
}
