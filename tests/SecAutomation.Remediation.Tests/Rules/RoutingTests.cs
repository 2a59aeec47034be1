using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rules;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Rules;

public sealed class RoutingTests
{
    private const string Log4Shell = "CVE-2021-44228", Spring = "CVE-2022-22965";

    private static readonly TicketRoute s_windows = new() { Team = "Windows", OperatingSystem = ["*Windows*"], Place = "routing.yaml, line 2" };
    private static readonly TicketRoute s_web = new() { Team = "Web", Tag = ["web"], Owner = ["anna", "berta"], Place = "routing.yaml, line 4" };
    private static readonly TicketRoute s_plant = new() { Team = "Plant", Subnet = ["198.51.100.0/24"], Place = "routing.yaml, line 8" };

    [Fact]
    public void The_first_route_that_fits_names_the_team_and_the_plan_says_which()
    {
        AssetDetail host = Host("hmi01", Log4Shell) with { OperatingSystem = "Windows 7", IPAddress = ["198.51.100.40"] };

        PlannedTicket planned = Plan(RemediationGrouping.Host, [host], [], s_plant, s_windows).Ticket.ShouldHaveSingleItem();

        planned.Draft.Team.ShouldBe("Plant");
        planned.Reason.ShouldEndWith("Plant answers for it by routing.yaml, line 8.");
    }

    [Fact]
    public void All_that_a_route_asks_for_must_hold_and_of_each_list_one()
    {
        AssetDetail tagged = Tagged(Host("web01", Log4Shell), "WEB", "linux"), owned = tagged with { Owner = "Berta" };

        Plan(RemediationGrouping.Host, [tagged], [], s_web).Ticket.ShouldHaveSingleItem().Draft.Team.ShouldBe("IT");
        Plan(RemediationGrouping.Host, [owned], [], s_web).Ticket.ShouldHaveSingleItem().Draft.Team.ShouldBe("Web");
    }

    [Theory]
    [InlineData(RemediationGrouping.Cve)]
    [InlineData(RemediationGrouping.Fix)]
    [InlineData(RemediationGrouping.All)]
    public void A_group_is_split_where_its_hosts_belong_to_several_teams(RemediationGrouping grouping)
    {
        AssetDetail[] hosts = [Windows("win01", Log4Shell), Windows("win02", Log4Shell), Host("lin01", Log4Shell)];

        TicketPlan plan = Plan(grouping, hosts, [], s_windows);

        plan.Ticket.Select(ticket => (ticket.Draft.Team, string.Join(' ', ticket.Draft.Unit.Select(unit => unit.Host))))
            .ShouldBe([("Windows", "win01 win02"), ("IT", "lin01")], ignoreOrder: true);
        plan.Ticket.DistinctBy(ticket => ticket.Draft.Key, StringComparer.Ordinal).Count().ShouldBe(2);
        plan.Ticket.ShouldAllBe(ticket => !ticket.Draft.Title.Any(char.IsControl));
        Plan(grouping, hosts, Apply(grouping, hosts, [], s_windows), s_windows).Ticket.ShouldAllBe(ticket => ticket.Action == TicketAction.Unchanged);
    }

    [Fact]
    public void Work_of_one_more_host_comes_into_the_ticket_of_its_team()
    {
        IReadOnlyList<StoredTicket> tickets = Apply(RemediationGrouping.Cve, [Windows("win01", Log4Shell), Host("lin01", Log4Shell)], [], s_windows);

        PlannedTicket planned = Plan(RemediationGrouping.Cve, [Windows("win02", Log4Shell)], tickets, s_windows).Ticket.ShouldHaveSingleItem();

        (planned.Action, planned.Draft.Team).ShouldBe((TicketAction.Updated, "Windows"));
    }

    [Fact]
    public void A_ticket_that_a_person_gave_to_another_team_takes_no_more_work_of_the_route()
    {
        StoredTicket ticket = Apply(RemediationGrouping.Cve, [Windows("win01", Log4Shell)], [], s_windows).ShouldHaveSingleItem();
        StoredTicket moved = ticket with { Draft = ticket.Draft with { Team = "Desktop" }, Written = new WrittenFields { Team = "Windows" } };

        PlannedTicket planned = Plan(RemediationGrouping.Cve, [Windows("win02", Log4Shell)], [moved], s_windows).Ticket.ShouldHaveSingleItem();

        (planned.Action, planned.Draft.Episode, planned.Draft.Team).ShouldBe((TicketAction.Created, 2, "Windows"));
    }

