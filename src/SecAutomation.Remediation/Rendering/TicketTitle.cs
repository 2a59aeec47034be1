using System.Globalization;
using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Rendering;

/// <summary>The one line that people see in a list of tickets.</summary>
public static class TicketTitle
{
    /// <summary>The greatest length, in UTF-16 code units.</summary>
    public const int MaximumLength = 150;

    private const int LongestSubject = 100;

    /// <summary>The title of a ticket.</summary>
    /// <param name="draft">The ticket with its content and units.</param>
    /// <returns>Plain text, one line of at most <see cref="MaximumLength"/>.</returns>
    public static string Of(TicketDraft draft)
    {
        TicketContent content = draft.Content;
        string work = Work(draft);
        string hosts = Count(content.Host.Length, "host");
        string title = content.GroupKind switch
        {
            WorkGroups.Host => $"{Name(content.Host)}: fix {work}",
            WorkGroups.Cve => $"{Cve(content)}: fix on {OneOr(content.Host, hosts)}",
            WorkGroups.Fix => $"{Solution(content)}: {work} on {OneOr(content.Host, hosts)}",
            WorkGroups.Owner => $"{Owner(content)}: fix {work} on {OneOr(content.Host, hosts)}",
            WorkGroups.Unidentified => $"Identify {OneOr(content.Host, hosts)} with {work}",
            _ => $"Fix {work} on {OneOr(content.Host, hosts)}",
        };
        double? score = content.Host.SelectMany(host => host.Finding).Max(finding => finding.CvssScore);
        if (score is { } cvss)
        {
            title = string.Create(CultureInfo.InvariantCulture, $"{title} (CVSS {cvss:0.0})");
        }

        return MarkdownText.Cut(MarkdownText.OneLine(title), MaximumLength);
    }

    private static string Work(TicketDraft draft)
    {
        string[] work = [.. draft.Unit.Select(unit => unit.Work).Distinct(StringComparer.Ordinal)];
        int cves = work.Count(one => one.StartsWith("CVE-", StringComparison.Ordinal));
        int others = work.Length - cves;
        return (cves, others) switch
        {
            (1, 0) => work[0],
            (_, 0) => Count(cves, "CVE"),
            (0, _) => Count(others, "finding"),
            _ => $"{Count(cves, "CVE")} and {Count(others, "other finding")}",
        };
    }

    private static string Name(TicketHost[] hosts) =>
        hosts.Length == 0 ? "" : MarkdownText.Cut(hosts[0].Fqdn ?? hosts[0].ComputerName, LongestSubject);

    private static string OneOr(TicketHost[] hosts, string count) => hosts.Length == 1 ? Name(hosts) : count;

    private static string Cve(TicketContent content)
    {
        if (WorkGroups.Bare(content.GroupValue).StartsWith("CVE-", StringComparison.Ordinal))
        {
            return WorkGroups.Bare(content.GroupValue);
        }

        string? title = content.Host.SelectMany(host => host.Finding).Select(finding => finding.Title).FirstOrDefault();
        return MarkdownText.Cut(MarkdownText.OneLine(title ?? WorkGroups.Bare(content.GroupValue)), LongestSubject);
    }

    private static string Solution(TicketContent content)
    {
        FixGroup[] fixes = [.. FixGroup.Of(content.Host).Where(fix => fix.Fix.Group == WorkGroups.Bare(content.GroupValue))];
        string? text = fixes switch
        {
            [{ Solution: { } solution }] => solution,
            [_, _, ..] when fixes[0].Fix.Product.Length > 0 => $"Update {fixes[0].Fix.Product}",
            _ => null,
        };
        text ??= fixes.Select(fix => fix.Solution).Concat(fixes.SelectMany(fix => fix.Detection).SelectMany(detection => detection).Select(finding => finding.Title))
            .FirstOrDefault(one => !string.IsNullOrWhiteSpace(one));
        return MarkdownText.Cut(MarkdownText.OneLine(text ?? WorkGroups.Bare(content.GroupValue)).TrimEnd('.'), LongestSubject);
    }

    private static string Owner(TicketContent content) =>
        content.Host.Select(host => host.Owner).FirstOrDefault(owner => !string.IsNullOrWhiteSpace(owner)) is { } owner
            ? MarkdownText.Cut(MarkdownText.OneLine(owner), LongestSubject)
            : "No owner known";

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
