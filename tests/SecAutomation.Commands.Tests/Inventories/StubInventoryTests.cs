using System.Collections;
using System.Management.Automation;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>Inventories of which no server can be had here, against the rules of their connectors, through the cmdlets.</summary>
public sealed class StubInventoryTests(ModuleFixture module) : IClassFixture<ModuleFixture>
{
    private static readonly string[] s_secrets = ["token", "clientSecret", "password"];

    [Theory]
    [InlineData("NetBox", "web01.corp.example", "192.0.2.11, 2001:db8::11, 198.51.100.11", "", 4)]
    [InlineData("SnipeIT", "SHOP01", "192.0.2.11", "", 1)]
    [InlineData("Lansweeper", "web01.corp.example", "192.0.2.11", "Apache Tomcat 9.0 9.0.80", 3)]
    [InlineData("RunZero", "web01.corp.example", "192.0.2.11, 198.51.100.11", "Log4j 2.14.1", 3)]
    [InlineData("ServiceNowCmdb", "web01.corp.example", "192.0.2.11, 198.51.100.11, 2001:db8::11", "Apache HTTP Server 2.4.62", 2)]
    [InlineData("Intune", "wks-0042", "", "7-Zip 23.01 (x64)", 8)]
    [InlineData("Entra", "srv-0007", "", "", 2)]
    public async Task A_host_is_found_with_what_is_known_of_it(string connector, string host, string addresses, string software, int mostRequests)
    {
        await using StubServer server = Serve(connector, out StubRules rules);
        using LiveInventory inventory = Register(connector, server, rules);

        (IReadOnlyList<PSObject> details, int requests) = inventory.Find([host]);

        PSObject detail = details.ShouldHaveSingleItem();
        detail.Text("MatchStatus").ShouldBe("Matched", detail.Text("Reason"));
        string.Join(", ", (string[]?)detail.Value("IPAddress") ?? []).ShouldBe(addresses);
        detail.Text("InstalledSoftwareText").ShouldContain(software);
        requests.ShouldBeLessThanOrEqualTo(mostRequests);
    }

    [Theory]
    [InlineData("NetBox")]
    [InlineData("SnipeIT")]
    [InlineData("Lansweeper")]
    [InlineData("RunZero")]
    [InlineData("ServiceNowCmdb")]
    [InlineData("Intune")]
    [InlineData("Entra")]
    public async Task Its_connection_passes_its_test(string connector)
    {
        await using StubServer server = Serve(connector, out StubRules rules);
        using LiveInventory inventory = Register(connector, server, rules);

        CommandResult result = inventory.Test();

        result.Output.Where(check => check.Text("Outcome") == "Failed").ShouldBeEmpty();
        result.Output.Where(check => check.Text("Check") == "Right").Select(check => check.Text("Outcome")).ShouldAllBe(outcome => outcome == "Passed");
        result.Output.Where(check => check.Text("Subject") == "host name").Select(check => check.Text("Percent")).ShouldAllBe(percent => percent == "100");
    }

    private static StubServer Serve(string connector, out StubRules rules)
    {
        rules = StubRules.Load(RepositoryRoot.Combine("src", "SecAutomation.Connectors", connector, "_test", "server.yaml"));

        // The last answer at once: a job is done when it is first looked at.
        return new StubServer([.. rules.Rule.Select(rule => rule with { Answer = [rule.Answer[^1]] })]);
    }

    private LiveInventory Register(string connector, StubServer server, StubRules rules)
    {
        var settings = new Hashtable();
        foreach ((string name, string value) in rules.Setting)
            settings[name] = s_secrets.Contains(name, StringComparer.Ordinal) ? RegisteredConnection.Secret(value) : value.Replace("{server}", server.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        var inventory = new LiveInventory(module.Session, connector);
        inventory.Register(server.Url, setting: settings);
        return inventory;
    }
}
