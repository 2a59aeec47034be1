using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rules;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Rules;

public sealed class ExceptionTests
{
    private const string Log4Shell = "CVE-2021-44228", Spring = "CVE-2022-22965";

    private static readonly TicketException s_accepted = new()
    {
        Host = ["web*"], Work = [Log4Shell], Kind = TicketResolution.RiskAccepted, Owner = "anna", Reason = "replaced in spring",
        Expires = Runs.Today.AddDays(60), Place = "exceptions.yaml, line 2",
    };

    [Fact]
    public void Excepted_work_gets_no_ticket_and_says_by_whom_and_why()
    {
        TicketPlan plan = Plan([Runs.Host("web01", Log4Shell, Spring), Runs.Host("db01", Log4Shell)], [], s_accepted);

        plan.Ticket.Where(ticket => ticket.Action == TicketAction.Created).SelectMany(ticket => ticket.Draft.Unit)
            .ShouldBe([new("db01", Log4Shell), new("web01", Spring)], ignoreOrder: true);
        PlannedTicket skipped = plan.Ticket.Single(ticket => ticket.Action == TicketAction.Skipped);
        skipped.Reason.ShouldBe("No ticket for CVE-2021-44228 on web01: risk accepted until 2026-05-03 by anna: replaced in spring (exceptions.yaml, line 2).");
        skipped.Draft.Unit.ShouldBe([new("web01", Log4Shell)]);
    }

    [Fact]
    public void It_comes_back_the_day_after_the_exception_has_ended()
    {
        TicketException last = s_accepted with { Expires = Runs.Today }, over = s_accepted with { Expires = Runs.Today.AddDays(-1) };

        Plan([Runs.Host("web01", Log4Shell)], [], last).Creates.ShouldBe(0);
        TicketPlan plan = Plan([Runs.Host("web01", Log4Shell)], [], over);

        plan.Creates.ShouldBe(1);
        plan.Remark.ShouldHaveSingleItem().ShouldContain("ended on 2026-03-03");
    }

    [Fact]
    public void An_exception_that_ends_within_two_weeks_is_told_and_a_later_one_is_not()
    {
        Plan([], [], s_accepted with { Expires = Runs.Today.AddDays(14) }).Remark.ShouldHaveSingleItem().ShouldContain("ends on 2026-03-18");
        Plan([], [], s_accepted).Remark.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("192.0.2.11", true)]
    [InlineData("192.0.2.12-192.0.2.99", false)]
    [InlineData("WEB01", true)]
    [InlineData("web01.corp.example", true)]
    [InlineData("web01.other.example", false)]
    [InlineData("*.corp.example", true)]
    public void A_host_is_named_by_name_address_or_range(string pattern, bool isExcepted)
    {
        AssetDetail host = Runs.Host("web01.corp.example", Log4Shell) with { IPAddress = ["192.0.2.11"] };

        Plan([host], [], s_accepted with { Host = [pattern] }).Creates.ShouldBe(isExcepted ? 0 : 1);
    }

    [Fact]
    public void An_open_ticket_keeps_what_is_excepted_later_until_all_of_it_is()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell, Spring)]);
        UpdateOptions options = With(Scans.Options(1), s_accepted);

        TicketUpdater.Plan([Scans.Scan("web01", 1, Log4Shell, Spring)], tickets, options).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
    }

    [Fact]
    public void A_ticket_all_of_whose_work_is_excepted_is_closed_and_not_as_fixed_and_comes_back_when_the_exception_ends()
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);
        UpdateOptions options = With(Scans.Options(1), s_accepted);
        AssetDetail[] scan = [Scans.Scan("web01", 1, Log4Shell)];

        PlannedTicket closed = TicketUpdater.Plan(scan, tickets, options).Ticket.ShouldHaveSingleItem();

        (closed.Action, closed.State, closed.Resolution).ShouldBe((TicketAction.Closed, TicketState.Closed, TicketResolution.Other));
        closed.Comment!.ShouldContain("replaced in spring");
        IReadOnlyList<StoredTicket> after = [tickets[0] with { Draft = closed.Draft, State = TicketState.Closed, Resolution = TicketResolution.Other, ClosedAt = options.Now }];
        TicketUpdater.Plan(scan, after, options).Ticket.ShouldAllBe(ticket => ticket.Action == TicketAction.Skipped);
        PlannedTicket again = Runs.Plan(scan, after, Runs.Options() with { Exceptions = new([s_accepted with { Expires = Runs.Today.AddDays(-1) }]) }).Ticket.ShouldHaveSingleItem();
        (again.Action, again.Draft.Episode).ShouldBe((TicketAction.Created, 2));
    }

    [Theory]
    [InlineData(TicketCloseMode.None)]
    [InlineData(TicketCloseMode.Comment)]
    [InlineData(TicketCloseMode.Resolve)]
    public void Where_nothing_is_to_be_closed_people_are_told_once(TicketCloseMode mode)
    {
        IReadOnlyList<StoredTicket> tickets = Runs.Run([Runs.Host("web01", Log4Shell)]);
        UpdateOptions options = With(Scans.Options(1, mode), s_accepted);
        AssetDetail[] scan = [Scans.Scan("web01", 1, Log4Shell)];

        PlannedTicket told = TicketUpdater.Plan(scan, tickets, options).Ticket.ShouldHaveSingleItem();
        told.Action.ShouldBe(TicketAction.Updated);
        told.Comment!.ShouldContain("All that is left is excepted: risk accepted until");

        IReadOnlyList<StoredTicket> after = Scans.Update(scan, tickets, options);
        TicketUpdater.Plan(scan, after, options).Ticket.ShouldHaveSingleItem().Action.ShouldBe(TicketAction.Unchanged);
        TicketUpdater.Plan(scan, after, Scans.Options(1, mode)).Ticket.ShouldHaveSingleItem().Comment!.ShouldContain("Not all that is left is excepted any more.");
    }

    [Fact]
    public void What_is_excepted_opens_no_closed_ticket_again()
    {
        IReadOnlyList<StoredTicket> tickets = [Runs.Run([Runs.Host("web01", Log4Shell)])[0].Close(TicketResolution.Fixed, day: 1)];

        TicketUpdater.Plan([Scans.Scan("web01", 2, Log4Shell)], tickets, With(Scans.Options(2), s_accepted)).Ticket
            .ShouldAllBe(ticket => ticket.Action == TicketAction.Skipped);
    }

    private static TicketPlan Plan(IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> tickets, params TicketException[] rules) =>
        Runs.Plan(hosts, tickets, Runs.Options() with { Exceptions = new ExceptionList(rules) });

    private static UpdateOptions With(UpdateOptions options, params TicketException[] rules) =>
        options with { Plan = options.Plan with { Exceptions = new ExceptionList(rules) } };
}
