using System.Globalization;
using Fluid.Values;

namespace SecAutomation.Remediation.Rendering;

/// <summary>What a template can write: <c>ticket</c>, <c>fixes</c>, <c>hosts</c> and <c>marker</c>, in snake case.</summary>
/// <remarks>Every text is escaped when it is written. Lists are cut to a limit, and <c>more_…</c> counts what is not in them.</remarks>
internal sealed class TicketModel
{
    private const int LongestValue = 2000;

    public TicketModel(TicketDraft draft, FixGroup[] fixes, string dueReason, DateOnly today, string marker, int limit)
    {
        TicketHost[] hosts = draft.Content.Host;
        Ticket = new TicketFacts(
            draft.Title,
            draft.Key,
            draft.Episode,
            draft.Content.GroupKind,
            draft.Team,
            draft.Priority == RemediationPriority.Unknown ? "unknown" : draft.Priority.ToString(),
            draft.DueDate is { } due ? Iso(due) : "none",
            dueReason,
            Iso(today),
            hosts.Length,
            draft.Unit.Select(unit => unit.Work).Count(work => work.StartsWith("CVE-", StringComparison.Ordinal)));
        Fixes = [.. fixes.Take(limit).Select(fix => FixModel.Of(fix, limit, today))];
        MoreFixes = Math.Max(0, fixes.Length - limit);
        Hosts = [.. hosts.Take(limit).Select(host => HostModel.Of(host, today))];
        MoreHosts = Math.Max(0, hosts.Length - limit);
        string[] done = [.. Done(draft.Content.Fixed)];
        Fixed = [.. done.Take(limit)];
        MoreFixed = Math.Max(0, done.Length - limit);
        Marker = new StringValue(marker, encode: false);
    }

    public TicketFacts Ticket { get; }

    public FixModel[] Fixes { get; }

    public int MoreFixes { get; }

    public HostModel[] Hosts { get; }

    public int MoreHosts { get; }

    /// <summary>What scans saw done, a line for each host and scan.</summary>
    public string[] Fixed { get; }

    public int MoreFixed { get; }

    public StringValue Marker { get; }

    /// <summary>The greatest number of entries that any list of a ticket has: with this limit nothing is cut.</summary>
    public static int LongestList(TicketDraft draft)
    {
        TicketHost[] hosts = draft.Content.Host;
        int findings = hosts.Sum(host => host.Finding.Length);
        int cves = hosts.Sum(host => host.Finding.Sum(finding => finding.CveId.Length));
        int software = hosts.Sum(host => host.AffectedSoftware?.Length ?? 0);
        return Math.Max(Math.Max(Math.Max(hosts.Length, findings), Math.Max(cves, software)), draft.Content.Fixed.Length);
    }

    private static IEnumerable<string> Done(FixedWork[] work) => work
        .GroupBy(one => (one.Host, one.Source, one.ScannedAt))
        .Select(scan => $"{Value(string.Join(", ", scan.Select(one => one.Work)))} on {Value(scan.Key.Host)} ({Value(scan.Key.Source)}"
            + $"{(scan.Key.ScannedAt is { } at ? $", scanned {Iso(DateOnly.FromDateTime(at.UtcDateTime))}" : "")})");

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2026-03-01 (3 days ago)".</summary>
    public static string? Aged(DateTimeOffset? time, DateOnly today)
    {
        if (time is null)
        {
            return null;
        }

        DateOnly day = DateOnly.FromDateTime(time.Value.UtcDateTime);
        string age = (today.DayNumber - day.DayNumber) switch
        {
            0 => "today",
            1 => "1 day ago",
            < 0 => "in the future, by the clock of its source",
            var days => string.Create(CultureInfo.InvariantCulture, $"{days} days ago"),
        };
        return $"{Iso(day)} ({age})";
    }

    public static string Value(string? text) => MarkdownText.Cut(MarkdownText.OneLine(text), LongestValue);

    /// <summary>The entries that the limit allows, joined, and how many more there are.</summary>
    public static string Join(IReadOnlyList<string> texts, int limit)
    {
        string shown = string.Join(", ", texts.Take(limit));
        int more = texts.Count - limit;
        return (more, limit) switch
        {
            ( <= 0, _) => shown,
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{more} in all"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{shown} and {more} more"),
        };
    }
}
