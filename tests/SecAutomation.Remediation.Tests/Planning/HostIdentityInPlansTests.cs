using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class HostIdentityInPlansTests
{
    private const string Log4Shell = "CVE-2021-44228", Spring = "CVE-2022-22965";

    [Theory]
    [InlineData("web01", "web01.corp.example")]
    [InlineData("web01.corp.example", "WEB01")]
    [InlineData("web01.corp.example", "web01.corp.example.")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    public void A_host_is_found_again_under_the_other_of_its_names(string first, string second)
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host(first, Log4Shell)]);

        Runs.Plan([Runs.Host(second, Log4Shell)], tickets).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void A_host_that_was_renamed_keeps_its_ticket_and_its_units_keep_their_name()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("old.corp.example", Log4Shell)]);
        AssetDetail renamed = Runs.Host("new.corp.example", Log4Shell, Spring);
        renamed = renamed with { Asset = renamed.Asset! with { Alias = ["OLD.corp.example"] } };

        PlannedTicket planned = Runs.Plan([renamed], tickets).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Updated);
        planned.Draft.Unit.ShouldBe([new("old.corp.example", Log4Shell), new("old.corp.example", Spring)]);
        planned.Draft.Alias.ShouldBe(["new", "new.corp.example", "old", "old.corp.example"]);
        planned.Draft.Title.ShouldStartWith("new.corp.example");
    }

    [Fact]
    public void A_host_that_was_renamed_keeps_counting_its_episodes()
    {
        StoredTicket closed = Runs.Run([Runs.Host("old.corp.example", Log4Shell)])[0].Close(TicketResolution.Fixed);
        AssetDetail renamed = Runs.Host("new.corp.example", Log4Shell);
        renamed = renamed with { Asset = renamed.Asset! with { Alias = ["old"] } };

        Runs.Plan([renamed], [closed]).Ticket.ShouldHaveSingleItem().Draft.Episode.ShouldBe(2);
    }

    [Fact]
    public void Two_machines_with_one_short_name_are_two()
    {
        AssetDetail[] hosts = [Runs.Host("web01.dmz.example", Log4Shell), Runs.Host("web01.corp.example", Log4Shell)];

        IReadOnlyList<StoredTicket> tickets = Runs.Run(hosts);

        tickets.Count.ShouldBe(2);
        Runs.Plan(hosts, tickets).Ticket.Count(ticket => ticket.Action == TicketAction.Unchanged).ShouldBe(2);
    }

    [Fact]
    public void A_ticket_of_one_machine_does_not_cover_another_with_its_short_name()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01.dmz.example", Log4Shell)]);

        Runs.Plan([Runs.Host("web01.corp.example", Log4Shell)], tickets).Ticket.ShouldHaveSingleItem()
            .Action.ShouldBe(TicketAction.Created);
    }

    [Fact]
    public void A_bare_name_that_fits_two_machines_is_neither()
    {
        IReadOnlyList<StoredTicket> tickets =
            Runs.Run([Runs.Host("web01.dmz.example", Log4Shell), Runs.Host("web01.corp.example", Log4Shell)]);

        IReadOnlyList<StoredTicket> after = Runs.Run([Runs.Host("web01", Log4Shell)], tickets);

        after.Count.ShouldBe(3);
        Runs.Plan([Runs.Host("web01", Log4Shell)], after).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void Two_hosts_of_a_run_that_are_one_asset_get_one_ticket()
    {
        AssetDetail one = Runs.Host("alpha.corp.example", Log4Shell);
        AssetDetail other = Runs.Host("beta.corp.example", Spring) with { Asset = one.Asset };

        PlannedTicket planned = Runs.Plan([one, other], []).Ticket.ShouldHaveSingleItem();

        TicketHost host = planned.Draft.Content.Host.ShouldHaveSingleItem();
        host.Finding.SelectMany(finding => finding.CveId).Order(StringComparer.Ordinal).ShouldBe([Log4Shell, Spring]);
        planned.Draft.Alias.ShouldBe(["alpha", "alpha.corp.example", "beta", "beta.corp.example"]);
    }

    [Fact]
    public void An_ambiguous_host_is_never_taken_for_the_one_whose_short_name_it_has()
    {
        AssetDetail[] hosts =
        [
            Runs.Host("web01.corp.example", Log4Shell), Runs.Unidentified("web01", MatchStatus.Ambiguous, Spring),
        ];

        TicketPlan plan = Runs.Plan(hosts, []);

        plan.Ticket.Select(ticket => ticket.Draft.Content.GroupKind).ShouldBe(["host", "unidentified"]);
        plan.Ticket[0].Draft.Unit.ShouldBe([new("web01.corp.example", Log4Shell)]);
        plan.Ticket[1].Draft.Unit.ShouldBe([new("web01", Spring)]);
    }

    [Fact]
    public void A_host_that_waits_among_the_unidentified_gets_no_second_ticket_once_it_is_known()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Unidentified("web01", MatchStatus.Ambiguous, Log4Shell)]);
        AssetDetail known = Runs.Host("web01", Log4Shell);
        known = known with { Fqdn = "web01.corp.example", Asset = known.Asset! with { Fqdn = "web01.corp.example" } };

        Runs.Plan([known], tickets).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void Hosts_without_a_usable_name_are_told_apart_by_their_address()
    {
        AssetDetail one = Runs.Unidentified("localhost", MatchStatus.Rejected, Log4Shell) with { IPAddress = ["10.0.0.1"] };
        AssetDetail other = Runs.Unidentified("localhost", MatchStatus.Rejected, Log4Shell) with { IPAddress = ["10.0.0.2"] };

        Runs.Plan([one, other], []).Ticket.ShouldHaveSingleItem().Draft.Unit
            .ShouldBe([new("10.0.0.1", Log4Shell), new("10.0.0.2", Log4Shell)]);
    }

    [Fact]
    public void A_NetBIOS_name_that_was_cut_does_not_join_two_machines()
    {
        AssetDetail one = Runs.Host("application-server-1", Log4Shell);
        AssetDetail other = Runs.Host("application-server-2", Log4Shell);
        one = one with { CriticalCveHost = one.CriticalCveHost! with { NetBiosName = "APPLICATION-SER" } };
        other = other with { CriticalCveHost = other.CriticalCveHost! with { NetBiosName = "APPLICATION-SER" } };

        Runs.Plan([one, other], []).Ticket.Count.ShouldBe(2);
    }

    [Fact]
    public void A_hundred_thousand_hosts_of_one_name_are_planned_in_seconds()
    {
        AssetDetail[] hosts = [.. Enumerable.Range(0, 100_000).Select(i => Runs.Host("pc", $"CVE-2024-{1000 + (i % 100)}"))];

        Runs.Plan(hosts, []).Ticket.ShouldHaveSingleItem().Draft.Unit.Length.ShouldBe(100);
    }
}
