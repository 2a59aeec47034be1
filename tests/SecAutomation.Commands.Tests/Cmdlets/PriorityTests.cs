using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

/// <summary>What feeds and decision tables make of the hosts of a scan, and of their tickets.</summary>
public sealed class PriorityTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Hosts = "Get-CriticalCveHost $folder/scan.nessus -IntelligencePath $store ";
    private const string Table = "-DecisionTable CisaBod2604 ";

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Known_exploitation_and_EPSS_narrow_and_what_is_not_known_stays()
    {
        Feed();

        Run(Hosts).Succeeded().Output.Select(host => (host.Text("ComputerName"), host.Value("KnownExploited")))
            .ShouldBe([("app01", false), ("new01", false), ("web01", true)], ignoreOrder: true);
        Run(Hosts + "-KnownExploited").Succeeded().Texts("ComputerName").ShouldBe(["web01"]);
        CommandResult scored = Run(Hosts + "-MinimumEpss 0.5");
        scored.Texts("ComputerName").ShouldBe(["new01", "web01"], ignoreOrder: true);
        scored.Warnings.ShouldHaveSingleItem().ShouldContain("CVE-2025-0001");
    }

    [Fact]
    public void A_decision_names_its_row_its_facts_and_what_would_change_it()
    {
        Feed();

        PSObject host = Run(Hosts + Table + "-ComputerName web01 -DecisionDefault @{ 'Publicly Exposed' = 'No' }").Succeeded().OneObject();

        var decision = PSObject.AsPSObject(((Array)host.Value("Decision")!).GetValue(0)!);
        decision.Text("CveId").ShouldBe("CVE-2021-44228");
        decision.Text("Reason").ShouldContain("In KEV = Yes (CISA KEV, 2025-08-25)");
        decision.Text("Reason").ShouldContain("Publicly Exposed = No (default)");
        decision.Text("Reason").ShouldContain("Automatable = Yes (CISA SSVC, 2025-08-01)");
        decision.Text("Change").ShouldContain("would make it");
        ((Array)decision.Value("NotKnown")!).Length.ShouldBe(0);
    }

    [Fact]
    public void What_nobody_says_counts_as_the_most_urgent_that_is_possible()
    {
        Feed();

        PSObject unknown = Run(Hosts + Table + "-ComputerName app01").Succeeded().OneObject();
        PSObject known = Run(Hosts + Table + "-ComputerName app01 -DecisionDefault @{ 'Publicly Exposed' = 'No'; Automatable = 'No'; 'Technical Impact' = 'Partial' }").Succeeded().OneObject();

        Convert.ToInt32(known.Value("Priority"), null).ShouldBeLessThan(Convert.ToInt32(unknown.Value("Priority"), null));
    }

    [Fact]
    public void The_asset_answers_what_the_scan_cannot_know_and_the_ticket_follows_it()
    {
        Feed();
        _place.Write("assets.csv", "Name,Exposure,Tags,Last Seen\nweb01,,internet-facing,2026-03-01\napp01,internal,,2026-03-01\nnew01,,dmz,2026-03-01\n");
        const string Find = " | Find-Asset -Path $folder/assets.csv";

        CommandResult details = Run(Hosts + Table + Find + " | Get-AssetDetail").Succeeded();

        Reason(details.Output.Single(host => host.Text("ComputerName") == "web01")).ShouldContain("Publicly Exposed = Yes (asset tag 'internet-facing' in assets.csv, line 2, 2026-03-01)");
        Reason(details.Output.Single(host => host.Text("ComputerName") == "app01")).ShouldContain("Publicly Exposed = No (asset exposure 'internal' in assets.csv, line 3, 2026-03-01)");
        Reason(details.Output.Single(host => host.Text("ComputerName") == "new01")).ShouldContain("Publicly Exposed = not known (no source says)");
        Run(Hosts + Table + "-ComputerName app01" + Find + " | New-RemediationTicket -StorePath $folder/tickets.db")
            .Succeeded().OneObject().Text("Text").ShouldContain("asset exposure 'internal'");
    }

    [Fact]
    public void What_a_tag_of_ones_own_means_is_a_setting()
    {
        Feed();
        _place.Write("assets.csv", "Name,Tags\nnew01,dmz\n");
        string find = Hosts + Table + "-ComputerName new01 | Find-Asset -Path $folder/assets.csv | Get-AssetDetail -AssetAnswer ";

        Reason(Run(find + "@{ 'cisa:PE' = @{ Yes = 'tag:lan', 'tag:DMZ'; No = 'tag:office' } }").Succeeded().OneObject())
            .ShouldContain("Publicly Exposed = Yes (asset tag 'dmz' in assets.csv, line 2)");
        Run(find + "@{ 'cisa:PE' = @{ Yes = 'weather:fine' } }").Ending().ToString().ShouldContain("the fields are exposure, missionImpact, tag");
        Run(find + "@{ 'cisa:PE' = 'tag:dmz' }").Ending().Id().ShouldBe("ValueInvalid");
    }

    [Fact]
    public void A_table_that_changed_since_it_decided_decides_no_more()
    {
        Feed();
        string table = File.ReadAllText(System.IO.Path.Combine(Testing.RepositoryRoot.Combine("src", "SecAutomation.Remediation", "Intelligence", "Decisions", "Tables"), "CisaBod2604.json"));
        _place.Write("own.json", table);
        _place.Write("assets.csv", "Name,Exposure\nweb01,internal\n");
        Run("$global:decided = " + Hosts + "-ComputerName web01 -DecisionTable $folder/own.json").Succeeded();
        _place.Write("own.json", table + " ");

        CommandResult after = Run("$global:decided | Find-Asset -Path $folder/assets.csv | Get-AssetDetail");

        after.Warnings.ShouldHaveSingleItem().ShouldContain("has changed since it decided");
        Reason(after.OneObject()).ShouldContain("Publicly Exposed = not known");
    }

    [Fact]
    public void Intelligence_that_nobody_asked_to_narrow_by_changes_the_priority_alone()
    {
        Feed();

        CommandResult result = Run(Hosts + "-MinimumCvss 9 -Verbose").Succeeded();

        result.Texts("ComputerName").ShouldBe(Run("Get-CriticalCveHost $folder/scan.nessus -MinimumCvss 9 -IntelligencePath $store").Texts("ComputerName"));
        result.Verbose.ShouldContain(line => line.Contains("which hosts count does not depend on it", StringComparison.Ordinal));
        PSObject listed = result.Output.Single(host => host.Text("ComputerName") == "web01");
        ((Array)listed.Value("Intelligence")!).Length.ShouldBe(3);
        ((Array)listed.Value("KnownExploitedCve")!).Cast<object>().ShouldBe(["CVE-2021-44228"]);
    }

    [Fact]
    public void A_ticket_takes_priority_and_due_date_from_the_decision_and_says_why()
    {
        Feed();
        string make = " | New-RemediationTicket -StorePath $folder/tickets.db";

        PSObject urgent = Run(Hosts + Table + "-ComputerName web01" + make).Succeeded().OneObject();
        PSObject slow = Run(Hosts + Table + "-ComputerName app01 -DecisionDefault @{ 'Publicly Exposed' = 'No'; Automatable = 'No'; 'Technical Impact' = 'Partial' }" + make)
            .Succeeded().OneObject();

        urgent.Text("Priority").ShouldBe("Critical");
        urgent.Text("Text").ShouldContain("BOD 26-04");
        ((DateOnly)urgent.Value("DueDate")!).ShouldBeGreaterThan(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        ((DateOnly)slow.Value("DueDate")!).ShouldBeGreaterThan((DateOnly)urgent.Value("DueDate")!);
        slow.Text("Priority").ShouldBe("Low");
    }

    [Fact]
    public void The_days_of_the_table_of_due_dates_are_a_setting()
    {
        Feed();
        const string Make = "Get-CriticalCveHost $folder/scan.nessus -ComputerName app01 -IntelligencePath $store | New-RemediationTicket -WhatIf -StorePath $folder/tickets.db -DueDateSetting ";

        PSObject ticket = Run(Make + "@{ Critical = 10; BusinessDays = $true; Weekend = 'Friday', 'Saturday'; Holiday = '2026-12-25'; Grace = 5 }").Succeeded().OneObject();

        ticket.Text("Text").ShouldContain("business days");
        ((DateOnly)ticket.Value("DueDate")!).DayOfWeek.ShouldNotBeOneOf(DayOfWeek.Friday, DayOfWeek.Saturday);
        Run(Make + "@{ Urgent = 1 }").Ending().ToString().ShouldContain("Exploited, Critical, High");
        Run(Make + "@{ Critical = 'soon' }").Ending().Id().ShouldBe("ValueInvalid");
        Run(Make + "@{ Weekend = 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday' }").Ending().ToString().ShouldContain("no business day");
        Run(Make + "@{ Holiday = 'Christmas' }").Ending().Id().ShouldBe("ValueInvalid");
    }

    [Fact]
    public void What_cannot_be_decided_is_an_error_before_anything_is_read()
    {
        Feed();
        Run(Hosts + "-DecisionTable nothing").Ending().Id().ShouldBe("FileNotFound");
        _place.Write("table.json", "{}");
        Run(Hosts + "-DecisionTable $folder/table.json").Ending().Id().ShouldBe("DecisionTableInvalid");
        Run(Hosts + Table + "-DecisionDefault @{ Weather = 'Fine' }").Ending().Id().ShouldBe("ValueInvalid");
        Run("Get-CriticalCveHost $folder/scan.nessus -KnownExploited -IntelligencePath $folder/none.bin").Ending().Id().ShouldBe("IntelligenceMissing");
    }

    private static string Reason(PSObject detail) => PSObject.AsPSObject(
        ((Array)PSObject.AsPSObject(detail.Value("CriticalCveHost")!).Value("Decision")!).GetValue(0)!).Text("Reason");

    private void Feed()
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        _place.Write("record.json", Record("CVE-2021-44228", "active"));
        _place.Write("epss.csv", "#model_version:v1,score_date:2025-08-25T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\nCVE-2024-3094,0.1,0.5\n");
        _place.WriteReport(
            "scan.nessus",
            new ReportedHost("web01", "CVE-2021-44228"),
            new ReportedHost("app01", "CVE-2024-3094") { Address = "192.0.2.21" },
            new ReportedHost("new01", "CVE-2025-0001") { Address = "192.0.2.22" });
        Run("Update-CveIntelligence $folder/kev.json, $folder/record.json, $folder/epss.csv -StorePath $store").Succeeded();
    }

    private static string Catalogue(string day, params string[] cves) => $$"""
        { "catalogVersion": "{{day.Replace('-', '.')}}", "dateReleased": "{{day}}T15:00:00Z", "count": {{cves.Length}}, "vulnerabilities": [
        {{string.Join(",\n", cves.Select(cve => $$"""{ "cveID": "{{cve}}", "vulnerabilityName": "Hole {{cve}}", "dateAdded": "2021-12-10", "shortDescription": "A hole.", "requiredAction": "Update.", "dueDate": "2021-12-24", "knownRansomwareCampaignUse": "Known" }"""))}} ] }
        """;

    private static string Record(string cve, string exploitation) => $$"""
        { "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": { "cveId": "{{cve}}", "state": "PUBLISHED", "dateUpdated": "2025-08-01T00:00:00Z" },
          "containers": { "cna": {}, "adp": [ { "metrics": [ { "other": { "type": "ssvc", "content": { "timestamp": "2025-08-01T00:00:00Z",
            "options": [ { "Exploitation": "{{exploitation}}" }, { "Automatable": "yes" }, { "Technical Impact": "total" } ] } } } ] } ] } }
        """;

    private CommandResult Run(string script) =>
        module.Session.Run("param($folder, $store)\n" + script, ("folder", _place.Folder), ("store", _place.Combine("cve.bin")));
}
