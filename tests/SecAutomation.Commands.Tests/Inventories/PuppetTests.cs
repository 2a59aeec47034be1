using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using SecAutomation.Testing;
using SecAutomation.Testing.Inventories;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>Looking hosts up in a real PuppetDB, through the cmdlets.</summary>
[Trait("Category", "Server")]
public sealed class PuppetTests(PuppetNodes nodes, ModuleFixture module) : IClassFixture<PuppetNodes>, IClassFixture<ModuleFixture>, IDisposable
{
    private readonly LiveInventory _puppet = new(module.Session, "PuppetDB");

    [Fact]
    public void A_thousand_hosts_are_found_with_all_that_is_known_of_them()
    {
        Register();
        string[] names = [.. Enumerable.Range(1, PuppetNodes.Count).Select(number => PuppetNode.Numbered(number).Fqdn!)];
        long start = Stopwatch.GetTimestamp();

        (IReadOnlyList<PSObject> details, int requests) = _puppet.Find(names);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{details.Count} hosts, {requests} requests, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        details.Select(detail => detail.Text("MatchStatus")).ShouldAllBe(status => status == "Matched");
        details.Count.ShouldBe(PuppetNodes.Count);
        foreach (PSObject detail in details)
        {
            ((string[])detail.Value("IPAddress")!).ShouldHaveSingleItem().ShouldStartWith("10.77.");
            detail.Text("OperatingSystem").ShouldBe("Debian GNU/Linux 12 (bookworm) 12.11");
            ((Array)detail.Value("InstalledSoftware")!).Length.ShouldBe(20);
        }

        // Pages of 500 nodes, and the packages of 100 nodes in each request.
        requests.ShouldBeLessThanOrEqualTo(20);
    }

    [Theory]
    [InlineData("node0007")]
    [InlineData("NODE0007.Puppet.EXAMPLE")]
    [InlineData("10.77.0.8")]
    public void A_host_is_looked_up_alone_however_it_is_spelled(string name)
    {
        Register();

        (IReadOnlyList<PSObject> details, int requests) = _puppet.Find([name], "-MatchSetting @{ MatchAddress = $true }");

        details.ShouldHaveSingleItem().Text("MatchStatus").ShouldBe("Matched", details[0].Text("Reason"));
        ((Array)details[0].Value("InstalledSoftware")!).Length.ShouldBe(20);
        requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("odd01")]
    [InlineData("Odd01.puppet.example")]
    public void A_host_whose_facts_are_in_upper_case_and_whose_certificate_has_another_name_is_found(string name)
    {
        Register();

        PSObject detail = _puppet.Find([name]).Details.ShouldHaveSingleItem();

        detail.Text("MatchStatus").ShouldBe("Matched");
        PSObject.AsPSObject(detail.Value("Asset")!).Text("AssetId").ShouldBe(PuppetNodes.Odd.CertName);
    }

    [Theory]
    [InlineData("x\"] } } or (certname ~ \".")]
    [InlineData("x\\\"] or certname ~ \".*\" or certname in [\"y")]
    [InlineData("x\\")]
    public void A_host_whose_name_is_a_query_finds_nothing_and_breaks_nothing(string name)
    {
        Register();

        CommandResult result = _puppet.Look([name, "node0001.puppet.example"]);

        result.Errors.Where(error => error.Id() is "ServerFailed" or "RequestRefused" or "ReadIncomplete").ShouldBeEmpty();
        LiveInventory.Details(result).Select(detail => detail.Text("MatchStatus")).Count(status => status == "Matched").ShouldBe(1);
    }

    [Fact]
    public async Task The_question_that_the_server_fails_at_is_not_asked()
    {
        using var server = new PuppetServer(PuppetNodes.Require());

        (await server.AskAsync("inventory[certname]{ facts.networking.fqdn in [\"node0001.puppet.example\"] }", TestContext.Current.CancellationToken)).ShouldBe(500);
        Register();
        _puppet.Find(["node0001.puppet.example"]).Details.ShouldHaveSingleItem().Text("MatchStatus").ShouldBe("Matched");
    }

    [Fact]
    public void The_connection_passes_its_test()
    {
        Register();

        CommandResult result = _puppet.Test();

        result.Output.Where(check => check.Text("Outcome") == "Failed").ShouldBeEmpty();
        result.Output.Single(check => check.Text("Check") == "Version").Text("Detail").ShouldStartWith("The server is version 7.");
        result.Output.Single(check => check.Text("Check") == "Canary").Text("Outcome").ShouldBe("Passed");
        result.Output.Single(check => check.Text("Subject") == "installed software").Text("Outcome").ShouldBe("Passed");
    }

    [Fact]
    public void Over_HTTPS_hosts_are_found_with_a_client_certificate_and_refused_without_one()
    {
        _ = nodes;
        TestServer server = TestServer.Require("PUPPETDB", Assert.Skip);
        string register = $"Register-SecConnection {_puppet.Name} PuppetDB -Url {server["TLS_URL"]} -CertificateAuthority '{server["AUTHORITY"]}'";
        module.Session.Run(register).Succeeded();

        ErrorRecord refused = _puppet.Look(["node0001.puppet.example"]).Errors[0];
        module.Session.Run($"{register} -ClientCertificate '{server["CERTIFICATE"]}', '{server["KEY"]}'").Succeeded();

        refused.ToString().ShouldContain("-ClientCertificate");
        LiveInventory.Details(_puppet.Look(["node0001.puppet.example"]).Succeeded()).ShouldHaveSingleItem().Text("MatchStatus").ShouldBe("Matched");
        _puppet.Test().Output.Where(check => check.Text("Outcome") == "Failed").ShouldBeEmpty();
    }

    public void Dispose() => _puppet.Dispose();

    private void Register()
    {
        _ = nodes;
        _puppet.Register(PuppetNodes.Require());
    }
}
