using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class UnidentifiedHostsTests
{
    private const string Log4Shell = "CVE-2021-44228";

    private static readonly AssetDetail[] s_hosts =
    [
        Runs.Host("known", Log4Shell),
        Runs.Unidentified("lost", MatchStatus.NotFound, Log4Shell),
        Runs.Unidentified("twin", MatchStatus.Ambiguous, Log4Shell),
        Runs.Unidentified("not a name", MatchStatus.Rejected, Log4Shell),
        Runs.Host("maybe", Log4Shell) with { MatchConfidence = MatchConfidence.Low, MatchReason = "R6 only." },
    ];

    [Fact]
    public void They_come_into_one_ticket_with_the_reasons_for_the_team_that_finds_out()
    {
        TicketPlan plan = Runs.Plan(s_hosts, [], Runs.Options() with { UnmatchedTeam = "Service Desk" });

        plan.Ticket.Count.ShouldBe(2);
        TicketDraft draft = plan.Ticket[1].Draft;
        draft.Team.ShouldBe("Service Desk");
        draft.Title.ShouldBe("Identify 4 hosts with CVE-2021-44228 (CVSS 9.8)");
        draft.Content.Host.Select(host => host.ComputerName).ShouldBe(["lost", "maybe", "not a name", "twin"]);
        draft.Text.ShouldContain("lost is NotFound.");
        draft.Text.ShouldContain("R6 only.");
        plan.LeftOut.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RemediationGrouping.Cve)]
    [InlineData(RemediationGrouping.All)]
    public void They_have_their_own_ticket_whatever_the_grouping(RemediationGrouping grouping)
    {
        TicketPlan plan = Runs.Plan(s_hosts, [], Runs.Options(grouping));

        plan.Ticket.Count.ShouldBe(2);
        plan.Ticket[1].Draft.Content.GroupKind.ShouldBe("unidentified");
        plan.Ticket[1].Draft.Team.ShouldBe("IT");
    }

    [Fact]
    public void Skipping_names_them_with_the_reason()
    {
        TicketPlan plan = Runs.Plan(s_hosts, [], Runs.Options() with { UnmatchedHost = UnmatchedHostTreatment.Skip });

        plan.Ticket.ShouldHaveSingleItem();
        plan.LeftOut.Select(host => (host.Host.ComputerName, host.Failure)).ShouldBe(
            [("lost", null), ("maybe", null), ("not a name", null), ("twin", null)]);
        plan.LeftOut[0].Reason.ShouldBe("lost is NotFound.");
    }

    [Fact]
    public void Each_can_be_an_error_of_its_kind()
    {
        TicketPlan plan = Runs.Plan(s_hosts, [], Runs.Options() with { UnmatchedHost = UnmatchedHostTreatment.Error });

        plan.LeftOut.Select(host => host.Failure).ShouldBe(
            [FailureId.AssetNotFound, FailureId.AssetAmbiguous, FailureId.HostNameInvalid, FailureId.AssetAmbiguous]);
    }

    [Fact]
    public void A_host_that_nobody_looked_for_gets_its_own_ticket()
    {
        AssetDetail host = Runs.Unidentified("web01", MatchStatus.Unknown, Log4Shell) with { MatchReason = "" };

        TicketDraft draft = Runs.Plan([host], []).Ticket.ShouldHaveSingleItem().Draft;

        draft.Content.GroupKind.ShouldBe("host");
        draft.Text.ShouldContain("no inventory was asked");
    }
}
