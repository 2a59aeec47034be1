using System.Xml.Linq;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class ViewTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("$critical", "ComputerName OperatingSystem MaxCvss Priority LastSeen CveId", "web01 Linux 6.1 9.8 Critical")]
    [InlineData("$critical.Finding", "Severity CvssScore CveId DetectionId Port Title", "Critical 9.8 CVE-2021-44228")]
    [InlineData("$critical.Finding[0].Cvss", "Version BaseScore Severity OverallScore Vector", "9.8 Critical 9.8 CVSS:3")]
    [InlineData("$critical.Read", "Connector Expected Received Skipped IsComplete Source", "3 0 True")]
    [InlineData("$match", "ComputerName Status Confidence Asset Reason", "web01 Matched High web01.corp.example R3")]
    [InlineData("($critical | Find-Asset -Path $inventory -Explain).Attempt", "Rule Key Result Detail", "R1 cloud id Skipped")]
    [InlineData("$match.Asset", "ComputerName IPAddress OperatingSystem Owner LastSeen Source", "web01 192.0.2.10 Debian 12 Web team 2025-11-04")]
    [InlineData("$detail", "ComputerName Status IPAddress OperatingSystem Software Owner", "web01 Matched 192.0.2.10 Debian 12 unknown Web team")]
    [InlineData("[SecAutomation.InstalledSoftware]@{ Name = 'nginx'; Version = '1.2' }", "Name Version Publisher Source", "nginx 1.2")]
    [InlineData("$ticket", "Number Status Priority DueDate Team Title", "SA-1 Created Critical")]
    [InlineData("Get-RemediationTicket -StorePath $store", "Number Status Priority DueDate Team Title", "SA-1 New Critical")]
    public void Every_output_has_a_table_of_few_columns(string script, string columns, string row)
    {
        string[] lines = Render(script).Split('\n');

        Words(lines[0]).ShouldBe(columns);
        Words(lines[2]).ShouldContain(row);
        lines.ShouldAllBe(line => line.Length <= 120);
    }

    // The widths that stand in the views, a blank between columns, and room for the start of the last one.
    [Fact]
    public void Every_column_of_a_table_is_seen_on_a_terminal_of_80_columns()
    {
        const int Terminal = 80;
        const int LastColumn = 8;
        XElement[] tables = [.. XDocument.Load(StagedModule.Combine("SecAutomation.Format.ps1xml")).Descendants("TableHeaders")];

        tables.Length.ShouldBeGreaterThan(10);
        tables.Where(table => table.Elements().Sum(column => 1 + ((int?)column.Element("Width") ?? LastColumn)) - 1 > Terminal)
            .Select(table => table.Ancestors("View").Single().Element("Name")!.Value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("critical")]
    [InlineData("match")]
    [InlineData("detail")]
    [InlineData("ticket")]
    public void Objects_that_come_back_from_a_file_look_as_they_did_alive(string name)
    {
        Render("");

        Render($"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(${name}))")
            .ShouldBe(Render($"${name}"));
    }

    [Fact]
    public void More_cves_than_fit_are_counted() =>
        Render("[SecAutomation.CriticalCveHost]@{ ComputerName = 'a'; CveId = 'CVE-2024-0001', 'CVE-2024-0002', 'CVE-2024-0003' }")
            .ShouldContain("CVE-2024-0001, CVE-2024-0002 and 1 more");

    [Fact]
    public void Text_of_a_scanner_cannot_steer_the_terminal() =>
        Render("[SecAutomation.Finding]@{ Title = \"red`e[31m alert`a\" }").ShouldContain("red [31m alert");

    private static string Words(string line) =>
        string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private string Render(string script)
    {
        string report = _place.WriteReport(
            "scan.nessus",
            new ReportedHost("web01", "CVE-2021-44228", "CVE-2021-45046", "CVE-2024-3094") { Fqdn = "web01.corp.example" });
        string inventory = _place.WriteInventory("assets.csv", "web01,web01.corp.example,192.0.2.10,Debian 12,Web team,2025-11-04");
        return module.Session.Render(
            $$"""
            param($report, $inventory, $store)
            $critical = Get-CriticalCveHost $report
            $match = $critical | Find-Asset -Path $inventory
            $detail = $match | Get-AssetDetail
            $ticket = $detail | New-RemediationTicket -StorePath $store
            {{script}}
            """,
            ("report", report),
            ("inventory", inventory),
            ("store", _place.Store));
    }
}
