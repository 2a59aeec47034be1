using System.Management.Automation;
using SecAutomation.Testing.Modules;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>Tickets in a tracker with the traps of real ones.</summary>
public sealed class TrackerTicketTests(ModuleFixture module) : IClassFixture<ModuleFixture>
{
    private const string Make = "Get-CriticalCveHost $report | New-RemediationTicket -Connection $tracker -StorePath $store";
    private const string Update = "Get-CriticalCveHost $report -IncludeClean | Update-RemediationTicket -Connection $tracker -StorePath $store";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228", "CVE-2024-3094") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };

    [Fact]
    public async Task The_second_run_writes_nothing_with_the_ledger_and_without_it()
    {
        await using StubPlace place = new(module.Session);
        CommandResult made = place.Run(Make, s_web, s_mail).Succeeded();
        made.Texts("Action").ShouldBe(["Created", "Created"]);
        made.Texts("Team").ShouldBe(["IT Operations", "IT Operations"]);
        made.Texts("Connection").ShouldAllBe(name => name == place.Name);
        place.Tracker.Tickets.ShouldAllBe(ticket => ticket.Key.StartsWith("sa1-", StringComparison.Ordinal));
        int writes = place.Tracker.Writes;

        place.Run(Make, s_web, s_mail).Succeeded().Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);
        place.LoseLedger();
        place.Run(Make, s_web, s_mail).Succeeded().Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);

        place.Tracker.Writes.ShouldBe(writes);
    }

    [Theory, Trait("Category", "Heavy")]
    [InlineData(TrackerFault.LostRequest, "Uncertain")]
    [InlineData(TrackerFault.LostAnswer, "Created")]
    [InlineData(TrackerFault.CutAnswer, "Created")]
    [InlineData(TrackerFault.BadGateway, "Uncertain")]
    [InlineData(TrackerFault.BadGatewayAfterwards, "Created")]
    [InlineData(TrackerFault.FailedAfterwards, "Created")]
    [InlineData(TrackerFault.LoginPage, "Uncertain")]
    public async Task Whatever_becomes_of_the_request_there_is_one_ticket_in_the_end(TrackerFault fault, string action)
    {
        await using StubPlace place = new(module.Session);
        place.Tracker.FailWrites(fault);

        place.Run(Make, s_web).Texts("Action").ShouldBe([action]);
        place.Run(Make, s_web).Succeeded().Texts("Action").ShouldBe([action == "Created" ? "Unchanged" : "Created"]);

        place.Tracker.Tickets.ShouldHaveSingleItem();
        place.Run("Get-RemediationRun -StorePath $store").Succeeded().Texts("State").ShouldAllBe(state => state == "Completed");
    }

    [Fact]
    public async Task A_request_in_doubt_is_looked_for_even_when_the_ledger_is_lost()
    {
        await using StubPlace place = new(module.Session);
        place.Tracker.FailWrites(TrackerFault.LostAnswer);
        place.Run(Make, s_web);
        place.LoseLedger();

        place.Run(Make, s_web, s_mail).Succeeded().Texts("Action").ShouldBe(["Unchanged", "Created"], ignoreOrder: true);

        place.Tracker.Tickets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_plain_no_is_an_error_of_its_ticket_and_the_others_go_on()
    {
        await using StubPlace place = new(module.Session, new TrackerTraps { NotOnForm = new HashSet<string>(StringComparer.Ordinal) { "due" } });

        CommandResult result = place.Run(Make, s_web, s_mail);

        result.Texts("Action").ShouldBe(["Failed", "Failed"]);
        result.Errors.Count.ShouldBe(2);
        place.Tracker.Tickets.ShouldBeEmpty();
        place.Tracker.Traps = new TrackerTraps();
        place.Run(Make, s_web, s_mail).Succeeded().Texts("Action").ShouldBe(["Created", "Created"]);
    }

    [Fact]
    public async Task What_the_tracker_drops_is_named()
    {
        await using StubPlace place = new(module.Session, new TrackerTraps { Drops = new HashSet<string>(StringComparer.Ordinal) { "due" } });

        PSObject ticket = place.Run(Make, s_web).Succeeded().OneObject();

        ticket.Text("Action").ShouldBe("Created");
        string.Join(' ', (string[])ticket.Value("NotApplied")!).ShouldBe("DueDate");
    }

    [Fact]
    public async Task An_unknown_team_stops_before_the_first_ticket()
    {
        await using StubPlace place = new(module.Session);

        place.Run(Make + " -Team Nobody", s_web).Ending().Id().ShouldBe("TeamNotFound");

        place.Tracker.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_clean_scan_closes_the_ticket_with_one_comment_and_a_hole_that_comes_back_opens_it()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web).Succeeded();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();

        place.Run(Update, s_web with { Cve = [], HasInformation = true, ScannedAt = now.AddDays(1) }).Succeeded().Texts("Action").ShouldBe(["Closed"]);
        StubTicket ticket = place.Tracker.Tickets.ShouldHaveSingleItem();
        ticket.IsClosed.ShouldBeTrue();
        ticket.Comment.ShouldHaveSingleItem().ShouldContain("Closed as fixed");

        place.Run(Update, s_web with { HasInformation = true, ScannedAt = now.AddDays(2) }).Succeeded().Texts("Action").ShouldBe(["Reopened"]);
        place.Tracker.Tickets.ShouldHaveSingleItem().IsClosed.ShouldBeFalse();
        place.Run(Update, s_web with { HasInformation = true, ScannedAt = now.AddDays(2) }).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);
        ticket.Comment.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_people_changed_stays()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web).Succeeded();
        place.Tracker.Edit(1, ticket => (ticket.Title, ticket.Body) = ("Ours now", "Read this first.\n\n" + ticket.Body));

        place.Run(Make, s_web with { Cve = ["CVE-2021-44228", "CVE-2024-3094", "CVE-2022-22965"] }).Succeeded().OneObject().Text("Reason")
            .ShouldContain("Text and Title stay as somebody set them.");

        StubTicket edited = place.Tracker.Tickets.Single();
        edited.Title.ShouldBe("Ours now");
        edited.Body.ShouldStartWith("Read this first.");
        edited.Body.ShouldContain("CVE-2022-22965");
        place.LoseLedger();
        place.Run(Make, s_web with { Cve = ["CVE-2022-22965"] }).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);
    }

    [Fact]
    public async Task An_undo_closes_what_nobody_touched()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web, s_mail).Succeeded();
        place.Tracker.Edit(1, ticket => ticket.Comment.Add("I am on it."));

        CommandResult undo = place.Run("Get-RemediationRun -StorePath $store | Undo-RemediationRun -Confirm:$false -StorePath $store").Succeeded();

        undo.Texts("Action").ShouldBe(["Closed", "Skipped"], ignoreOrder: true);
        place.Tracker.Tickets.Count(ticket => ticket.IsClosed).ShouldBe(1);
    }

    [Fact]
    public async Task Two_machines_without_a_common_ledger_are_reconciled()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web).Succeeded();
        StubTicket first = place.Tracker.Tickets.Single();
        place.Tracker.Duplicate(first.Id);

        PSObject run = place.Run("Repair-RemediationLedger -Connection $tracker -StorePath $store -WarningAction Ignore").Succeeded().OneObject();

        run.Value("Closed").ShouldBe(1);
        place.Counting.ShouldHaveSingleItem().Id.ShouldBe(first.Id);
        place.Run(Make, s_web).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);
    }

    [Fact]
    public async Task A_plan_for_a_tracker_is_carried_out_and_its_second_time_refused()
    {
        await using StubPlace place = new(module.Session);
        string plan = Path.Combine(Path.GetDirectoryName(place.Store)!, "plan.json");
        PSObject made = place.Run($"Get-CriticalCveHost $report | New-RemediationPlan '{plan}' -Connection $tracker -StorePath $store", s_web).Succeeded().OneObject();
        place.Tracker.Writes.ShouldBe(0);
        int before = place.Tracker.Requests.Count;

        place.Run($"Invoke-RemediationPlan '{plan}' -StorePath $store").Succeeded().Texts("Action").ShouldBe(["Created"]);
        int sent = place.Tracker.Requests.Count - before;
        ((int)made.Value("Requests")!).ShouldBeInRange(sent / 2, sent * 3);
        made.Value("Duration").ShouldBeOfType<TimeSpan>();

        place.Run($"Invoke-RemediationPlan '{plan}' -StorePath $store").Ending().Id().ShouldBe("PlanOutdated");
        place.Tracker.Tickets.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_run_costs_is_said_before_it_in_the_words_of_its_plan()
    {
        await using StubPlace place = new(module.Session);
        string plan = Path.Combine(Path.GetDirectoryName(place.Store)!, "plan.json");
        PSObject made = place.Run($"Get-CriticalCveHost $report | New-RemediationPlan '{plan}' -Connection $tracker -StorePath $store", s_web).Succeeded().OneObject();
        string words = $"Requests: {made.Value("Requests")}, about. RequestLimit: {made.Text("RequestLimit").TrimEnd('.')}. Duration: ";

        CommandResult asked = place.Run(Make + " -WhatIf", s_web).Succeeded();
        asked.HostText.Split('\n').ShouldContain(line => line.StartsWith($"What if: {words}", StringComparison.Ordinal), asked.HostText);
        place.Tracker.Writes.ShouldBe(0);

        CommandResult run = place.Run(Make + " -Verbose", s_web).Succeeded();
        run.Verbose.ShouldContain(line => line.StartsWith(words, StringComparison.Ordinal));
        run.HostText.ShouldNotContain("What if:");

        place.Run(Update + " -WhatIf", s_web with { HasInformation = true, Cve = [], ScannedAt = TimeProvider.System.GetUtcNow().AddDays(1) }).Succeeded()
            .HostText.ShouldContain("What if: Requests: 1");
    }
}
