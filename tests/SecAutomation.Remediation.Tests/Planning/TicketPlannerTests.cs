using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class TicketPlannerTests
{
    private const string Log4Shell = "CVE-2021-44228", Spring = "CVE-2022-22965";

    [Fact]
    public void A_host_that_no_ticket_covers_gets_one()
    {
        PlannedTicket planned = Runs.Plan([Runs.Host("web01.corp.example", Spring, Log4Shell)], []).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Created);
        planned.Existing.ShouldBeNull();
        planned.Draft.Title.ShouldBe("web01.corp.example: fix 2 CVEs (CVSS 9.8)");
        planned.Draft.Team.ShouldBe("IT");
        planned.Draft.Priority.ShouldBe(RemediationPriority.Critical);
        planned.Draft.Unit.ShouldBe([new("web01.corp.example", Log4Shell), new("web01.corp.example", Spring)]);
        planned.Draft.Alias.ShouldBe(["web01", "web01.corp.example"]);
        planned.Draft.Content.GroupKind.ShouldBe("host");
        planned.Draft.Key.ShouldBe(TicketKey.Mint("local-1", new TicketGroup("host", "web01.corp.example"), 1));
    }

    [Fact]
    public void The_same_run_again_changes_nothing()
    {
        AssetDetail[] hosts = [Runs.Host("web01", Log4Shell)];

        PlannedTicket planned = Runs.Plan(hosts, Runs.Run(hosts)).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Unchanged);
        planned.Reason.ShouldBe("It covers CVE-2021-44228 on web01 already.");
    }

    [Fact]
    public void New_findings_come_into_the_open_ticket_of_the_host()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);

        PlannedTicket planned = Runs.Plan([Runs.Host("web01", Log4Shell, Spring)], tickets).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Updated);
        planned.Existing!.Id.ShouldBe(tickets[0].Id);
        planned.Reason.ShouldBe("Added CVE-2022-22965 on web01.");
        planned.Draft.Key.ShouldBe(tickets[0].Draft.Key);
        planned.Draft.Unit.Select(unit => unit.Work).ShouldBe([Log4Shell, Spring]);
        planned.Draft.Text.ShouldContain(Spring);
    }

    [Fact]
    public void A_run_that_sees_less_takes_nothing_away()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell, Spring)]);

        Runs.Plan([Runs.Host("web01", Log4Shell)], tickets).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Theory]
    [InlineData(RemediationGrouping.Cve)]
    [InlineData(RemediationGrouping.Fix)]
    [InlineData(RemediationGrouping.Owner)]
    [InlineData(RemediationGrouping.All)]
    public void Another_grouping_or_team_opens_no_second_ticket(RemediationGrouping grouping)
    {
        AssetDetail[] hosts = [Runs.Host("web01", Log4Shell, Spring)];
        IReadOnlyList<StoredTicket> tickets = Runs.Run(hosts);

        TicketPlan plan = Runs.Plan(hosts, tickets, Runs.Options(grouping) with { Team = "Other" });

        plan.Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
        plan.Creates.ShouldBe(0);
    }

    [Fact]
    public void Another_grouping_plans_only_what_is_not_covered()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);

        TicketPlan plan = Runs.Plan([Runs.Host("web01", Log4Shell, Spring)], tickets, Runs.Options(RemediationGrouping.Cve));

        plan.Ticket.Select(ticket => ticket.Action).ShouldBe([TicketAction.Created, TicketAction.Unchanged]);
        plan.Ticket[0].Draft.Unit.ShouldBe([new("web01", Spring)]);
        plan.Ticket[0].Draft.Content.Host.Single().Finding.Single().CveId.ShouldBe([Spring]);
    }

    [Fact]
    public void A_finding_with_many_CVEs_keeps_only_those_that_its_ticket_covers()
    {
        Finding both = Runs.Finding(Log4Shell) with { CveId = [Log4Shell, Spring], DetectionId = "77" };
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", [both])], [], Runs.Options(RemediationGrouping.Cve));

        tickets.Count.ShouldBe(2);
        tickets.ShouldAllBe(ticket => ticket.Draft.Content.Host.Single().Finding.Single().CveId.Length == 1);
    }

    [Fact]
    public void A_finding_without_a_CVE_is_a_unit_by_its_detection()
    {
        PlannedTicket planned = Runs.Plan([Runs.Host("web01", "12345")], []).Ticket.ShouldHaveSingleItem();

        planned.Draft.Unit.ShouldBe([new("web01", "detection:12345")]);
        planned.Draft.Title.ShouldBe("web01: fix 1 finding (CVSS 9.8)");
    }

    [Theory]
    [InlineData(TicketResolution.RiskAccepted, "risk accepted")]
    [InlineData(TicketResolution.FalsePositive, "false positive")]
    public void Work_that_was_accepted_or_was_none_gets_no_new_ticket(TicketResolution resolution, string words)
    {
        AssetDetail[] hosts = [Runs.Host("web01", Log4Shell)];
        StoredTicket[] tickets = [Runs.Run(hosts)[0].Close(resolution, "until the move")];

        PlannedTicket planned = Runs.Plan(hosts, tickets).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Skipped);
        planned.Reason.ShouldBe(
            $"It was closed as {words} on 2026-03-04: until the move. No new ticket for CVE-2021-44228 on web01.");
    }

    [Fact]
    public void What_was_accepted_for_one_CVE_does_not_hide_another()
    {
        StoredTicket[] tickets = [Runs.Run([Runs.Host("web01", Log4Shell)])[0].Close(TicketResolution.RiskAccepted)];

        TicketPlan plan = Runs.Plan([Runs.Host("web01", Log4Shell, Spring)], tickets);

        plan.Ticket.Select(ticket => ticket.Action).ShouldBe([TicketAction.Created, TicketAction.Skipped]);
        plan.Ticket[0].Draft.Unit.ShouldBe([new("web01", Spring)]);
        plan.Ticket[0].Draft.Episode.ShouldBe(2);
    }

    [Theory]
    [InlineData(TicketResolution.Fixed)]
    [InlineData(TicketResolution.Other)]
    [InlineData(TicketResolution.Duplicate)]
    public void Work_that_comes_back_gets_a_new_ticket_with_the_next_episode(TicketResolution resolution)
    {
        AssetDetail[] hosts = [Runs.Host("web01", Log4Shell)];
        StoredTicket first = Runs.Run(hosts)[0].Close(resolution);

        PlannedTicket planned = Runs.Plan(hosts, [first]).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Created);
        planned.Draft.Episode.ShouldBe(2);
        planned.Draft.Key.ShouldNotBe(first.Draft.Key, StringComparer.Ordinal);
        planned.Draft.Text.ShouldContain("ticket number 2 for the same work");
    }

    [Fact]
    public void The_last_decision_about_the_work_holds()
    {
        AssetDetail[] hosts = [Runs.Host("web01", Log4Shell)];
        StoredTicket first = Runs.Run(hosts)[0].Close(TicketResolution.Fixed, day: 1);
        StoredTicket second = Runs.Run(hosts, [first])[1].Close(TicketResolution.RiskAccepted, day: 2);

        Runs.Plan(hosts, [first, second]).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Skipped);
        Runs.Plan(hosts, [first.Close(TicketResolution.Fixed, day: 3), second]).Ticket.ShouldHaveSingleItem()
            .Draft.Episode.ShouldBe(3);
    }

    [Fact]
    public void A_ticket_per_CVE_takes_in_another_host()
    {
        PlanOptions options = Runs.Options(RemediationGrouping.Cve);
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)], [], options);

        PlannedTicket planned = Runs.Plan([Runs.Host("web02", Log4Shell)], tickets, options).Ticket.ShouldHaveSingleItem();

        planned.Action.ShouldBe(TicketAction.Updated);
        planned.Draft.Title.ShouldBe("CVE-2021-44228: fix on 2 hosts (CVSS 9.8)");
        planned.Draft.Content.Host.Select(host => host.CanonicalName).ShouldBe(["web01", "web02"]);
    }

    [Fact]
    public void A_closed_ticket_of_other_hosts_counts_as_an_episode_of_its_group()
    {
        PlanOptions options = Runs.Options(RemediationGrouping.Cve);
        StoredTicket first = Runs.Run([Runs.Host("web01", Log4Shell)], [], options)[0].Close(TicketResolution.Fixed);

        Runs.Plan([Runs.Host("web02", Log4Shell)], [first], options).Ticket.ShouldHaveSingleItem().Draft.Episode.ShouldBe(2);
    }

    [Fact]
    public void A_ticket_per_fix_holds_every_host_that_needs_it()
    {
        PlanOptions options = Runs.Options(RemediationGrouping.Fix);
        AssetDetail[] hosts =
        [
            Runs.Host("web01", [Runs.Finding(Log4Shell, "Upgrade to  Log4j 2.17.1 or later.")]),
            Runs.Host("web02", [Runs.Finding(Spring, "upgrade to Log4j 2.17.1\nor later")]),
            Runs.Host("web03", [Runs.Finding(Spring, "Install KB5034441 from the catalogue.")]),
        ];

        TicketPlan plan = Runs.Plan(hosts, [], options);

        plan.Ticket.Select(ticket => ticket.Draft.Title).Order(StringComparer.Ordinal).ShouldBe(
        [
            "Install KB5034441 from the catalogue: CVE-2022-22965 on web03 (CVSS 9.8)",
            "Upgrade to Log4j 2.17.1 or later: 2 CVEs on 2 hosts (CVSS 9.8)",
        ]);
    }

    [Fact]
    public void A_CVE_with_two_fixes_stands_in_one_ticket_that_shows_both()
    {
        PlanOptions options = Runs.Options(RemediationGrouping.Fix);
        AssetDetail host = Runs.Host(
            "web01", [Runs.Finding(Log4Shell, "Upgrade A", 9.8, "1"), Runs.Finding(Log4Shell, "Upgrade B", 10.0, "2")]);

        PlannedTicket planned = Runs.Plan([host], [], options).Ticket.ShouldHaveSingleItem();

        planned.Draft.Content.GroupValue.ShouldBe("upgrade b");
        planned.Draft.Text.ShouldContain("Upgrade A");
        planned.Draft.Text.ShouldContain("Upgrade B");
    }

    [Fact]
    public void Owners_are_told_apart_without_regard_to_case_and_blanks()
    {
        AssetDetail[] hosts =
        [
            Runs.Host("a", Log4Shell) with { Owner = "Web  Team" },
            Runs.Host("b", Log4Shell) with { Owner = "web team" },
            Runs.Host("c", Log4Shell),
        ];

        Runs.Plan(hosts, [], Runs.Options(RemediationGrouping.Owner)).Ticket.Select(ticket => ticket.Draft.Title)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["No owner known: fix CVE-2021-44228 on c (CVSS 9.8)", "Web Team: fix CVE-2021-44228 on 2 hosts (CVSS 9.8)"]);
    }

    [Fact]
    public void What_is_fixed_or_accepted_in_the_scanner_is_no_work()
    {
        AssetDetail host = Runs.Host(
            "web01",
            [Runs.Finding(Log4Shell) with { State = FindingState.Fixed }, Runs.Finding(Spring) with { State = FindingState.Accepted }]);

        TicketPlan plan = Runs.Plan([host, Runs.Host("web02", Log4Shell)], []);

        plan.Ticket.ShouldHaveSingleItem().Draft.Content.GroupValue.ShouldBe("web02");
        plan.LeftOut.ShouldHaveSingleItem().Reason.ShouldBe("None of its findings is open.");
    }

    [Fact]
    public void A_host_without_findings_is_named_and_not_lost()
    {
        AssetDetail bare = Runs.Host("web01", Log4Shell) with { CriticalCveHost = null };

        LeftOutHost left = Runs.Plan([bare], []).LeftOut.ShouldHaveSingleItem();

        left.Host.ShouldBeSameAs(bare);
        left.Reason.ShouldContain("Get-CriticalCveHost");
    }

    [Fact]
    public void Priority_and_due_date_rise_and_never_fall_when_work_is_added()
    {
        AssetDetail calm = Runs.Host("web01", [Runs.Finding(Log4Shell, score: 7.5)]);
        AssetDetail urgent = Runs.Host("web01", [Runs.Finding(Spring, score: 9.9)]);
        StoredTicket first = Runs.Run([calm])[0];
        StoredTicket second = Runs.Run([urgent], [first])[0];
        StoredTicket third = Runs.Run([Runs.Host("web01", [Runs.Finding("CVE-2020-0001", score: 4.0)])], [second])[0];

        (first.Draft.Priority, first.Draft.DueDate).ShouldBe((RemediationPriority.High, Runs.Today.AddDays(30)));
        (second.Draft.Priority, second.Draft.DueDate).ShouldBe((RemediationPriority.Critical, Runs.Today.AddDays(7)));
        (third.Draft.Priority, third.Draft.DueDate).ShouldBe((RemediationPriority.Critical, Runs.Today.AddDays(7)));
    }

    [Fact]
    public void Priority_and_due_date_can_be_given()
    {
        PlanOptions options = Runs.Options() with { Priority = RemediationPriority.Low, DueDate = new DateOnly(2027, 1, 1) };

        TicketDraft draft = Runs.Plan([Runs.Host("web01", Log4Shell)], [], options).Ticket.Single().Draft;

        draft.Priority.ShouldBe(RemediationPriority.Low);
        draft.DueDate.ShouldBe(new DateOnly(2027, 1, 1));
        draft.Text.ShouldContain("given by whoever ran this");
    }

    [Fact]
    public void The_most_urgent_ticket_comes_first_and_the_unidentified_last()
    {
        TicketPlan plan = Runs.Plan(
            [
                Runs.Host("a", [Runs.Finding(Log4Shell, score: 7.0)]),
                Runs.Unidentified("b", MatchStatus.NotFound, Log4Shell),
                Runs.Host("c", [Runs.Finding(Log4Shell, score: 10.0)]),
            ],
            []);

        plan.Ticket.Select(ticket => ticket.Draft.Content.Host[0].ComputerName).ShouldBe(["c", "a", "b"]);
    }
}