    [Theory]
    [InlineData(RemediationGrouping.Host)]
    [InlineData(RemediationGrouping.Cve)]
    public void A_ticket_whose_hosts_all_belong_to_another_team_moves_once_and_keeps_its_key(RemediationGrouping grouping)
    {
        IReadOnlyList<StoredTicket> tickets = Apply(grouping, [Windows("win01", Log4Shell)], []);
        AssetDetail[] scan = [Scans.Scan("win01", 1, Log4Shell) with { OperatingSystem = "Windows Server 2022" }];
        UpdateOptions options = With(Scans.Options(1), s_windows);

        PlannedTicket moved = TicketUpdater.Plan(scan, tickets, options).Ticket.ShouldHaveSingleItem();

        (moved.Action, moved.Draft.Team, moved.Draft.Key).ShouldBe((TicketAction.Updated, "Windows", tickets[0].Draft.Key));
        moved.Comment.ShouldBe("Moved from IT to Windows, which answers for its hosts by routing.yaml, line 2.");
        IReadOnlyList<StoredTicket> after = Scans.Update(scan, tickets, options);
        TicketUpdater.Plan(scan, after, options).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
        Plan(grouping, [Windows("win01", Log4Shell)], after, s_windows).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void A_ticket_of_hosts_of_two_teams_and_one_that_a_person_moved_stay()
    {
        IReadOnlyList<StoredTicket> tickets = Apply(RemediationGrouping.Cve, [Host("win01", Log4Shell), Host("lin01", Log4Shell)], []);
        AssetDetail[] scan = [Scans.Scan("win01", 1, Log4Shell) with { OperatingSystem = "Windows" }, Scans.Scan("lin01", 1, Log4Shell)];
        StoredTicket ours = Apply(RemediationGrouping.Host, [Host("win01", Spring)], []).ShouldHaveSingleItem();
        StoredTicket moved = ours with { Draft = ours.Draft with { Team = "Desktop" }, Written = new WrittenFields { Team = "IT" } };

        TicketUpdater.Plan(scan, tickets, With(Scans.Options(1), s_windows)).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
        TicketUpdater.Plan([Scans.Scan("win01", 1, Spring) with { OperatingSystem = "Windows" }], [moved], With(Scans.Options(1), s_windows)).Ticket
            .ShouldHaveSingleItem().Draft.Team.ShouldBe("Desktop");
    }

    [Fact]
    public void Hosts_that_no_inventory_knows_go_to_their_own_team_whatever_the_routes_say()
    {
        AssetDetail host = Runs.Unidentified("win01", MatchStatus.NotFound, Log4Shell) with { OperatingSystem = "Windows" };

        Plan(RemediationGrouping.Host, [host], [], s_windows).Ticket.ShouldHaveSingleItem().Draft.Team.ShouldBe("IT");
    }

    private static AssetDetail Host(string name, params string[] cve) => Runs.Host(name, cve);

    private static AssetDetail Windows(string name, params string[] cve) => Runs.Host(name, cve) with { OperatingSystem = "Microsoft Windows Server 2019" };

    private static AssetDetail Tagged(AssetDetail host, params string[] tags) => host with { Asset = host.Asset! with { Tag = tags } };

    private static PlanOptions Options(RemediationGrouping grouping, TicketRoute[] routes) => Runs.Options(grouping) with { Routes = new RouteList(routes) };

    private static TicketPlan Plan(RemediationGrouping grouping, IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> tickets, params TicketRoute[] routes) =>
        Runs.Plan(hosts, tickets, Options(grouping, routes));

    private static IReadOnlyList<StoredTicket> Apply(RemediationGrouping grouping, IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> tickets, params TicketRoute[] routes) =>
        Runs.Run(hosts, tickets, Options(grouping, routes));

    private static UpdateOptions With(UpdateOptions options, params TicketRoute[] routes) =>
        options with { Plan = options.Plan with { Routes = new RouteList(routes) } };
}
