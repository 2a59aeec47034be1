using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

/// <summary>What Export-Clixml and jobs do to objects, done by the serializer that both use.</summary>
public sealed class RoundTripTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Away = """
        $away = { param($alive) [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($alive)) }
        """;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("$back = & $away $critical; $back | Find-Asset -Path $inventory | Get-AssetDetail | New-RemediationTicket -StorePath $store")]
    [InlineData("$back = & $away $match; $back | Get-AssetDetail | New-RemediationTicket -StorePath $store")]
    [InlineData("$back = & $away $match; $back | New-RemediationTicket -StorePath $store")]
    [InlineData("$back = & $away $detail; $back | New-RemediationTicket -StorePath $store")]
    [InlineData("$back = & $away $critical; $back | New-RemediationTicket -StorePath $store")]
    public void A_result_that_comes_back_from_a_file_makes_the_same_ticket_as_alive(string script)
    {
        PSObject alive = Run("$detail | New-RemediationTicket -StorePath \"$store.alive\"").OneObject();

        CommandResult result = Run(script + "; $back.PSObject.TypeNames[0]").Succeeded();

        PSObject ticket = result.Output[0];
        ticket.Text("CveIdText").ShouldBe(alive.Text("CveIdText"));
        ticket.Text("Title").ShouldBe(alive.Text("Title"));
        ticket.Text("DueDate").ShouldBe(alive.Text("DueDate"));
        ticket.Text("Priority").ShouldBe(alive.Text("Priority"));
        $"{result.Output[1]}".ShouldStartWith("Deserialized.SecAutomation.");
    }

    [Fact]
    public void The_whole_detail_survives_down_to_its_findings_and_software()
    {
        const string Facts = """
            $f = { param($d) $d.MatchStatus; $d.IPAddressText; $d.LastSeen.UtcTicks; $d.FactSource.Count; $d.CriticalCveHost.Read.ScannedAt.UtcTicks
                $d.CriticalCveHost.Finding[0].CvssScore; $d.CriticalCveHost.Finding[0].Cvss[0].Version; $d.CriticalCveHost.Finding[0].Solution
                $d.Asset.Place; $d.CriticalCveHost.Finding[0].CveIdText }
            """;

        CommandResult alive = Run(Facts + "; & $f $detail").Succeeded();
        CommandResult back = Run(Facts + "; & $f (& $away $detail)").Succeeded();

        back.Texts().ShouldBe(alive.Texts());
        alive.Output.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("$critical")]
    [InlineData("$match")]
    [InlineData("$detail")]
    public void A_result_that_comes_back_from_json_makes_the_same_ticket_as_alive(string result)
    {
        string alive = Run("$detail | New-RemediationTicket -StorePath \"$store.alive\"").OneObject().Text("CveIdText");
        PSObject back = JsonObject.Of(Run(result).OneObject().BaseObject);

        PSObject ticket = module.Session.Run(
            "param($back, $store) $back | New-RemediationTicket -StorePath $store", ("back", back), ("store", _place.Store)).OneObject();

        ticket.Text("CveIdText").ShouldBe(alive);
        ticket.Text("ComputerNameText").ShouldBe("web01");
    }

    [Fact]
    public void A_ticket_that_comes_back_from_a_file_can_be_closed()
    {
        CommandResult result = Run("""
            $ticket = $detail | New-RemediationTicket -StorePath $store
            (& $away $ticket) | Close-RemediationTicket -Reason done -Confirm:$false -StorePath $store
            """);

        result.OneObject().Text("State").ShouldBe("Closed");
    }

    [Fact]
    public void A_flat_row_of_a_host_finds_its_asset_and_keeps_its_cves()
    {
        PSObject match = Run("""
            [pscustomobject]@{
                ComputerName = "$($critical.ComputerName)"; Fqdn = "$($critical.Fqdn)"; CveId = 'System.String[]'
                CveIdText = "$($critical.CveIdText)"; MaxCvss = "$($critical.MaxCvss)"; Finding = 'SecAutomation.Finding[]'; FirstSeen = ''
            } | Find-Asset -Path $inventory
            """).OneObject();

        match.Text("Status").ShouldBe("Matched");
        PSObject host = PSObject.AsPSObject(match.Value("CriticalCveHost")!);
        host.Text("CveIdText").ShouldBe("CVE-2021-44228, CVE-2021-45046");
        ((Array)host.Value("Finding")!).Length.ShouldBe(2);
        host.Value("MaxCvss").ShouldBe(9.8);
    }

    private CommandResult Run(string script)
    {
        string report = _place.WriteReport(
            "scan.nessus", new ReportedHost("web01", "CVE-2021-44228", "CVE-2021-45046") { Fqdn = "web01.corp.example" });
        string inventory = _place.WriteInventory("assets.csv", "web01,web01.corp.example,192.0.2.10,Debian 12,Web team,2025-11-04");
        return module.Session.Run(
            $$"""
            param($report, $inventory, $store)
            {{Away}}
            $critical = Get-CriticalCveHost $report
            $match = $critical | Find-Asset -Path $inventory
            $detail = $match | Get-AssetDetail
            {{script}}
            """,
            ("report", report),
            ("inventory", inventory),
            ("store", _place.Store));
    }
}
