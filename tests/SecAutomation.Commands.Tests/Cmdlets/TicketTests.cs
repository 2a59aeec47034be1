using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class TicketTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Steps = "Get-CriticalCveHost $report | Find-Asset -Path $inventory -WarningAction Ignore | Get-AssetDetail -WarningAction Ignore";
    private const string Make = Steps + " | New-RemediationTicket -StorePath $store";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };
    private static readonly ReportedHost s_lost = new("lost01", "CVE-2019-0708") { Address = "192.0.2.12" };

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Each_identified_host_gets_a_ticket_and_the_others_share_one()
    {
        CommandResult result = Run(Make, s_web, s_mail, s_lost).Succeeded();

        result.Texts("Action").ShouldBe(["Created", "Created", "Created"]);
        result.Texts("Team").ShouldBe(["IT", "IT", "IT"]);
        result.Texts("ComputerNameText").ShouldBe(["web01", "mail01", "lost01"], ignoreOrder: true);
        result.Texts("Number").ToHashSet(StringComparer.Ordinal).Count.ShouldBe(3);
        result.Texts("Connection").ShouldAllBe(path => path == _place.Store);
    }

    [Fact]
    public void The_second_run_says_Unchanged_and_new_findings_say_Updated_and_less_takes_nothing_away()
    {
        Run(Make, s_web, s_mail).Succeeded();

        Run(Make, s_web, s_mail).Succeeded().Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);
        CommandResult more = Run(Make, s_web with { Cve = ["CVE-2021-44228", "CVE-2024-3094"] }, s_mail).Succeeded();
        more.Texts("Action").ShouldBe(["Updated", "Unchanged"], ignoreOrder: true);

        Run(Make, s_web).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);
        CommandResult kept = Run("Get-RemediationTicket -StorePath $store").Succeeded();
        kept.Output.Count.ShouldBe(2);
        kept.Texts("CveIdText").ShouldContain(text => text == "CVE-2021-44228, CVE-2024-3094");
    }

    [Fact]
    public void WhatIf_tells_the_plan_and_makes_no_store()
    {
        CommandResult result = Run(Make + " -WhatIf", s_web).Succeeded();

        PSObject planned = result.OneObject();
        planned.Text("Action").ShouldBe("Created");
        planned.Text("Id").ShouldBe("");
        planned.Text("Text").ShouldContain("CVE-2021-44228");
        result.HostText.ShouldContain("What if: Performing the operation \"Create ticket\"");
        File.Exists(_place.Store).ShouldBeFalse();
    }

    [Fact]
    public void Confirm_asks_for_each_ticket_and_what_is_refused_is_skipped()
    {
        module.Session.Host.Recorded.Answers.Enqueue("Yes");
        module.Session.Host.Recorded.Answers.Enqueue("No");

        CommandResult result = Run(Make + " -Confirm", s_web, s_mail).Succeeded();

        result.Texts("Action").ShouldBe(["Created", "Skipped"]);
        module.Session.Host.Recorded.Questions.Count.ShouldBe(2);
        Run("Get-RemediationTicket -StorePath $store").Output.Count.ShouldBe(1);
    }

    [Fact]
    public void More_tickets_than_are_allowed_stop_before_the_first()
    {
        CommandResult result = Run(Make + " -MaximumTickets 1", s_web, s_mail);

        result.Ending().Id().ShouldBe("TooManyTickets");
        result.Ending().CategoryInfo.Category.ShouldBe(ErrorCategory.LimitsExceeded);
        result.Ending().ToString().ShouldContain("-MaximumTickets 2");
        result.Output.ShouldBeEmpty();
        File.Exists(_place.Store).ShouldBeFalse();
        Run(Make + " -MaximumTickets 1 -WhatIf", s_web, s_mail).Warnings.ShouldContain(line => line.Contains("-MaximumTickets 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_StorePath_it_says_where_the_tickets_are()
    {
        CommandResult result = Run(Steps + " | New-RemediationTicket -WhatIf", s_web);

        result.Warnings.ShouldHaveSingleItem().ShouldContain("tickets.db");
    }

    [Fact]
    public void The_caller_decides_team_priority_and_due_date()
    {
        PSObject ticket = Run(
            Make + " -Team 'Web' -Priority High -DueDate ([datetime]'2099-05-01')", s_web).OneObject();

        ticket.Text("Team").ShouldBe("Web");
        ticket.Text("Priority").ShouldBe("High");
        ticket.Value("DueDate").ShouldBe(new DateOnly(2099, 5, 1));
    }

    [Fact]
    public void A_template_of_the_users_own_writes_the_text()
    {
        string template = _place.Write("ticket.liquid", "# Please patch\n");

        Run($"{Make} -Template '{template}'", s_web).OneObject().Text("Text").ShouldContain("# Please patch");
    }

    [Theory]
    [InlineData("{% if %}", "TemplateInvalid")]
    [InlineData(null, "FileNotFound")]
    public void A_template_that_cannot_be_used_stops_before_anything_is_written(string? text, string id)
    {
        string template = text is null ? _place.Combine("missing.liquid") : _place.Write("ticket.liquid", text);

        Run($"{Make} -Template '{template}'", s_web).Ending().Id().ShouldBe(id);

        File.Exists(_place.Store).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Host", 3)]
    [InlineData("Cve", 2)]
    [InlineData("All", 1)]
    public void Groups_as_it_is_told(string group, int tickets) =>
        Run(Make + $" -GroupBy {group}", s_web, s_mail with { Cve = ["CVE-2021-44228", "CVE-2021-26855"] }, s_web with { Name = "app01", Fqdn = "app01.corp.example", Address = "192.0.2.13" })
            .Succeeded().Output.Count.ShouldBe(tickets);

    [Theory]
    [InlineData("Skip")]
    [InlineData("Error")]
    public void Hosts_that_were_not_identified_are_named_where_they_get_no_ticket(string treatment)
    {
        CommandResult result = Run(Make + $" -UnmatchedHost {treatment} -Team IT", s_web, s_lost);

        result.Texts("ComputerNameText").ShouldBe(["web01"]);
        if (treatment == "Skip")
            result.Warnings.ShouldContain(line => line.StartsWith("lost01", StringComparison.Ordinal));
        else
            result.Errors.ShouldHaveSingleItem().Id().ShouldBe("AssetNotFound");
    }

    [Theory]
    [InlineData("Get-CriticalCveHost $report | New-RemediationTicket -StorePath $store")]
    [InlineData("Get-CriticalCveHost $report | Find-Asset -Path $inventory | New-RemediationTicket -StorePath $store")]
    [InlineData("$d = Get-CriticalCveHost $report | Find-Asset -Path $inventory | Get-AssetDetail; New-RemediationTicket -InputObject $d -StorePath $store")]
    [InlineData("[pscustomobject]@{ ComputerName = 'web01'; CveId = 'cve-2021-44228'; MaxCvss = 10.0 } | New-RemediationTicket -StorePath $store")]
    public void Takes_the_results_of_every_step_and_rows_with_a_name_and_cves(string script)
    {
        PSObject ticket = Run(script, s_web).OneObject();

        ticket.Text("ComputerNameText").ShouldBe("web01");
        ticket.Text("CveIdText").ShouldBe("CVE-2021-44228");
    }

    [Fact]
    public void An_object_without_work_is_an_error_and_the_others_go_on()
    {
        CommandResult result = Run($"@({Steps}) + @('web01', 42) | New-RemediationTicket -StorePath $store", s_web);

        result.Errors.Select(error => error.Id()).ShouldBe(["InputNotUnderstood", "InputNotUnderstood"]);
        result.Output.Count.ShouldBe(1);
    }

    [Fact]
    public void Reads_tickets_back_by_number_id_key_host_cve_team_and_state()
    {
        CommandResult made = Run(Make + " -Team Web", s_web).Succeeded();
        Run(Make + " -Team Mail", s_mail).Succeeded();
        PSObject web = made.OneObject();

        foreach (string filter in new[]
                 {
                     $"-Number {web.Text("Number")}", $"-Id {web.Text("Id")}", $"-Key {web.Text("Key")}",
                     "-ComputerName web*", "-CveId CVE-2021-44228", "-Team W*", "-State New -Team Web",
                 })
        {
            Run($"Get-RemediationTicket -StorePath $store {filter}").OneObject().Text("Key").ShouldBe(web.Text("Key"), filter);
        }

        Run("Get-RemediationTicket -StorePath $store -State Closed").Succeeded().Output.ShouldBeEmpty();
        Run("Get-RemediationTicket -StorePath $store | Get-RemediationTicket -StorePath $store").Succeeded().Output.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Get-RemediationTicket -Number SA-99 -StorePath $store")]
    [InlineData("Close-RemediationTicket -Number SA-99 -Reason done -Confirm:$false -StorePath $store")]
    public void A_ticket_that_is_not_there_is_an_error(string script)
    {
        Run(Make, s_web).Succeeded();

        ErrorRecord error = Run(script).Errors.ShouldHaveSingleItem();

        error.Id().ShouldBe("TicketNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ObjectNotFound);
        error.TargetObject.ShouldBe("SA-99");
    }

    [Fact]
    public void Closes_with_a_reason_and_says_so_the_second_time()
    {
        Run(Make, s_web).Succeeded();

        PSObject closed = Run(
            "Get-RemediationTicket -StorePath $store | Close-RemediationTicket -Reason 'Patched on Tuesday' -Resolution Fixed -Confirm:$false -StorePath $store").OneObject();

        closed.Text("Action").ShouldBe("Closed");
        closed.Text("State").ShouldBe("Closed");
        closed.Text("CloseReason").ShouldBe("Patched on Tuesday");
        Run("Close-RemediationTicket SA-1 -Reason again -Confirm:$false -StorePath $store").Errors.ShouldHaveSingleItem().Id().ShouldBe("TicketClosed");
    }

    [Fact]
    public void Closing_asks_by_itself_and_WhatIf_closes_nothing()
    {
        Run(Make, s_web).Succeeded();
        module.Session.Host.Recorded.Answers.Enqueue("No");

        Run("Close-RemediationTicket SA-1 -Reason done -StorePath $store").Succeeded().Texts("Action").ShouldBe(["Skipped"]);
        module.Session.Host.Recorded.Questions.ShouldHaveSingleItem().ShouldContain("SA-1");
        Run("Close-RemediationTicket SA-1 -Reason done -WhatIf -StorePath $store").HostText.ShouldContain("SA-1");
        Run("Get-RemediationTicket -StorePath $store").OneObject().Text("State").ShouldBe("New");
    }

    private CommandResult Run(string script, params ReportedHost[] hosts)
    {
        string report = hosts.Length == 0 ? "" : _place.WriteReport("scan.nessus", hosts);
        string inventory = _place.WriteInventory(
            "assets.csv",
            "web01,web01.corp.example,192.0.2.10,Debian 12,Web team,2025-11-04",
            "mail01,mail01.corp.example,192.0.2.11,Windows Server 2019,Mail team,2025-11-04",
            "app01,app01.corp.example,192.0.2.13,Debian 12,Web team,2025-11-04");
        return module.Session.Run(
            $"param($report, $inventory, $store) {script}", ("report", report), ("inventory", inventory), ("store", _place.Store));
    }
}
