using System.Management.Automation;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>Tickets of a tracker that people read back, and close by hand.</summary>
public sealed class NamedTicketTests(ModuleFixture module) : IClassFixture<ModuleFixture>
{
    private const string Make = "Get-CriticalCveHost $report | New-RemediationTicket -Connection $tracker -StorePath $store";
    private const string Get = "Get-RemediationTicket -Connection $tracker -StorePath $store";
    private const string Close = "Close-RemediationTicket -Connection $tracker -StorePath $store -Confirm:$false";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228", "CVE-2024-3094") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };

    [Fact]
    public async Task Every_filter_finds_the_ticket_with_the_ledger_and_without_it()
    {
        await using StubPlace place = new(module.Session);
        PSObject[] made = [.. place.Run(Make, s_web, s_mail).Succeeded().Output];
        PSObject web = made.Single(ticket => ticket.Text("Title").Contains("web01", StringComparison.Ordinal));

        foreach (bool isLost in new[] { false, true })
        {
            if (isLost)
                place.LoseLedger();

            foreach (string filter in new[]
            {
                $"-Id {web.Text("Id")}", $"-Key {web.Text("Key")}", $"-Number {web.Text("Number")}", "-ComputerName web01", "-ComputerName WEB01.corp.*", "-CveId cve-2024-3094",
                "-CveId CVE-2024-3094 -Team 'IT*' -State New",
            })
            {
                PSObject found = place.Run($"{Get} {filter}").Succeeded().OneObject();
                found.Text("Key").ShouldBe(web.Text("Key"), filter);
                found.Text("Number").ShouldBe(web.Text("Number"));
                found.Text("Url").ShouldBe(web.Text("Url"));
                found.Text("Connection").ShouldBe(place.Name);
                found.Text("CveIdText").ShouldBe("CVE-2021-44228, CVE-2024-3094");
                found.Text("ComputerNameText").ShouldStartWith("web01");
                found.Text("Text").ShouldContain("CVE-2024-3094");
            }

            place.Run(Get).Succeeded().Output.Count.ShouldBe(2);
            place.Run($"{Get} -State Closed").Succeeded().Output.ShouldBeEmpty();
        }

        place.Tracker.Writes.ShouldBe(2);
    }

    [Fact]
    public async Task What_people_did_in_the_tracker_is_seen()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web).Succeeded();
        place.Tracker.Edit(1, ticket => (ticket.Title, ticket.Status) = ("Ours now", "closed"));

        PSObject ticket = place.Run(Get).Succeeded().OneObject();

        ticket.Text("Title").ShouldBe("Ours now");
        ticket.Text("State").ShouldBe("Closed");
    }

    [Theory]
    [InlineData(Get + " -Number 99")]
    [InlineData(Get + " -Id 99")]
    [InlineData(Get + " -Key sa1-none")]
    [InlineData(Close + " -Number 99 -Reason done")]
    public async Task A_ticket_that_is_not_there_is_an_error_of_its_own(string script)
    {
        await using StubPlace place = new(module.Session);

        place.Run(script).Errors.ShouldHaveSingleItem().Id().ShouldBe("TicketNotFound");
    }

    [Fact]
    public async Task Closing_by_hand_is_a_run_with_its_reason_in_the_ticket_and_can_be_taken_back()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web, s_mail).Succeeded();

        PSObject closed = place.Run($"{Get} -ComputerName web01 | {Close} -Resolution Fixed -Reason 'Patched *today*, see CHG-7'").Succeeded().OneObject();

        closed.Text("Action").ShouldBe("Closed");
        closed.Text("Resolution").ShouldBe("Fixed");
        closed.Text("Reason").ShouldBe("Patched *today*, see CHG-7");
        StubTicket ticket = place.Tracker.Tickets.Single(one => one.Title.Contains("web01", StringComparison.Ordinal));
        ticket.IsClosed.ShouldBeTrue();
        ticket.Comment.ShouldHaveSingleItem().ShouldContain("see CHG");
        PSObject run = place.Run("Get-RemediationRun -Last 1 -StorePath $store").Succeeded().OneObject();
        run.Text("Kind").ShouldBe("Close");
        run.Value("Closed").ShouldBe(1);
        place.Run("(Get-RemediationRun (Get-RemediationRun -Last 1 -StorePath $store).Id -StorePath $store).Entry.Reason").Succeeded().Output.ShouldHaveSingleItem().BaseObject.ShouldBe("Patched *today*, see CHG-7");

        place.Run("Get-RemediationRun -Last 1 -StorePath $store | Undo-RemediationRun -Confirm:$false -StorePath $store").Succeeded().Texts("Action").ShouldBe(["Reopened"]);
        ticket.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task Tickets_of_the_pipeline_are_closed_where_they_were_read()
    {
        await using StubPlace place = new(module.Session);
        await using StubPlace other = new(module.Session);
        place.Run(Make, s_web).Succeeded();
        other.Run(Make, s_web).Succeeded();
        place.Run("Get-CriticalCveHost $report | New-RemediationTicket -StorePath $store", s_mail).Succeeded();

        place.Run("(Get-RemediationTicket -Connection $tracker -StorePath $store), (Get-RemediationTicket -StorePath $store) | ForEach-Object { $_ } | Close-RemediationTicket -Reason done -Confirm:$false -StorePath $store")
            .Succeeded().Texts("Connection").ShouldBe([place.Name, place.Store]);

        place.Tracker.Tickets.Single().IsClosed.ShouldBeTrue();
        other.Tracker.Tickets.Single().IsClosed.ShouldBeFalse();
        place.Run("Get-RemediationTicket -StorePath $store").OneObject().Text("State").ShouldBe("Closed");
    }

    [Fact]
    public async Task Closing_what_is_closed_is_an_error_and_WhatIf_and_an_empty_pipeline_close_nothing()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web, s_mail).Succeeded();
        place.Run($"{Close} -Number T-1 -Reason done").Succeeded();
        int writes = place.Tracker.Writes;

        place.Run($"{Close} -Number T-1 -Reason again").Errors.ShouldHaveSingleItem().Id().ShouldBe("TicketClosed");
        place.Run($"{Close} -Number T-2 -Reason done -WhatIf").Succeeded().HostText.ShouldContain("Close ticket T-2");
        place.Run($"@() | {Close} -Reason done").Succeeded().Output.ShouldBeEmpty();
        place.Run("@() | Get-RemediationTicket -Connection $tracker -StorePath $store").Succeeded().Output.ShouldBeEmpty();

        place.Tracker.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task A_risk_accepted_by_hand_in_a_tracker_gets_no_new_ticket()
    {
        await using StubPlace place = new(module.Session);
        place.Run(Make, s_web).Succeeded();
        place.Run($"{Close} -Number T-1 -Reason 'Isolated line' -Resolution RiskAccepted").Succeeded();

        PSObject skipped = place.Run(Make, s_web).Succeeded().OneObject();

        skipped.Text("Action").ShouldBe("Skipped");
        skipped.Text("Reason").ShouldContain("risk accepted");
    }
}
