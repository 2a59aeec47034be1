using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>Looking hosts up in a real Icinga 2, over HTTPS with a certificate authority of its own.</summary>
[Trait("Category", "Server")]
public sealed class IcingaTests(IcingaHosts hosts, ModuleFixture module) : IClassFixture<IcingaHosts>, IClassFixture<ModuleFixture>, IDisposable
{
    private readonly LiveInventory _icinga = new(module.Session, "Icinga2");

    [Fact]
    public void A_thousand_hosts_are_found_in_two_requests()
    {
        Register();
        string[] names = [.. Enumerable.Range(1, IcingaHosts.Count).Select(number => IcingaHosts.Name(number).ToUpperInvariant())];
        long start = Stopwatch.GetTimestamp();

        (IReadOnlyList<PSObject> details, int requests) = _icinga.Find(names);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{details.Count} hosts, {requests} requests, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        details.Count.ShouldBe(IcingaHosts.Count);
        details.Select(detail => detail.Text("MatchStatus")).ShouldAllBe(status => status == "Matched");
        details.Select(detail => detail.Text("OperatingSystem")).ShouldAllBe(system => system == "Debian GNU/Linux 12");
        details.Select(detail => ((string[])detail.Value("IPAddress")!).Single()).ShouldBe(Enumerable.Range(1, IcingaHosts.Count).Select(IcingaHosts.Address), ignoreOrder: true);
        requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("mon0007")]
    [InlineData("MON0007.icinga.EXAMPLE")]
    [InlineData("shop01")]
    public void A_host_is_looked_up_by_its_name_short_or_full_or_its_display_name(string name)
    {
        Register();

        (IReadOnlyList<PSObject> details, int requests) = _icinga.Find([name]);

        details.ShouldHaveSingleItem().Text("MatchStatus").ShouldBe("Matched", details[0].Text("Reason"));
        details[0].Text("Owner").ShouldBe("Web Operations");
        requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("x\" || true || \"")]
    [InlineData("\" in names || host.name != \"")]
    [InlineData("{{ while(true) { } }}")]
    public void A_host_whose_name_is_a_filter_finds_nothing_and_breaks_nothing(string name)
    {
        Register();

        CommandResult result = _icinga.Look([name, IcingaHosts.Name(1)]);

        result.Errors.Where(error => error.Id() is "ServerFailed" or "RequestRefused" or "ReadIncomplete").ShouldBeEmpty();
        LiveInventory.Details(result).Select(detail => detail.Text("MatchStatus")).Count(status => status == "Matched").ShouldBe(1);
    }

    [Fact]
    public void The_server_is_refused_by_its_address_and_without_its_authority_and_accepted_by_its_name()
    {
        TestServer server = IcingaHosts.Require();
        Register(new Uri(server["OTHER_NAME_URL"]), server["AUTHORITY"]);
        Refused();

        _icinga.Dispose();
        Register(new Uri(server["URL"]), authority: null);
        Refused();

        _icinga.Dispose();
        Register();
        _icinga.Find([IcingaHosts.Name(1)]).Details.ShouldHaveSingleItem().Text("MatchStatus").ShouldBe("Matched");

        void Refused()
        {
            CommandResult result = _icinga.Look([IcingaHosts.Name(1)]);
            result.Errors.Concat(result.Terminated is { } last ? [last] : []).ShouldContain(error => error.Id() == "CertificateInvalid");
            LiveInventory.Details(result).ShouldAllBe(detail => detail.Text("MatchStatus") != "Matched");
            module.Session.Run("param($Name) Test-SecConnection -Name $Name", ("Name", _icinga.Name)).Output
                .Single(check => check.Text("Check") == "Tls").Text("ErrorId").ShouldBe("CertificateInvalid");
        }
    }

    [Fact]
    public void The_connection_passes_its_test()
    {
        Register();

        CommandResult result = _icinga.Test();

        result.Output.Where(check => check.Text("Outcome") == "Failed").ShouldBeEmpty();
        result.Output.Single(check => check.Text("Check") == "Credential").Text("Detail").ShouldContain("secautomation");
        result.Output.Single(check => check.Text("Check") == "Version").Text("Detail").ShouldStartWith("The server is version r2.");
        result.Output.Single(check => check.Text("Check") == "Canary").Text("Outcome").ShouldBe("Passed");
    }

    public void Dispose() => _icinga.Dispose();

    private void Register()
    {
        _ = hosts;
        TestServer server = IcingaHosts.Require();
        Register(new Uri(server["URL"]), server["AUTHORITY"]);
    }

    private void Register(Uri url, string? authority)
    {
        TestServer server = IcingaHosts.Require();
        _icinga.Register(url, (server["USER"], server["PASSWORD"]), authority);
    }
}
