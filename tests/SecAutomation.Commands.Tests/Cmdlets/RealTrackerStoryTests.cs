using System.Management.Automation;
using System.Security.Cryptography;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

/// <summary>The four steps, from a scan to tickets in the real products.</summary>
[Trait("Category", "Server")]
public sealed class RealTrackerStoryTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string FourSteps = "Get-CriticalCveHost $report | Find-Asset -Path $inventory | Get-AssetDetail | New-RemediationTicket -Connection $connection -StorePath $store -Confirm:$false";
    private const string Update = "Get-CriticalCveHost $report -IncludeClean -IncludeFixed | Find-Asset -Path $inventory | Get-AssetDetail | Update-RemediationTicket -Connection $connection -StorePath $store -Confirm:$false";

    private readonly Workplace _place = new();
    private readonly string _mark = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public void From_a_scan_to_tickets_that_no_second_run_and_no_second_machine_makes_again(string product)
    {
        using var registered = RegisteredConnection.ToRealTracker(module.Session, product);
        string connection = registered.Name;
        ReportedHost web = Host("web", "192.0.2.11", "CVE-2021-44228", "CVE-2024-3094");
        ReportedHost mail = Host("mail", "192.0.2.12", "CVE-2021-26855");

        CommandResult first = Run(FourSteps, connection, "here", web, mail).Succeeded();
        first.Texts("Action").ShouldBe(["Created", "Created"]);
        first.Output.SelectMany(ticket => (string[])ticket.Properties["NotApplied"].Value).ShouldBeEmpty();
        first.Texts("Team").ShouldBe(["IT Operations", "IT Operations"]);
        first.Texts("Url").ShouldAllBe(url => url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        string[] numbers = [.. first.Texts("Number").Order(StringComparer.Ordinal)];

        Run(FourSteps, connection, "here", web, mail).Succeeded().Texts("Action").ShouldBe(["Unchanged", "Unchanged"]);
        CommandResult elsewhere = Run(FourSteps, connection, "there", web, mail).Succeeded();
        elsewhere.Texts("Action").ShouldAllBe(action => action == "Unchanged" || action == "Adopted");
        elsewhere.Texts("Number").Order(StringComparer.Ordinal).ShouldBe(numbers);

        CommandResult more = Run(FourSteps, connection, "here", web with { Cve = [.. web.Cve, "CVE-2023-22515"] }, mail).Succeeded();
        more.Texts("Action").Order(StringComparer.Ordinal).ShouldBe(["Unchanged", "Updated"]);
        Run(FourSteps, connection, "there", web with { Cve = [.. web.Cve, "CVE-2023-22515"] }, mail).Succeeded().Texts("Action").ShouldAllBe(action => action == "Unchanged" || action == "Adopted");
    }

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public void A_clean_scan_closes_the_ticket_and_a_hole_that_comes_back_has_one_again(string product)
    {
        using var registered = RegisteredConnection.ToRealTracker(module.Session, product);
        string connection = registered.Name;
        ReportedHost web = Host("web", "192.0.2.11", "CVE-2021-44228");
        string number = Run(FourSteps, connection, "here", web).Succeeded().OneObject().Text("Number");

        CommandResult update = Run(Update, connection, "here", Later(web, 1) with { Cve = [], HasInformation = true }).Succeeded();
        PSObject closed = update.Output.Single(ticket => ticket.Text("Number") == number);
        closed.Text("Action").ShouldBe("Closed", closed.Text("Reason"));
        update.Output.Count(ticket => ticket.Text("Action") == "Closed").ShouldBe(1);

        CommandResult again = Run(FourSteps, connection, "here", Later(web, 2)).Succeeded();
        again.OneObject().Text("Action").ShouldBeOneOf("Created", "Reopened");
        Run(FourSteps, connection, "here", Later(web, 2)).Succeeded().Texts("Action").ShouldBe(["Unchanged"]);
    }

    public void Dispose() => _place.Dispose();

    private ReportedHost Host(string name, string address, params string[] cves) =>
        new($"{name}{_mark}", cves) { Fqdn = $"{name}{_mark}.corp.example", Address = address };

    private static ReportedHost Later(ReportedHost host, int days) => host with { ScannedAt = TimeProvider.System.GetUtcNow().AddDays(days) };

    private CommandResult Run(string command, string connection, string store, params ReportedHost[] hosts)
    {
        string report = _place.WriteReport("scan.nessus", hosts);
        string inventory = _place.WriteInventory("inventory.csv", [.. hosts.Select(host => $"{host.Name},{host.Fqdn},{host.Address},Linux,web team,{TimeProvider.System.GetUtcNow():O}")]);
        return module.Session.Run(
            $"param($report, $inventory, $connection, $store) {command}",
            ("report", report),
            ("inventory", inventory),
            ("connection", connection),
            ("store", _place.Combine(store, "tickets.db")));
    }
}
