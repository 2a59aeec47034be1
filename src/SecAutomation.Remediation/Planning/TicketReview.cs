using System.Globalization;
using SecAutomation.Remediation.Grouping;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Intelligence.Assets;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Remediation.Planning;

/// <summary>Judges open tickets again by what is known now. A pure function: what is due is never postponed, and nothing gets less urgent.</summary>
/// <remarks>
/// News are CVEs that entered the catalogue of exploited ones since the ticket was judged last, and decisions that have become
/// more urgent. The draft remembers what was known, so that the same news is told once.
/// </remarks>
public sealed class TicketReview
{
    private const int NamedCves = 5;

    private readonly Func<string, CveDetail> _describe;
    private readonly Func<RemediationDecision, DecisionTable?> _table;
    private readonly CveDeciding? _deciding;
    private readonly PlanOptions _options;
    private readonly AssetAnswers _answers;
    private readonly Dictionary<string, CveDeciding> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CveDetail> _details = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prepares to judge.</summary>
    /// <param name="describe">What the feeds say of a CVE.</param>
    /// <param name="table">The table of an earlier decision; null where it is not there any more, and then the decision stays.</param>
    /// <param name="deciding">The table for CVEs that none has decided about; null for none.</param>
    /// <param name="options">The day of the run, the table of due dates and the template; the rest does not matter here.</param>
    /// <param name="answers">What of an asset answers which question; null for <see cref="AssetAnswers.Default"/>.</param>
    public TicketReview(
        Func<string, CveDetail> describe, Func<RemediationDecision, DecisionTable?> table, CveDeciding? deciding, PlanOptions options, AssetAnswers? answers = null)
    {
        (_describe, _table, _deciding, _options) = (describe, table, deciding, options);
        _answers = answers ?? AssetAnswers.Default;
    }

    /// <summary>Judges a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="asset">The host of the ticket in the inventory; null, or an answer of null, where that is not known.</param>
    /// <returns>
    /// The ticket as it is to be, with the reason as the comment for people: its priority and due date are those that it had, or more
    /// urgent ones; its units, team and key stay. Null where there is no news, or the ticket is closed.
    /// </returns>
    public PlannedTicket? Review(StoredTicket ticket, Func<TicketHost, Asset?>? asset = null)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (!Coverage.IsOpen(ticket))
            return null;

        TicketDraft draft = ticket.Draft;
        ReviewedHost[] hosts = [.. Hosts(draft).Select(host => Review(host, draft, ticket.CreatedAt, asset?.Invoke(host)))];
        Risk[] risks = [.. hosts.SelectMany(host => host.Risk)];
        if (risks.Length == 0)
            return null;

        RemediationPriority priority = Later(draft.Priority, risks.Max(risk => risk.Priority));
        DueDate due = _options.DueDates.Reckon(risks, _options.Today);
        bool isEarlier = due.Date is not null && (draft.DueDate is null || due.Date < draft.DueDate);
        string[] entered = [.. hosts.SelectMany(host => host.Entered).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (priority == draft.Priority && !isEarlier && entered.Length == 0)
            return null;

        // A ticket whose findings are not known here keeps the text that it has: writing it anew would shorten it.
        bool isWhole = draft.Unit.All(unit => Array.Exists(draft.Content.Host, host => Holds(host, unit)));
        TicketDraft raised = draft with
        {
            Priority = priority,
            DueDate = isEarlier ? due.Date : draft.DueDate,
            Content = draft.Content with { Host = [.. hosts.Select(host => host.Host)] },
        };
        string dueReason = isEarlier ? due.Reason : "set when the ticket was judged before; what is known since does not ask for an earlier day.";
        if (isWhole)
            raised = raised with { Text = _options.Template.Render(raised, dueReason, _options.Today) };

        return new PlannedTicket(TicketAction.Updated, Reason(draft, raised, entered, hosts, due), raised, ticket);
    }

    private static bool Holds(TicketHost host, WorkUnit unit) =>
        Coverage.CanonicalName(host) == unit.Host && Array.Exists(host.Finding, finding => FindingWork.Of(finding).Contains(unit.Work, StringComparer.Ordinal));

    // A ticket that was found again by its marker alone knows its units, and of their hosts the names.
    private static IEnumerable<TicketHost> Hosts(TicketDraft draft)
    {
        HashSet<string> known = new(draft.Content.Host.Select(Coverage.CanonicalName), StringComparer.Ordinal);
        return draft.Content.Host.Concat(draft.Unit.Select(unit => unit.Host).Where(known.Add)
            .Select(name => new TicketHost { ComputerName = name, CanonicalName = name }));
    }

    private static RemediationPriority Later(RemediationPriority one, RemediationPriority other) => one > other ? one : other;

