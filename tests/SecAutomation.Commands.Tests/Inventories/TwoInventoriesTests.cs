using System.Management.Automation;
using System.Security.Cryptography;
using SecAutomation.Testing;
using SecAutomation.Testing.Inventories;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>All four steps on real products: a scan report, PuppetDB and Icinga 2 together, and tickets in Redmine.</summary>
[Trait("Category", "Server")]
public sealed class TwoInventoriesTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string FourSteps =
        "Get-CriticalCveHost $report | Find-Asset -Connection $puppet, $icinga | Get-AssetDetail | New-RemediationTicket -Connection $redmine -StorePath $store -Confirm:$false";

    private const string Details = "Get-CriticalCveHost $report | Find-Asset -Connection $puppet, $icinga | Get-AssetDetail";

    private readonly Workplace _place = new();
    private readonly string _mark = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
    private readonly LiveInventory _puppet = new(module.Session, "PuppetDB");
    private readonly LiveInventory _icinga = new(module.Session, "Icinga2");
    private RegisteredConnection? _redmine;

    [Fact]
    public async Task A_host_that_each_inventory_knows_by_another_name_has_one_ticket_with_what_both_know_and_a_second_run_makes_none()
    {
        await PrepareAsync();
        string report = _place.WriteReport(
            "scan.nessus",
            new ReportedHost($"shop{_mark}", "CVE-2021-44228", "CVE-2024-3094") { Fqdn = $"shop{_mark}.corp.example", Address = "10.81.0.1" },
            new ReportedHost($"www{_mark}", "CVE-2021-44228") { Address = "10.81.0.1" },
            new ReportedHost($"db{_mark}", "CVE-2021-26855") { Fqdn = $"db{_mark}.corp.example", Address = "10.81.0.2" },
            new ReportedHost($"unknown{_mark}", "CVE-2023-22515") { Fqdn = $"unknown{_mark}.corp.example", Address = "10.81.0.3" });

        IReadOnlyList<PSObject> details = Run(Details, report).Succeeded().Output;

        // To PuppetDB it is the shop whose certificate has a name of its own; to Icinga 2 it is www, which is reached at the shop's name. It was scanned as both.
        PSObject shop = details.Single(detail => detail.Text("ComputerName") == $"shop{_mark}");
        shop.Text("MatchStatus").ShouldBe("Matched", shop.Text("Reason"));
        ((Array)shop.Value("InstalledSoftware")!).Length.ShouldBe(1);
        shop.Text("Owner").ShouldBe("Web Operations");
        shop.Text("Source").ShouldContain(_puppet.Name);
        shop.Text("Source").ShouldContain(_icinga.Name);
        PSObject www = details.Single(detail => detail.Text("ComputerName") == $"www{_mark}");
        www.Text("MatchStatus").ShouldBe("Matched", www.Text("Reason"));
        details.Single(detail => detail.Text("ComputerName") == $"unknown{_mark}").Text("MatchStatus").ShouldBe("NotFound");

        CommandResult first = Run(FourSteps, report).Succeeded();
        string[] numbers = [.. first.Texts("Number").Order(StringComparer.Ordinal)];
        first.Output.SelectMany(ticket => (string[])ticket.Value("NotApplied")!).ShouldBeEmpty();

        // One for the shop under both of its names, one for the database, and the one that lists who is not known, which may be there from earlier.
        first.Output.Count.ShouldBe(3);
        first.Output.Where(ticket => Hosts(ticket) is [var host] && (host == $"shop{_mark}" || host == $"db{_mark}")).Select(ticket => ticket.Text("Action")).ShouldBe(["Created", "Created"]);
        first.Output.Single(ticket => Hosts(ticket).Contains($"unknown{_mark}", StringComparer.OrdinalIgnoreCase)).Text("Action").ShouldBeOneOf("Created", "Updated");

        Run(FourSteps, report).Succeeded().Texts("Action").ShouldAllBe(action => action == "Unchanged");
        CommandResult elsewhere = Run(FourSteps, report, "there").Succeeded();
        elsewhere.Texts("Action").ShouldAllBe(action => action == "Unchanged" || action == "Adopted");
        elsewhere.Texts("Number").Order(StringComparer.Ordinal).ShouldBe(numbers);
    }

    public void Dispose()
    {
        _puppet.Dispose();
        _icinga.Dispose();
        _redmine?.Dispose();
        _place.Dispose();
    }

    private async Task PrepareAsync()
    {
        Uri url = PuppetNodes.Require();
        TestServer monitoring = IcingaHosts.Require();
        CancellationToken token = TestContext.Current.CancellationToken;
        using var puppet = new PuppetServer(url);
        await puppet.ReportAsync(
            [
                new PuppetNode($"agent-{_mark}") { HostName = $"shop{_mark}", Fqdn = $"shop{_mark}.corp.example", Address = "10.81.0.1", Package = [("log4j-core", "2.14.1")] },
                new PuppetNode($"db{_mark}.corp.example") { HostName = $"db{_mark}", Fqdn = $"db{_mark}.corp.example", Address = "10.81.0.2", Package = [("postgresql-15", "15.8-0")] },
            ],
            token);
        using var icinga = new IcingaServer(monitoring);
        await icinga.AddAsync($"www{_mark}", $"shop{_mark}.corp.example", "Debian GNU/Linux 12", token);
        await icinga.AddAsync($"db{_mark}", "10.81.0.2", "Debian GNU/Linux 12", token);

        _puppet.Register(url);
        _icinga.Register(new Uri(monitoring["URL"]), (monitoring["USER"], monitoring["PASSWORD"]), monitoring["AUTHORITY"]);
        _redmine = RegisteredConnection.ToRealTracker(module.Session, "Redmine");
    }

    private CommandResult Run(string command, string report, string store = "here") => module.Session.Run(
        $"param($report, $puppet, $icinga, $redmine, $store) {command}",
        ("report", report), ("puppet", _puppet.Name), ("icinga", _icinga.Name), ("redmine", _redmine!.Name), ("store", _place.Combine(store, "tickets.db")));

    private static string[] Hosts(PSObject ticket) => (string[])ticket.Value("ComputerName")!;
}
