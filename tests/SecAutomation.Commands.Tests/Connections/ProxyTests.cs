using System.Management.Automation;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>Products that are reached by way of a proxy, which alone knows their names.</summary>
public sealed class ProxyTests : IClassFixture<ModuleFixture>, IAsyncDisposable
{
    private const string Tunnel = "CONNECT cmdb.corp.invalid:443 HTTP/1.1";

    private static readonly Uri s_url = new("https://cmdb.corp.invalid/");

    private readonly ModuleSession _session;
    private readonly TestAuthority _authority = new("cmdb.corp.invalid");
    private readonly Workplace _place = new();
    private readonly StubServer _server;

    public ProxyTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
        StubProducts.AddHurriedTo(_session);
        _server = new StubServer(
            [
                StubProducts.Guarded(new StubRule("GET", "/api/v2/me", StubAnswer.Json("""{"user":{"name":"svc-secautomation"}}"""))),
                StubProducts.Guarded(new StubRule("GET", "/api/v2/version", StubAnswer.Json("""{"version":"2.7.1"}"""))),
                StubProducts.Machines(StubProducts.Machine("web01")),
            ],
            _authority.ServerCertificate);
        _place.Write("ca.pem", _authority.Pem);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task A_host_is_found_by_way_of_the_proxy_that_the_connection_names()
    {
        await using var proxy = new LoopbackProxy(_server.Url);
        Register("by-proxy", "OurCmdb", proxy);

        _session.Run("Find-Asset web01 -Connection by-proxy").OneObject().Text("Status").ShouldBe("Matched");

        proxy.Requests.ShouldNotBeEmpty();
        proxy.Requests.ShouldAllBe(request => request == Tunnel);
        _server.Requests.ShouldNotBeEmpty();
        _session.Run("Get-SecConnection by-proxy").OneObject().Text("Proxy").ShouldBe(proxy.Url.AbsoluteUri);
    }

    [Fact]
    public async Task The_test_of_a_connection_asks_by_way_of_its_proxy_too()
    {
        await using var proxy = new LoopbackProxy(_server.Url);
        Register("tested-by-proxy", "OurCmdb", proxy);

        CommandResult result = _session.Run("Test-SecConnection tested-by-proxy").Succeeded();

        result.Output.Single(check => check.Text("Check") == "Network").Text("Detail").ShouldContain(proxy.Url.Authority);
        result.Output.Single(check => check.Text("Check") == "Credential").Text("Outcome").ShouldBe("Passed");
        proxy.Requests.ShouldAllBe(request => request == Tunnel);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "the proxy http://127.0.0.1:1 on the way to https://cmdb.corp.invalid cannot be reached")]
    [InlineData("http://no-such-proxy.invalid:3128", "the proxy http://no-such-proxy.invalid:3128 on the way to https://cmdb.corp.invalid has no address")]
    public void A_proxy_that_is_not_there_is_named_and_not_the_server_behind_it(string proxy, string expected)
    {
        string name = $"lost-{Guid.NewGuid():N}";
        StubProducts.Register(_session, name, "HurriedCmdb", s_url, more: $"-CertificateAuthority '{_place.Combine("ca.pem")}' -Proxy {proxy}").Succeeded();

        ErrorRecord error = _session.Run($"Find-Asset web01 -Connection {name}").Errors[0];
        PSObject network = _session.Run($"Test-SecConnection {name}").Succeeded().Output.Single(check => check.Text("Check") == "Network");

        error.ToString().ShouldContain(expected);
        error.ToString().ShouldContain("-Proxy of Register-SecConnection");
        network.Text("Outcome").ShouldBe("Failed");
        network.Text("Detail").ShouldContain(proxy);
        network.Text("NextStep").ShouldContain("NO_PROXY");
    }

    [Fact]
    public async Task A_connection_that_is_registered_with_another_proxy_uses_that_one()
    {
        await using var before = new LoopbackProxy(_server.Url);
        await using var after = new LoopbackProxy(_server.Url);
        Register("moved", "OurCmdb", before);
        _session.Run("Find-Asset web01 -Connection moved").Succeeded();
        int asked = before.Requests.Count;

        Register("moved", "OurCmdb", after);
        _session.Run("Find-Asset web01 -Connection moved").Succeeded();

        after.Requests.ShouldNotBeEmpty();
        before.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task A_proxy_that_wants_a_credential_is_named_with_its_status()
    {
        await using var proxy = new LoopbackProxy(_server.Url, status: 407);
        Register("guarded-proxy", "HurriedCmdb", proxy);

        ErrorRecord error = _session.Run("Find-Asset web01 -Connection guarded-proxy").Errors[0];

        error.Id().ShouldBe("ConnectionFailed");
        error.ToString().ShouldContain("through the proxy");
        error.ToString().ShouldContain("407");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void The_proxy_of_a_connection_that_is_kept_is_in_the_file()
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, "SecAutomation", "connections.json");

        _session.Run("Register-SecConnection kept-proxy OurCmdb -Url https://cmdb.example.com -SecretSource env:X -Proxy http://proxy.example.com:3128 -Persist").Succeeded();
        string text = File.ReadAllText(path);
        _session.Run("Unregister-SecConnection kept-proxy").Succeeded();

        text.ShouldContain("\"proxy\": \"http://proxy.example.com:3128");
    }

    [Theory]
    [InlineData("http://erika:hidden@proxy.example.com:3128", "HTTPS_PROXY")]
    [InlineData("erika:hidden@proxy.example.com:3128", "HTTPS_PROXY")]
    [InlineData("proxy.example.com:3128", "http://proxy.example.com:3128")]
    [InlineData("http://proxy.example.com/path", "http://proxy.example.com:3128")]
    public void A_proxy_that_would_give_a_credential_away_or_is_none_is_refused(string proxy, string nextStep)
    {
        ErrorRecord error = _session.Run($"Register-SecConnection none OurCmdb -Url https://cmdb.example.com -SecretSource env:X -Proxy '{proxy}'").Ending();

        error.Id().ShouldBe("ConnectionInvalid");
        $"{error} {error.ErrorDetails}".ShouldContain(nextStep);
        $"{error} {error.ErrorDetails}".ShouldNotContain("hidden");
    }

    private void Register(string name, string connector, LoopbackProxy proxy) =>
        StubProducts.Register(_session, name, connector, s_url, more: $"-CertificateAuthority '{_place.Combine("ca.pem")}' -Proxy {proxy.Url}").Succeeded();
}
