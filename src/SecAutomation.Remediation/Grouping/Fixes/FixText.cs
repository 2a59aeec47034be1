using System.Globalization;
using System.Text.RegularExpressions;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Grouping.Fixes;

/// <summary>Reads the fix of a finding from its title, its solution and the software that the scanner names.</summary>
/// <remarks>
/// Titles of updates and advisories have set forms: <c>KB4343887: Windows 10 … August 2018 Security Update</c>,
/// <c>Security Updates for … (May 2018)</c>, <c>MS16-133: Security Update for …</c>, <c>RHEL 8 : kernel (RHSA-2024:1234)</c>,
/// <c>Debian DSA-5678-1 : openssl - security update</c>. Solutions say <c>Upgrade to … 2.4.58 or later</c>, or are the fixed versions alone.
/// </remarks>
internal static partial class FixText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    // A longer one is no product's name but a sentence.
    private const int LongestProduct = 80;

    private const string Version = @"v?\d[\w.+~:-]*";
    private const string Versions = "(?<versions>" + Version + @"(\s*(/|,|\bor\b|\band\b|\|\|)\s*" + Version + ")*)";
    private const string Month = "(?<month>January|February|March|April|May|June|July|August|September|October|November|December)";

    private static readonly HashSet<string> s_silent = new(StringComparer.OrdinalIgnoreCase) { "", "n/a", "none", "-", "unknown", "some solution" };

    /// <summary>The fix of a finding.</summary>
    public static Fix Read(Finding finding)
    {
        string title = MarkdownText.OneLine(finding.Title);
        string solution = MarkdownText.OneLine(finding.Solution);
        string? text = s_silent.Contains(solution.TrimEnd('.')) ? null : solution;
        return OfAdvisory(title, text)
            ?? OfDatedUpdate(title, text)
            ?? OfUpdates(title, text)
            ?? OfUpgrade(finding, title, text)
            ?? OfVersions(finding, text)
            ?? OfArticles(title, text)
            ?? OfSoftware(finding, text)
            ?? OfText(finding, text);
    }

    private static Fix? OfAdvisory(string title, string? text)
    {
        // A pattern is prepared when it is first tried, and most reports need few of them.
        if (!title.Contains(" : ", StringComparison.Ordinal))
            return null;

        Match match = title.EndsWith(')') ? Advisory().Match(title) : NamedAdvisory().Match(title);
        if (!match.Success)
            return null;

        // One advisory serves several releases, and lists other ones each time; a machine has one of them.
        string system = match.Groups["system"].Value;
        if (system.Contains('/', StringComparison.Ordinal))
            system = system[..Math.Max(1, system.IndexOfAny([.. "0123456789/"]))].Trim();

        string package = Purpose().Replace(match.Groups["package"].Value, "").Trim();
        string scheme = match.Groups["scheme"].Value.ToUpperInvariant();
        string number = match.Groups["number"].Value;
        return new Fix
        {
            Group = Fix.Shorten($"package:{system} {package}".ToLowerInvariant()),
            Product = $"{package} on {system}",
            Level = new FixLevel(scheme, [new FixVersion(number)]),
            Target = scheme + number,
            Text = $"{(text ?? $"Update {package} on {system}").TrimEnd('.')} ({package}, {scheme}{number})",
        };
    }

    private static Fix? OfDatedUpdate(string title, string? text)
    {
        if (!title.StartsWith("KB", StringComparison.OrdinalIgnoreCase) || DatedUpdate().Match(title) is not { Success: true } match)
            return null;

        string product = match.Groups["product"].Value.Trim();
        string article = $"kb{match.Groups["article"].Value}";
        bool isCumulative = Cumulative().IsMatch(match.Groups["kind"].Value) || Cumulative().IsMatch(text ?? "") || CumulativeSystem().IsMatch(product);
        return new Fix
        {
            Group = Fix.Shorten($"update:{product.ToLowerInvariant()}"),
            Product = product,
            Level = isCumulative ? new FixLevel("month", [new FixVersion(MonthOf(match))]) : null,
            Target = article,
            Text = text ?? $"Install {article.ToUpperInvariant()}",
        };
    }

    private static Fix? OfUpdates(string title, string? text)
    {
        bool isUpdate = title.Contains("Security Update", StringComparison.OrdinalIgnoreCase) || title.StartsWith("MS", StringComparison.OrdinalIgnoreCase);
        if (!isUpdate || Updates().Match(title) is not { Success: true } match)
            return null;

        string product = match.Groups["product"].Value.Trim();
        if (product.EndsWith(" products", StringComparison.OrdinalIgnoreCase))
            product = product[..^" products".Length];

        string bulletin = match.Groups["bulletin"].Value.ToLowerInvariant();
        bool isCumulative = match.Groups["cumulative"].Success && bulletin.Length > 0;
        string articles = string.Join('+', Articles(text ?? title));
        string target = bulletin.Length > 0 ? bulletin : articles.Length > 0 ? articles : match.Groups["month"].Success ? MonthOf(match) : title.ToLowerInvariant();
        return new Fix
        {
            Group = Fix.Shorten($"update:{product.ToLowerInvariant()}"),
            Product = product,
            Level = isCumulative ? new FixLevel("bulletin", [new FixVersion(bulletin[2..])]) : null,
            Target = Fix.Shorten(target),
            Text = articles.Length > 0 && text is not null ? text : title,
        };
    }

    private static Fix? OfUpgrade(Finding finding, string title, string? text)
    {
        bool isUpgrade = text is not null && text.Contains(" or ", StringComparison.OrdinalIgnoreCase)
            && (text.Contains("upgrade", StringComparison.OrdinalIgnoreCase) || text.Contains("update", StringComparison.OrdinalIgnoreCase));
        if (!isUpgrade || Upgrade().Match(text!) is not { Success: true } match)
            return null;

        string product = match.Groups["product"].Success ? match.Groups["product"].Value.Trim() : NamedIn(title) ?? Software(finding) ?? "";
        return product.Length is 0 or > LongestProduct ? null : OfProduct(product, match.Groups["versions"].Value, text!);
    }

    // "11.0.14, 10.1.49, 9.0.112": the fixed versions alone, of the software that the scanner names.
    private static Fix? OfVersions(Finding finding, string? text) =>
        text is [>= '0' and <= '9' or 'v' or 'V', ..] && OnlyVersions().Match(text) is { Success: true } match && Software(finding) is { } software
            ? OfProduct(software, match.Groups["versions"].Value, $"Upgrade {software} to {Read(match.Groups["versions"].Value)} or later")
            : null;

    private static Fix? OfArticles(string title, string? text)
    {
        string[] articles = text is null ? [] : Articles(text);
        string told = text ?? "";
        if (articles.Length == 0 && (articles = Articles(title)).Length > 0)
            told = $"Install {string.Join(" or ", articles.Select(article => article.ToUpperInvariant()))}";

        string group = Fix.Shorten(string.Join('+', articles));
        return articles.Length == 0 ? null : new Fix { Group = group, Target = group, Text = told };
    }

    private static Fix? OfSoftware(Finding finding, string? text) => text is null && Software(finding) is { } software
        ? new Fix { Group = Fix.Shorten($"product:{software.ToLowerInvariant()}"), Product = software, Target = "no version is known" }
        : null;

    private static Fix OfText(Finding finding, string? text)
    {
        string group = text is not null
            ? Fix.Shorten(text.TrimEnd('.').ToLowerInvariant())
            : finding switch
            {
                { DetectionId: { Length: > 0 } id } => $"detection:{id.Trim()}",
                { CveId.Length: > 0 } => $"cve:{finding.CveId.Order(StringComparer.Ordinal).First()}",
                _ => "unknown",
            };
        return new Fix { Group = group, Target = group, Text = text };
    }

    private static Fix OfProduct(string product, string versions, string text)
    {
        FixLevel level = Read(versions);
        return new Fix
        {
            Group = Fix.Shorten($"product:{product.ToLowerInvariant()}"),
            Product = product,
            Level = level,
            Target = Fix.Shorten(level.ToString().ToLowerInvariant()),
            Text = text,
        };
    }

    private static FixLevel Read(string versions) =>
        new("version", OneVersion().Matches(versions).Select(match => new FixVersion(match.Value.TrimStart('v', 'V').TrimEnd('.', ',', ':', '-'))));

    private static string? NamedIn(string title) =>
        Below().Match(title) is { Success: true } match ? match.Groups["product"].Value.Trim() : null;

    private static string? Software(Finding finding)
    {
        string[] names = [.. finding.Software.Select(software => software.Name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        return names.Length == 0 ? null : string.Join(" + ", names);
    }

    private static string[] Articles(string text) => !text.Contains("kb", StringComparison.OrdinalIgnoreCase)
        ? []
        : [.. Article().Matches(text).Select(match => match.Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string MonthOf(Match match) => string.Create(
        CultureInfo.InvariantCulture,
        $"{match.Groups["year"].Value}.{DateTime.ParseExact(match.Groups["month"].Value, "MMMM", CultureInfo.InvariantCulture).Month:00}");

    [GeneratedRegex(@"^(?<system>[^:]+?) : (?<package>.+?) \((?<scheme>[A-Z][A-Z0-9-]+-)(?<number>\d{2,5}[:.-]\d+(-\d+)?)\)$", Options)]
    private static partial Regex Advisory();

    [GeneratedRegex(@"^(?<system>[A-Z]\w+) (?<scheme>D[SL]A-)(?<number>\d+(-\d+)?) : (?<package>[\w.+-]+)( - .*)?$", Options)]
    private static partial Regex NamedAdvisory();

    [GeneratedRegex(@" (vulnerability|vulnerabilities|regression|security update|security, bug fix,? and enhancement update)$", Options)]
    private static partial Regex Purpose();

    [GeneratedRegex(@"^KB(?<article>\d{6,8}): (?<product>.+?) " + Month + @" (?<year>20\d\d) (?<kind>[\w -]*?)Update\b", Options)]
    private static partial Regex DatedUpdate();

    [GeneratedRegex(
        @"^((?<bulletin>MS\d\d-\d{3}): |KB\d{6,8}: )?((?<cumulative>Cumulative )?Security Updates? for|Vulnerabilit(y|ies) in) (?<product>.+?)( Could Allow .*| to Address .*)?( \((" + Month + @" (?<year>20\d\d)|\d{6,8})\).*)?$",
        Options)]
    private static partial Regex Updates();

    [GeneratedRegex(@"\b(upgrade|update) ((?<product>\S.*?) )??to ((the )?(?<product>\S.*?) )??(version )?" + Versions + @",? or (later|higher|newer|above|greater)\b", Options)]
    private static partial Regex Upgrade();

    [GeneratedRegex("^" + Versions + @"\.?$", Options)]
    private static partial Regex OnlyVersions();

    [GeneratedRegex(Version, Options)]
    private static partial Regex OneVersion();

    [GeneratedRegex(@"^(?<product>\S.*?) (\d[\w.]*\.x )?(<=?|prior to|before|earlier than) " + Version, Options)]
    private static partial Regex Below();

    [GeneratedRegex(@"\bkb\d{6,8}\b", Options)]
    private static partial Regex Article();

    [GeneratedRegex(@"\bcumulative\b", Options)]
    private static partial Regex Cumulative();

    // Every monthly update of these systems holds all that came before it.
    [GeneratedRegex(@"\bWindows (10|11|Server (2016|2019|2022|2025|version))\b", Options)]
    private static partial Regex CumulativeSystem();
}
