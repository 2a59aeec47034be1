using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class UpdateTicketTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Make = "Get-CriticalCveHost $report | New-RemediationTicket -StorePath $store";
    private const string Update = "Get-CriticalCveHost $report -IncludeClean -IncludeFixed | Update-RemediationTicket -StorePath $store";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228", "CVE-2024-3094") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_clean_scan_closes_and_the_evidence_stands_in_the_ticket()
    {
        Run(Make, s_web, s_mail).Succeeded();

        CommandResult result = Run(Update, Later(s_web), Later(s_mail) with { Cve = ["CVE-2021-26855"] }).Succeeded();
        result.Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);

        result = Run(Update, Later(s_web) with { Cve = [] }, Later(s_mail)).Succeeded();

        result.Texts("Action").ShouldBe(["Closed", "Unchanged"]);
        PSObject closed = Run("Get-RemediationTicket -StorePath $store -State Closed").OneObject();
        closed.Text("Resolution").ShouldBe("Fixed");
        closed.Text("CloseReason").ShouldContain("scan.nessus");
        closed.Text("Text").ShouldContain("## Done");
    }

    [Fact]
    public void Without_IncludeClean_nothing_is_closed()
    {
        Run(Make, s_web, s_mail).Succeeded();

        Run("Get-CriticalCveHost $report | Update-RemediationTicket -StorePath $store", Later(s_web) with { Cve = [] }, Later(s_mail))
            .Succeeded().Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);
    }

    [Fact]
    public void A_finding_below_the_limit_is_not_fixed()
    {
        Run(Make, s_web).Succeeded();

        Run(Update, Later(s_web) with { Score = 5.0 }).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);
    }

    [Fact]
    public void What_is_fixed_leaves_the_ticket_with_one_comment()
    {
        Run(Make, s_web).Succeeded();

        Run(Update, Later(s_web) with { Cve = ["CVE-2024-3094"] }).Succeeded().Texts("Action").ShouldBe(["Updated"]);
        Run(Update, Later(s_web) with { Cve = ["CVE-2024-3094"] }).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);

        PSObject ticket = Run("Get-RemediationTicket -StorePath $store").OneObject();
        ticket.Text("CveIdText").ShouldBe("CVE-2024-3094");
        $"{Run("(Get-RemediationTicket -StorePath $store).Comment.Text").OneObject()}"
            .ShouldContain("Fixed (1 of 2): CVE-2021-44228");
    }

    [Fact]
    public void A_hole_that_comes_back_opens_its_ticket_again()
    {
        Run(Make, s_web).Succeeded();
        Run(Update, Later(s_web) with { Cve = [] }).Succeeded();

        Run(Update, s_web with { ScannedAt = TimeProvider.System.GetUtcNow().AddDays(2) }).Succeeded().Texts("Action").ShouldBe(["Reopened"]);

        Run("Get-RemediationTicket -StorePath $store").OneObject().Text("State").ShouldBe("InProgress");
    }

    [Fact]
    public void More_closes_than_are_allowed_stop_before_the_first()
    {
        Run(Make, s_web, s_mail).Succeeded();

        CommandResult result = Run(Update + " -MaximumClose 1", Later(s_web) with { Cve = [] }, Later(s_mail) with { Cve = [] });

        result.Ending().Id().ShouldBe("TooManyTickets");
        Run("Get-RemediationTicket -StorePath $store -State New").Output.Count.ShouldBe(2);
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        Run(Make, s_web).Succeeded();

        CommandResult result = Run(Update + " -WhatIf", Later(s_web) with { Cve = [] }).Succeeded();

        result.HostText.ShouldContain("Close ticket SA-1");
        Run("Get-RemediationTicket -StorePath $store").OneObject().Text("State").ShouldBe("New");
    }

    [Fact]
    public void Work_without_a_ticket_is_named_and_gets_none()
    {
        Run(Make, s_web).Succeeded();

        CommandResult result = Run(Update, Later(s_web), Later(s_mail)).Succeeded();

        result.Warnings.ShouldContain(line => line.Contains("New-RemediationTicket", StringComparison.Ordinal));
        Run("Get-RemediationTicket -StorePath $store").Output.Count.ShouldBe(1);
    }

    // The scan begins after the ticket was made, whatever the test's machine has for a clock.
    private static ReportedHost Later(ReportedHost host) => host with { HasInformation = true, ScannedAt = TimeProvider.System.GetUtcNow().AddDays(1) };

    private CommandResult Run(string script, params ReportedHost[] hosts)
    {
        string report = hosts.Length == 0 ? "" : _place.WriteReport("scan.nessus", hosts);
        return module.Session.Run($"param($report, $store) {script}", ("report", report), ("store", _place.Store));
    }
}
