using System.Text.RegularExpressions;

namespace SecAutomation.Remediation.Grouping;

/// <summary>Finds the software of the inventory that the findings are about.</summary>
/// <remarks>
/// By CPE (vendor and product), by the name that the scanner gives for the software, or by the whole name of an installed
/// product standing in the finding's title. It only points at what is installed; it does not judge versions, and where it finds
/// nothing that is no proof that nothing is affected.
/// </remarks>
public static partial class AffectedSoftware
{
    // Words that name no product when they stand alone.
    private static readonly HashSet<string> s_weak = new(StringComparer.Ordinal)
    {
        "windows", "microsoft", "linux", "update", "updates", "security", "server", "client", "agent", "service", "tools", "tool",
        "system", "driver", "drivers", "runtime", "core", "common", "library", "libraries", "manager", "application", "software",
        "package", "base", "remote", "multiple", "the", "for", "and", "enterprise", "desktop", "kernel", "network", "web", "file",
        "files", "data", "support", "center", "open", "source", "code", "java", "version", "host", "utility", "utilities",
    };

    /// <summary>Looks for the findings' software on a host.</summary>
    /// <param name="installed">What is installed; null where the inventory did not say.</param>
    /// <param name="findings">The findings.</param>
    /// <returns>The software, sorted; empty where none is recognised; null where the inventory did not say what is installed.</returns>
    public static InstalledSoftware[]? Find(IReadOnlyList<InstalledSoftware>? installed, IReadOnlyList<Finding> findings)
    {
        if (installed is null)
        {
            return null;
        }

        string[] titles = [.. findings.Select(finding => $" {string.Join(' ', Words(finding.Title))} ").Distinct(StringComparer.Ordinal)];
        HashSet<string> names = [.. findings.SelectMany(finding => finding.Software).Select(software => Name(software.Name)).Where(IsTelling)];
        HashSet<string> products = [.. findings.SelectMany(finding => finding.Software).Select(software => Product(software.Cpe)).OfType<string>()];
        return
        [
            .. installed
                .Where(software => IsAffected(software, titles, names, products))
                .DistinctBy(software => (software.Name, software.Version, software.Publisher))
                .OrderBy(software => software.Name, StringComparer.Ordinal)
                .ThenBy(software => software.Version, StringComparer.Ordinal)
                .ThenBy(software => software.Publisher, StringComparer.Ordinal),
        ];
    }

    private static bool IsAffected(InstalledSoftware software, string[] titles, HashSet<string> names, HashSet<string> products)
    {
        if (Product(software.Cpe) is { } product && products.Contains(product))
        {
            return true;
        }

        string name = Name(software.Name);
        return IsTelling(name)
            && (names.Contains(name) || titles.Any(title => title.Contains($" {name} ", StringComparison.Ordinal)));
    }

    private static bool IsTelling(string name) =>
        name.Length >= 3 && name.Split(' ').Any(word => word.Length >= 3 && word.Any(char.IsLetter) && !s_weak.Contains(word));

    /// <summary>"Mozilla Firefox 115.0 (x64 en-US)" becomes "mozilla firefox".</summary>
    private static string Name(string? name) =>
        string.Join(' ', Words(Bracket().Replace(name ?? "", " ")).TakeWhile((word, i) => i == 0 || !Version().IsMatch(word)));

    private static IEnumerable<string> Words(string? text) =>
        Word().Matches((text ?? "").ToLowerInvariant()).Select(match => match.Value);

    private static string? Product(string? cpe)
    {
        if (string.IsNullOrWhiteSpace(cpe))
        {
            return null;
        }

        string[] part = cpe.Trim().ToLowerInvariant().Split(':');
        int vendor = part is ["cpe", "2.3", ..] ? 3 : 2;
        return part.Length > vendor + 1 && part[vendor + 1] is { Length: > 0 } product and not "*"
            ? $"{part[vendor]}:{product}"
            : null;
    }

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}.+#_]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"^v?\d+([._].*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
