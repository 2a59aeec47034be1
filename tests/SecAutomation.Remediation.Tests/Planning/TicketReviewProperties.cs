using System.Text.Json;
using CsCheck;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Intelligence.Decisions;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class TicketReviewProperties
{
    private static readonly string[] s_cves = ["CVE-2020-0001", "CVE-2021-44228", "CVE-2022-22965"];
    private static readonly string?[] s_exposures = [null, "internal", "internet"];
    private static readonly DecisionTable s_table = BuiltInTables.Find("CisaBod2604")!;

    private static readonly Gen<string[]> s_listed = OneOf(s_cves).Array[0, 3].Select(cves => cves.Distinct(StringComparer.Ordinal).ToArray());

    private static readonly Gen<StoredTicket[]> s_tickets =
        from hosts in
            (from name in OneOf("web01", "db.corp.example", "app02")
             from cves in s_listed
             from score in OneOf<double?>(null, 4.2, 7.5, 9.8)
             from seen in OneOf<int?>(null, 0, 10, 400)
             from known in s_listed
             from hasTable in Gen.Bool
             from exposed in OneOf("No", "Yes")
             select Make(name, cves, score, seen, known, hasTable ? exposed : null)).Array[1, 4]
        from grouping in Gen.Enum<RemediationGrouping>()
        from isBare in Gen.Bool
        select Runs.Run(hosts, [], Runs.Options(grouping))
            .Select(ticket => isBare ? ticket with { Draft = ticket.Draft with { Content = ticket.Draft.Content with { Host = [] } } } : ticket).ToArray();

    private static readonly Gen<(StoredTicket[] Tickets, string[] Listed, string? Exposure, DateOnly Today)> s_case =
        from tickets in s_tickets
        from listed in s_listed
        from exposure in OneOf(s_exposures)
        from days in Gen.Int[-1, 60]
        select (tickets, listed, exposure, Runs.Today.AddDays(days));

    [Fact]
    public void Nothing_is_ever_postponed_or_less_urgent_and_the_work_stays() => s_case.Sample(one =>
        Array.TrueForAll(one.Tickets, ticket => Review(one.Listed, one.Exposure, one.Today, ticket) is not { } raised
            || (raised.Draft.Priority >= ticket.Draft.Priority
                && raised.Draft.DueDate <= (ticket.Draft.DueDate ?? DateOnly.MaxValue)
                && raised.Draft.Unit.SequenceEqual(ticket.Draft.Unit)
                && raised.Draft.Key == ticket.Draft.Key
                && raised.Draft.Team == ticket.Draft.Team
                && raised.Existing == ticket)));

    [Fact]
    public void The_same_news_is_told_once() => s_case.Sample(one =>
        Array.TrueForAll(one.Tickets, ticket => Review(one.Listed, one.Exposure, one.Today, ticket) is not { } raised
            || Review(one.Listed, one.Exposure, one.Today, ticket with { Draft = raised.Draft }) is null));

    [Fact]
    public void Every_covered_CVE_that_enters_KEV_is_told_and_remembered() => s_case.Sample(one =>
        Array.TrueForAll(one.Tickets, ticket =>
        {
            string[] news = [.. ticket.Draft.Unit.Select(unit => unit.Work).Intersect(one.Listed, StringComparer.Ordinal)
                .Where(cve => !ticket.Draft.Content.Host.Any(host => host.KnownExploitedCve.Contains(cve, StringComparer.Ordinal)))];
            PlannedTicket? raised = Review(one.Listed, one.Exposure, one.Today, ticket);
            return news.Length == 0 || Array.TrueForAll(news, cve => raised!.Reason.Contains(cve, StringComparison.Ordinal)
                && raised.Draft.Content.Host.Any(host => host.KnownExploitedCve.Contains(cve, StringComparer.Ordinal)));
        }));

    [Fact]
    public void A_ticket_is_raised_only_with_a_reason_that_names_what_changed() => s_case.Sample(one =>
        Array.TrueForAll(one.Tickets, ticket => Review(one.Listed, one.Exposure, one.Today, ticket) is not { } raised
            || ((raised.Draft.Priority == ticket.Draft.Priority || raised.Reason.Contains($"Priority {raised.Draft.Priority} instead of {ticket.Draft.Priority}", StringComparison.Ordinal))
                && (raised.Draft.DueDate == ticket.Draft.DueDate || raised.Reason.Contains("Due ", StringComparison.Ordinal))
                && raised.Reason.Contains("CVE-", StringComparison.Ordinal))));

    [Fact]
    public void The_same_ticket_and_the_same_knowledge_give_the_same_answer() => s_case.Sample(one =>
        Array.TrueForAll(one.Tickets, ticket => JsonSerializer.Serialize(Review(one.Listed, one.Exposure, one.Today, ticket))
            == JsonSerializer.Serialize(Review([.. one.Listed.Reverse()], one.Exposure, one.Today, ticket))));

    private static PlannedTicket? Review(string[] listed, string? exposure, DateOnly today, StoredTicket ticket) =>
        TicketReviewTests.Review(TicketReviewTests.Listed(listed), today)
            .Review(ticket, exposure is null ? null : host => new Asset { ComputerName = host.ComputerName, Exposure = exposure, Source = "assets.csv" });

    private static AssetDetail Make(string name, string[] cves, double? score, int? seen, string[] known, string? exposed)
    {
        string[] listed = [.. known.Intersect(cves, StringComparer.Ordinal)];
        AssetDetail host = Runs.Host(name, [.. cves.Select(cve => Runs.Finding(cve, score: score) with { FirstSeen = seen is { } days ? Runs.Now.AddDays(-days) : null })]);
        RemediationDecision[] decisions = exposed is null
            ? []
            : [.. cves.Select(cve => new CveDeciding(s_table, new Dictionary<string, string>(StringComparer.Ordinal) { ["Publicly Exposed"] = exposed })
                .Decide(TicketReviewTests.Listed(listed)(cve)))];
        return host with
        {
            CriticalCveHost = host.CriticalCveHost! with { KnownExploited = listed.Length > 0, KnownExploitedCve = listed, Decision = decisions },
        };
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);
}
