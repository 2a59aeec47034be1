using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class PlanTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Steps = "Get-CriticalCveHost $report";
    private const string Plan = Steps + " | New-RemediationPlan $plan -StorePath $store";
    private const string Apply = "Invoke-RemediationPlan $plan -StorePath $store";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };

    private readonly Workplace _place = new();

    private string PlanPath => _place.Combine("plan.json");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_plan_writes_no_ticket_and_is_carried_out_exactly()
    {
        PSObject plan = Run(Plan, s_web, s_mail).Succeeded().OneObject();
        plan.Value("Creates").ShouldBe(2);
        plan.Text("Hash").ShouldMatch("^[0-9a-f]{64}$");
        Run("Get-RemediationTicket -StorePath $store").Succeeded().Output.ShouldBeEmpty();

        Run(Apply).Succeeded().Texts("Action").ShouldBe(["Created", "Created"]);

        Run(Plan, s_web, s_mail).Succeeded().OneObject().Value("LeftAlone").ShouldBe(2);
        Run("Get-RemediationRun -StorePath $store").OneObject().Text("PlanHash").ShouldBe(plan.Text("Hash"));
    }

    [Fact]
    public void The_same_input_gives_the_same_plan_and_its_layout_does_not_matter()
    {
        string hash = Run(Plan, s_web).Succeeded().OneObject().Text("Hash");
        File.WriteAllText(PlanPath, File.ReadAllText(PlanPath).Replace("\n", "\r\n", StringComparison.Ordinal));

        Run(Apply + $" -Hash {hash} -WhatIf").Succeeded().HostText.ShouldContain("Create ticket");
    }

    [Fact]
    public void An_altered_plan_is_refused()
    {
        Run(Plan, s_web).Succeeded();
        File.WriteAllText(PlanPath, File.ReadAllText(PlanPath).Replace("web01", "web02", StringComparison.Ordinal));

        Run(Apply).Ending().Id().ShouldBe("PlanAltered");

        Run("Get-RemediationTicket -StorePath $store").Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_that_was_not_approved_is_refused()
    {
        Run(Plan, s_web).Succeeded();

        Run(Apply + $" -Hash {new string('0', 64)}").Ending().Id().ShouldBe("PlanAltered");
    }

    [Fact]
    public void A_plan_whose_work_was_covered_meanwhile_is_refused_and_says_by_what()
    {
        Run(Plan, s_web, s_mail).Succeeded();
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Succeeded();

        ErrorRecord error = Run(Apply).Ending();

        error.Id().ShouldBe("PlanOutdated");
        error.ToString().ShouldContain("SA-1");
        Run("Get-RemediationTicket -StorePath $store").Output.Count.ShouldBe(1);
    }

    [Fact]
    public void A_plan_whose_ticket_has_changed_is_refused()
    {
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Succeeded();
        Run(Plan, s_web with { Cve = ["CVE-2021-44228", "CVE-2024-3094"] }).Succeeded().OneObject().Value("Updates").ShouldBe(1);
        Run("Close-RemediationTicket SA-1 -Reason done -Confirm:$false -StorePath $store").Succeeded();

        ErrorRecord error = Run(Apply).Ending();

        error.Id().ShouldBe("PlanOutdated");
        error.ToString().ShouldContain("SA-1 has changed");
    }

    [Fact]
    public void A_plan_for_another_store_is_refused()
    {
        Run(Plan, s_web).Succeeded();
        Run(Steps + " | New-RemediationTicket -StorePath $other", s_mail).Succeeded();

        Run("Invoke-RemediationPlan $plan -StorePath $other").Ending().Id().ShouldBe("PlanOutdated");
    }

    [Fact]
    public void A_plan_larger_than_is_allowed_stops_before_the_first_ticket()
    {
        Run(Plan, s_web, s_mail).Succeeded();

        Run(Apply + " -MaximumTickets 1").Ending().Id().ShouldBe("TooManyTickets");
        Run("Get-RemediationTicket -StorePath $store").Output.ShouldBeEmpty();
    }

    [Fact]
    public void An_undo_closes_what_the_run_made_and_leaves_what_somebody_touched()
    {
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web, s_mail).Succeeded();
        Run("Close-RemediationTicket SA-1 -Reason done -Confirm:$false -StorePath $store").Succeeded();

        CommandResult undo = Run(
            "Get-RemediationRun -StorePath $store | Where-Object Kind -eq New | Undo-RemediationRun -Confirm:$false -StorePath $store").Succeeded();

        undo.Texts("Action").ShouldBe(["Closed", "Skipped"], ignoreOrder: true);
        Run("Get-RemediationTicket -StorePath $store -State New").Output.ShouldBeEmpty();
    }

    [Fact]
    public void An_undo_puts_back_what_the_run_changed()
    {
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Succeeded();
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web with { Cve = ["CVE-2021-44228", "CVE-2024-3094"] }).Succeeded();

        Run("Get-RemediationRun -Last 1 -StorePath $store | Undo-RemediationRun -Confirm:$false -StorePath $store").Succeeded().Texts("Action").ShouldBe(["Updated"]);

        Run("Get-RemediationTicket -StorePath $store").OneObject().Text("CveIdText").ShouldBe("CVE-2021-44228");
    }

    [Fact]
    public void An_unknown_run_is_an_error()
    {
        Run("Undo-RemediationRun 20000101-000000-000000 -Confirm:$false -StorePath $store").Ending().Id().ShouldBe("RunNotFound");
        Run("Get-RemediationRun 20000101-000000-000000 -StorePath $store").Errors.ShouldHaveSingleItem().Id().ShouldBe("RunNotFound");
    }

    [Fact]
    public void A_run_is_kept_with_its_figures_and_every_reason_and_WhatIf_leaves_none()
    {
        Run(Steps + " | New-RemediationTicket -StorePath $store -WhatIf", s_web).Succeeded();
        Run("Get-RemediationRun -StorePath $store").Succeeded().Output.ShouldBeEmpty();
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Succeeded();
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web, s_mail).Succeeded();

        PSObject run = Run("Get-RemediationRun -Last 1 -StorePath $store | Get-RemediationRun -StorePath $store").OneObject();

        (run.Text("State"), run.Value("Read"), run.Value("Created"), run.Value("Unchanged")).ShouldBe(("Completed", 2, 1, 1));
        Run("Get-RemediationRun -Last 1 -StorePath $store | Get-RemediationRun -StorePath $store | ForEach-Object { $_.Entry | Where-Object Reason }")
            .Output.Count.ShouldBe(2);
    }

    private CommandResult Run(string script, params ReportedHost[] hosts)
    {
        string report = hosts.Length == 0 ? "" : _place.WriteReport("scan.nessus", hosts);
        return module.Session.Run(
            $"param($report, $store, $plan, $other) {script}",
            ("report", report), ("store", _place.Store), ("plan", PlanPath), ("other", _place.Combine("other.db")));
    }
}
