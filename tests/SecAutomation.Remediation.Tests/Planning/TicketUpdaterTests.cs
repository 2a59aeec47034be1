using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class TicketUpdaterTests
{
    private const string Log4Shell = "CVE-2021-44228", Spring = "CVE-2022-22965";

    [Fact]
    public void A_clean_scan_closes_the_ticket_and_says_by_what()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01.corp.example", Log4Shell)]);

        PlannedTicket closed = Plan([Scans.Scan("web01.corp.example", 2)], tickets, 2).Ticket.ShouldHaveSingleItem();

        closed.Action.ShouldBe(TicketAction.Closed);
        closed.State.ShouldBe(TicketState.Closed);
        closed.Comment.ShouldBe(
            $"Closed as fixed: all of its work is done. Fixed (1 of 1): {Log4Shell} on web01.corp.example (scan.nessus, scanned 2026-03-06).");
        closed.Draft.Text.ShouldContain("## Done");
    }

    public static TheoryData<string, Func<AssetDetail, AssetDetail>> NoProof() => new()
    {
        { "the scan ended early", host => host.WithEvidence(proof => proof with { IsComplete = false }) },
        { "the scan could not log on", host => host.WithEvidence(proof => proof with { Credentialed = false }) },
        { "the scan is older than the ticket", host => host.WithEvidence(proof => proof with { ScannedAt = Runs.Now.AddHours(-1) }) },
        { "nobody knows when it was scanned", host => host.WithEvidence(proof => proof with { ScannedAt = null }) },
        { "only critical findings were read", host => host.WithScan(scan => scan with { Evidence = [] }) },
        { "the finding is there and was not selected", host => host.WithEvidence(proof => proof with { OpenWork = [Log4Shell] }) },
        { "the finding is accepted", host => host.WithScan(scan => scan with { Finding = [Runs.Finding(Log4Shell) with { State = FindingState.Accepted }] }) },
        { "another scanner looked", host => host.WithEvidence(proof => proof with { Connector = "Other" }) },
    };

    [Theory]
    [MemberData(nameof(NoProof))]
    public void Without_proof_nothing_closes(string why, Func<AssetDetail, AssetDetail> change)
    {
        AssetDetail found = Runs.Host("web01.corp.example", Log4Shell)
            .WithScan(scan => scan with { Read = scan.Read with { Connector = "Nessus" } });
        IReadOnlyList<StoredTicket> tickets = Runs.Run([found]);
        AssetDetail clean = Scans.Scan("web01.corp.example", 2).WithEvidence(proof => proof with { Connector = "Nessus" });
        Plan([clean], tickets, 2).Ticket.Single().Action.ShouldBe(TicketAction.Closed);

        Plan([change(clean)], tickets, 2).Ticket.Single().Action.ShouldBe(TicketAction.Unchanged, why);
    }

    [Fact]
    public void A_vanished_host_is_stale_after_a_while_and_never_fixed()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);
        Plan([Scans.Scan("web02", 20)], tickets, 20).Ticket.Single().Action.ShouldBe(TicketAction.Unchanged);

        UpdatePlan plan = Plan([Scans.Scan("web02", 31)], tickets, 31);

        plan.Ticket.Single().Action.ShouldBe(TicketAction.Updated);
        plan.Ticket.Single().Comment.ShouldBe(
            "web01 was not seen by any scan since 2026-03-04. It is stale, which is not fixed: find out whether it still exists.");
        tickets = Scans.Apply(plan, tickets, Scans.Options(31));
        Plan([Scans.Scan("web02", 32)], tickets, 32).Ticket.Single().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void A_host_that_the_ledger_saw_scanned_is_not_stale()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);

        UpdatePlan plan = TicketUpdater.Plan([], tickets, Scans.Options(40) with { LastScan = (_, _) => Runs.Now.AddDays(30) });

        plan.Ticket.Single().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void What_is_fixed_leaves_the_ticket_and_stands_in_its_list_of_what_is_done()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01.corp.example", Log4Shell, Spring)]);

        PlannedTicket updated = Plan([Scans.Scan("web01.corp.example", 2, Spring)], tickets, 2).Ticket.Single();

        updated.Action.ShouldBe(TicketAction.Updated);
        updated.Comment.ShouldBe($"Fixed (1 of 2): {Log4Shell} on web01.corp.example (scan.nessus, scanned 2026-03-06).");
        updated.Draft.Unit.ShouldHaveSingleItem().Work.ShouldBe(Spring);
        updated.Draft.Content.Fixed.ShouldHaveSingleItem().Work.ShouldBe(Log4Shell);
        updated.Draft.Title.ShouldContain(Spring);
        TicketMarker.Parse(updated.Draft.Text)!.Unit.ShouldHaveSingleItem();
    }

    [Fact]
    public void New_work_of_a_host_comes_into_its_ticket_and_unknown_hosts_are_left_to_new_tickets()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);

        UpdatePlan plan = Plan([Scans.Scan("web01", 2, Log4Shell, Spring), Scans.Scan("web02", 2, Spring)], tickets, 2);

        plan.Ticket.Single().Comment.ShouldBe($"Added {Spring} on web01.");
        plan.Uncovered.Single().Draft.Unit.Single().Host.ShouldBe("web02");
    }

    [Theory]
    [InlineData(TicketCloseMode.None, TicketAction.Updated, null)]
    [InlineData(TicketCloseMode.Comment, TicketAction.Updated, null)]
    [InlineData(TicketCloseMode.Resolve, TicketAction.Closed, TicketState.AwaitingVerification)]
    [InlineData(TicketCloseMode.Close, TicketAction.Closed, TicketState.Closed)]
    public void What_becomes_of_a_done_ticket_is_the_callers_choice_and_is_done_once(TicketCloseMode mode, TicketAction action, TicketState? state)
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);
        AssetDetail[] clean = [Scans.Scan("web01", 2)];

        UpdatePlan plan = TicketUpdater.Plan(clean, tickets, Scans.Options(2, mode));
        plan.Ticket.Single().Action.ShouldBe(action);
        plan.Ticket.Single().State.ShouldBe(state);
        (plan.Ticket.Single().Comment is null).ShouldBe(mode == TicketCloseMode.None);

        tickets = Scans.Apply(plan, tickets, Scans.Options(2, mode));
        TicketUpdater.Plan(clean, tickets, Scans.Options(3, mode)).Ticket.ShouldAllBe(ticket => !ticket.IsChange);
    }

    [Fact]
    public void A_hole_that_comes_back_within_a_month_opens_its_ticket_again()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell, Spring)]);
        tickets = Scans.Update([Scans.Scan("web01", 2)], tickets, Scans.Options(2));

        UpdatePlan plan = Plan([Scans.Scan("web01", 10, Log4Shell)], tickets, 10);

        PlannedTicket again = plan.Ticket.Single();
        again.Action.ShouldBe(TicketAction.Reopened);
        again.Comment.ShouldBe("Opened again: a later scan sees what was closed as fixed on 2026-03-06.");
        again.Draft.Unit.ShouldHaveSingleItem().Work.ShouldBe(Log4Shell);
        plan.Uncovered.ShouldBeEmpty();
        Plan([Scans.Scan("web01", 40, Log4Shell)], tickets, 40).Uncovered.Single().Draft.Episode.ShouldBe(2);
    }

    [Fact]
    public void An_old_report_opens_nothing_again()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);
        tickets = Scans.Update([Scans.Scan("web01", 2)], tickets, Scans.Options(2));

        Plan([Scans.Scan("web01", 1, Log4Shell)], tickets, 3).Ticket.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TicketResolution.RiskAccepted)]
    [InlineData(TicketResolution.FalsePositive)]
    public void What_people_accepted_stays_closed(TicketResolution resolution)
    {
        IReadOnlyList<StoredTicket> tickets = [Runs.Run([Runs.Host("web01", Log4Shell)]).Single().Close(resolution)];

        UpdatePlan plan = Plan([Scans.Scan("web01", 2, Log4Shell)], tickets, 2);

        plan.Ticket.Single().Action.ShouldBe(TicketAction.Skipped);
        plan.Uncovered.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_said_to_be_done_and_is_still_there_opens_again()
    {
        IReadOnlyList<StoredTicket> tickets = [Runs.Run([Runs.Host("web01", Log4Shell)]).Single() with { State = TicketState.AwaitingVerification }];

        PlannedTicket again = Plan([Scans.Scan("web01", 2, Log4Shell)], tickets, 2).Ticket.Single();

        (again.Action, again.State).ShouldBe((TicketAction.Reopened, TicketState.InProgress));
    }

    [Fact]
    public void A_cve_that_becomes_known_to_be_exploited_raises_the_ticket_once()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", [Runs.Finding(Log4Shell, score: 7.5)])]);
        tickets[0].Draft.Priority.ShouldBe(RemediationPriority.High);
        AssetDetail[] exploited =
        [
            Scans.Scan("web01", 2, [Runs.Finding(Log4Shell, score: 7.5)])
                .WithScan(scan => scan with { KnownExploited = true, KnownExploitedCve = [Log4Shell] }),
        ];

        UpdatePlan plan = Plan(exploited, tickets, 2);

        PlannedTicket raised = plan.Ticket.Single();
        raised.Draft.Priority.ShouldBe(RemediationPriority.Critical);
        raised.Draft.DueDate.ShouldBe(Runs.Today.AddDays(5));
        raised.Comment.ShouldStartWith($"{Log4Shell} on web01 is known to be exploited now. Priority Critical instead of High. Due 2026-03-09 instead of");
        tickets = Scans.Apply(plan, tickets, Scans.Options(2));
        Plan(exploited, tickets, 3).Ticket.Single().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void A_score_that_rises_raises_and_one_that_falls_changes_nothing()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", [Runs.Finding(Log4Shell, score: 7.5)])]);

        Plan([Scans.Scan("web01", 2, [Runs.Finding(Log4Shell, score: 9.8)])], tickets, 2).Ticket.Single().Draft.Priority
            .ShouldBe(RemediationPriority.Critical);
        Plan([Scans.Scan("web01", 2, [Runs.Finding(Log4Shell, score: 5.0)])], tickets, 2).Ticket.Single().Action
            .ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void A_due_date_that_a_person_set_is_not_moved_while_the_risk_stays()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run(
            [Runs.Host("web01", Log4Shell)], options: Runs.Options() with { DueDate = Runs.Today.AddDays(90), Priority = RemediationPriority.Low });

        Plan([Scans.Scan("web01", 2, Log4Shell)], tickets, 2).Ticket.Single().Action.ShouldBe(TicketAction.Unchanged);
    }

    private static UpdatePlan Plan(IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> tickets, int day) =>
        TicketUpdater.Plan(hosts, tickets, Scans.Options(day));
}
