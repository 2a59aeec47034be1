using SecAutomation.Testing.Modules;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>What routing does to tickets in a tracker.</summary>
public sealed class TrackerRuleTests(ModuleFixture module) : IClassFixture<ModuleFixture>
{
    private const string OtherTeam = "Network & O'Brien";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228") { Fqdn = "web01.corp.example", HasInformation = true };

    [Fact]
    public async Task A_ticket_whose_hosts_belong_to_another_team_moves_once_and_an_undo_moves_it_back()
    {
        await using StubPlace place = new(module.Session);
        string rules = Path.Combine(Path.GetDirectoryName(place.Store)!, "routing.yaml");
        await File.WriteAllTextAsync(rules, $"routes:\n  - team: \"{OtherTeam}\"\n    host: \"web01*\"\n", TestContext.Current.CancellationToken);
        string update = $"Get-CriticalCveHost $report -IncludeClean | Update-RemediationTicket -Connection $tracker -StorePath $store -RoutingPath '{rules}'";
        ReportedHost later = s_web with { ScannedAt = TimeProvider.System.GetUtcNow().AddDays(1) };
        place.Run("Get-CriticalCveHost $report | New-RemediationTicket -Connection $tracker -StorePath $store", s_web).Succeeded();
        StubTicket ticket = place.Tracker.Tickets.ShouldHaveSingleItem();
        ticket.Team.ShouldBe("t1");

        CommandResult moved = place.Run(update, later).Succeeded();
        (moved.OneObject().Text("Action"), moved.OneObject().Text("Team")).ShouldBe(("Updated", OtherTeam));
        int writes = place.Tracker.Writes;
        place.Run(update, later).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);

        place.Tracker.Writes.ShouldBe(writes);
        place.Tracker.Tickets.ShouldHaveSingleItem().Team.ShouldBe("t2");
        ticket.Comment.ShouldHaveSingleItem().ShouldContain("Moved from IT Operations to");
        CommandResult journal = place.Run("(Get-RemediationRun -StorePath $store | Where-Object Updated -EQ 1 | Get-RemediationRun -StorePath $store).Entry").Succeeded();
        journal.OneObject().Text("Action").ShouldBe("Updated");
        journal.OneObject().Text("Reason").ShouldStartWith($"Moved from IT Operations to {OtherTeam}, which answers for its hosts by ");

        place.Run("Get-RemediationRun -StorePath $store | Where-Object Updated -EQ 1 | Undo-RemediationRun -Confirm:$false -StorePath $store").Succeeded()
            .Texts("Action").ShouldBe(["Updated"]);
        place.Tracker.Tickets.ShouldHaveSingleItem().Team.ShouldBe("t1");
    }
}