    private ReviewedHost Review(TicketHost host, TicketDraft draft, DateTimeOffset createdAt, Asset? asset)
    {
        string name = Coverage.CanonicalName(host);
        Finding[] findings = [.. host.Finding.Where(finding => finding.CveId.Length > 0)];
        HashSet<string> told = new(findings.SelectMany(FindingWork.Of), StringComparer.Ordinal);
        findings =
        [
            .. findings,
            .. draft.Unit.Where(unit => unit.Host == name && unit.Work.StartsWith("CVE-", StringComparison.Ordinal) && !told.Contains(unit.Work))
                .Select(unit => new Finding { CveId = [unit.Work] }),
        ];

        string[] cves = [.. findings.SelectMany(FindingWork.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] entered = [.. cves.Where(cve => Detail(cve).KnownExploited == true && !host.KnownExploitedCve.Contains(cve, StringComparer.OrdinalIgnoreCase))];
        (RemediationDecision? Earlier, RemediationDecision Now)[] decisions = [.. Decide(host, cves, asset)];
        HashSet<string> news = new(entered, StringComparer.OrdinalIgnoreCase);
        news.UnionWith(decisions.Where(pair => IsMoreUrgent(pair.Earlier, pair.Now)).Select(pair => pair.Now.CveId));
        RemediationDecision[] now = [.. decisions.Select(pair => IsMoreUrgent(pair.Earlier, pair.Now) ? pair.Now : pair.Earlier!)];
        string[] exploited = [.. host.KnownExploitedCve.Concat(entered).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        return new ReviewedHost(
            host with { CanonicalName = name, KnownExploitedCve = exploited, Decision = [.. now.OrderBy(decision => decision.CveId, StringComparer.Ordinal)] },
            entered,
            [.. now.Where(decision => news.Contains(decision.CveId))],
            [
                .. findings.Where(finding => finding.CveId.Any(news.Contains)).Select(finding => Risk.Of(
                    finding,
                    finding.CveId.Any(cve => exploited.Contains(cve, StringComparer.OrdinalIgnoreCase)),
                    createdAt == default ? null : createdAt,
                    FindingWork.MostUrgent(now, finding))),
            ]);
    }

    private IEnumerable<(RemediationDecision? Earlier, RemediationDecision Now)> Decide(TicketHost host, string[] cves, Asset? asset)
    {
        foreach (string cve in cves)
        {
            RemediationDecision? earlier = Array.Find(host.Decision, decision => string.Equals(decision.CveId, cve, StringComparison.OrdinalIgnoreCase));
            if (earlier is not null)
                yield return (earlier, Deciding(earlier)?.Decide(earlier, Detail(cve), asset, _answers) ?? earlier);
            else if (_deciding?.Decide(Detail(cve)) is { } first)
                yield return (null, asset is null ? first : _deciding.Decide(first, null, asset, _answers));
        }
    }

    private static bool IsMoreUrgent(RemediationDecision? earlier, RemediationDecision now) =>
        earlier is null
        || now.Priority > earlier.Priority
        || (now.Days ?? int.MaxValue) < (earlier.Days ?? int.MaxValue)
        || (now.KevDueDate ?? DateOnly.MaxValue) < (earlier.KevDueDate ?? DateOnly.MaxValue);

    private CveDetail Detail(string cve)
    {
        if (!_details.TryGetValue(cve, out CveDetail? detail))
            _details[cve] = detail = _describe(cve);

        return detail;
    }

    private CveDeciding? Deciding(RemediationDecision earlier)
    {
        if (_tables.TryGetValue(earlier.TableSha256, out CveDeciding? known))
            return known;

        return _table(earlier) is { } table ? _tables[earlier.TableSha256] = new CveDeciding(table, new Dictionary<string, string>(StringComparer.Ordinal)) : null;
    }

    private string Reason(TicketDraft before, TicketDraft after, string[] entered, ReviewedHost[] hosts, DueDate due)
    {
        List<string> sentences = [];
        if (after.Priority != before.Priority)
            sentences.Add($"Priority {after.Priority} instead of {before.Priority}.");
        if (after.DueDate != before.DueDate)
            sentences.Add($"Due {Iso(after.DueDate)} instead of {Iso(before.DueDate)}: {due.Reason.TrimEnd('.')}.");
        if (sentences.Count == 0)
            sentences.Add("Priority and due date stay, as they were as urgent before.");

        sentences.AddRange(entered.Take(NamedCves).Select(Entry));
        string[] decided = [.. hosts.SelectMany(host => host.News).Where(decision => !entered.Contains(decision.CveId, StringComparer.OrdinalIgnoreCase))
            .OrderByDescending(decision => decision.Priority).ThenBy(decision => decision.CveId, StringComparer.Ordinal).Select(decision => $"{decision.Reason}.").Distinct(StringComparer.Ordinal)];
        sentences.AddRange(decided.Take(NamedCves));
        int more = Math.Max(0, entered.Length - NamedCves) + Math.Max(0, decided.Length - NamedCves);
        if (more > 0)
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"{more} more are not listed here."));

        return string.Join(' ', sentences);
    }

    private string Entry(string cve)
    {
        CveDetail detail = Detail(cve);
        IntelligenceFeed? feed = Array.Find(detail.Feed, feed => feed.Kind == FeedKind.Kev);
        string since = detail.KevAdded is { } added ? $" since {Iso(added)}" : "";
        string asOf = feed?.AsOf is { } day ? $" of {Iso(DateOnly.FromDateTime(day.UtcDateTime))}" : "";
        string ransomware = detail.KevRansomware == true ? ", in ransomware campaigns too" : "";
        return $"{cve} is known to be exploited{since}{ransomware} (CISA KEV{asOf}).";
    }

    private static string Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no day";

    private sealed record ReviewedHost(TicketHost Host, string[] Entered, RemediationDecision[] News, Risk[] Risk);
}
