using System.Text.Json;
using CsCheck;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class TicketPlannerProperties
{
    private static readonly string[] s_names =
    [
        "web01", "web01.corp.example", "web01.dmz.example", "WEB01.corp.example", "db", "db.corp.example", "10.0.0.1", "localhost", "bad name", "old",
    ];

    private static readonly string[] s_work = ["CVE-2020-0001", "CVE-2021-44228", "CVE-2022-22965", "4711"];

    private static readonly Gen<Finding> s_finding =
        from work in OneOf(s_work).Array[1, 2]
        from solution in OneOf<string?>(null, "Upgrade.", "Install KB5034441", "upgrade")
        from score in OneOf<double?>(null, 7.2, 9.8)
        from port in OneOf<int?>(null, 443)
        from state in OneOf(FindingState.Open, FindingState.Open, FindingState.Unknown, FindingState.Fixed)
        select Runs.Finding(work[0], solution, score, solution) with
        {
            CveId = [.. work.Where(one => one.StartsWith("CVE-", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)],
            Port = port,
            State = state,
        };

    private static readonly Gen<AssetDetail> s_host =
        from name in OneOf(s_names)
        from findings in s_finding.Array[0, 3]
        from status in OneOf(MatchStatus.Matched, MatchStatus.Matched, MatchStatus.NotFound, MatchStatus.Ambiguous)
        from alias in OneOf<string?>(null, null, "old", "old.corp.example", "db")
        from asset in OneOf<string?>(null, null, "asset-1")
        from owner in OneOf<string?>(null, "Web Team", "web team")
        from operatingSystem in OneOf<string?>(null, "Debian", "Windows")
        select Make(name, findings, status, alias, asset, owner, operatingSystem);

    private static readonly Gen<AssetDetail[]> s_hosts = s_host.Array[0, 5];

    private static readonly Gen<RemediationGrouping> s_grouping = Gen.Enum<RemediationGrouping>();

    [Fact]
    public void The_same_run_again_never_changes_anything() =>
        Gen.Select(s_hosts, s_hosts, s_grouping, s_grouping).Sample((before, hosts, first, grouping) =>
        {
            PlanOptions options = Runs.Options(grouping);
            IReadOnlyList<StoredTicket> tickets = Runs.Run(hosts, Runs.Run(before, [], Runs.Options(first)), options);
            return Runs.Plan(hosts, tickets, options).Ticket.All(ticket => ticket.Action == TicketAction.Unchanged);
        });

    [Fact]
    public void Every_open_finding_stands_in_a_ticket() =>
        Gen.Select(s_hosts, s_hosts, s_grouping).Sample((before, hosts, grouping) =>
        {
            IReadOnlyList<StoredTicket> tickets = Runs.Run(hosts, Runs.Run(before), Runs.Options(grouping));
            HashSet<string> wanted =
            [
                .. hosts.SelectMany(host => host.CriticalCveHost!.Finding)
                    .Where(finding => finding.State != FindingState.Fixed)
                    .SelectMany(finding => finding.CveId.Length > 0 ? finding.CveId : [$"detection:{finding.DetectionId}"]),
            ];
            return wanted.IsSubsetOf(tickets.SelectMany(ticket => ticket.Draft.Unit).Select(unit => unit.Work));
        });

    [Fact]
    public void No_two_open_tickets_ever_cover_one_unit() =>
        Gen.Select(s_hosts, s_grouping).Array[1, 4].Sample(runs =>
        {
            IReadOnlyList<StoredTicket> tickets = [];
            foreach ((AssetDetail[] hosts, RemediationGrouping grouping) in runs)
            {
                tickets = Runs.Run(hosts, tickets, Runs.Options(grouping));
            }

            WorkUnit[] units = [.. tickets.SelectMany(ticket => ticket.Draft.Unit)];
            return units.Length == units.Distinct().Count();
        });

    [Fact]
    public void Running_only_adds() =>
        Gen.Select(s_hosts, s_hosts, s_grouping).Sample((before, hosts, grouping) =>
        {
            IReadOnlyList<StoredTicket> tickets = Runs.Run(before);
            IReadOnlyList<StoredTicket> after = Runs.Run(hosts, tickets, Runs.Options(grouping));
            return tickets.All(ticket => after.Single(one => one.Id == ticket.Id).Draft is { } draft
                && draft.Key == ticket.Draft.Key
                && ticket.Draft.Unit.All(draft.Unit.Contains)
                && ticket.Draft.Alias.All(draft.Alias.Contains)
                && draft.Priority >= ticket.Draft.Priority
                && draft.DueDate <= ticket.Draft.DueDate);
        });

    [Fact]
    public void The_order_of_the_hosts_and_of_the_tickets_does_not_matter() =>
        Gen.Select(s_hosts, s_hosts, s_grouping, Gen.Int).Sample((before, hosts, grouping, seed) =>
        {
            PlanOptions options = Runs.Options(grouping);
            IReadOnlyList<StoredTicket> tickets = Runs.Run(before);
            Random random = new(seed);
            AssetDetail[] shuffled = [.. hosts];
            random.Shuffle(shuffled);
            StoredTicket[] shuffledTickets = [.. tickets];
            random.Shuffle(shuffledTickets);
            return Text(Runs.Plan(hosts, tickets, options)) == Text(Runs.Plan(shuffled, shuffledTickets, options));
        });

    [Fact]
    public void Whatever_the_groupings_the_same_work_is_never_ticketed_twice() =>
        Gen.Select(s_hosts, Gen.Shuffle(Enum.GetValues<RemediationGrouping>())).Sample((hosts, groupings) =>
        {
            IReadOnlyList<StoredTicket> first = Runs.Run(hosts, [], Runs.Options(groupings[0]));
            IReadOnlyList<StoredTicket> all = groupings.Aggregate(
                first, (tickets, grouping) => Runs.Run(hosts, tickets, Runs.Options(grouping)));
            return all.Count == first.Count;
        });

    [Fact]
    public void What_a_plan_needs_to_know_is_what_it_asks_for() =>
        Gen.Select(s_hosts, s_hosts, s_grouping).Sample((before, hosts, grouping) =>
        {
            PlanOptions options = Runs.Options(grouping);
            IReadOnlyList<StoredTicket> tickets = Runs.Run(before);
            TicketPlan scoped = Runs.Plan(hosts, tickets, options);
            return scoped.Ticket.Count(ticket => ticket.IsChange)
                == TicketPlanner.Plan(hosts, tickets, options).Ticket.Count(ticket => ticket.IsChange);
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Text(TicketPlan plan) => JsonSerializer.Serialize(new
    {
        Ticket = plan.Ticket.Select(ticket => new { ticket.Action, ticket.Reason, ticket.Draft, ticket.Existing?.Id }),
        LeftOut = plan.LeftOut.Select(host => new { host.Host.ComputerName, host.Reason }),
    });

    private static AssetDetail Make(
        string name, Finding[] findings, MatchStatus status, string? alias, string? asset, string? owner, string? operatingSystem)
    {
        AssetDetail host = Runs.Host(name, findings) with { Owner = owner, OperatingSystem = operatingSystem };
        return status == MatchStatus.Matched
            ? host with
            {
                Asset = host.Asset! with { Alias = alias is null ? [] : [alias], AssetId = asset, Place = asset ?? host.Asset.Place },
            }
            : host with { MatchStatus = status, MatchConfidence = MatchConfidence.None, Asset = null };
    }
}
