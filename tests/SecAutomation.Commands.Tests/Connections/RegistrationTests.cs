using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

public sealed class RegistrationTests : IClassFixture<ModuleFixture>, IDisposable
{
    private static readonly Uri s_url = new("https://cmdb.example.com");

    private readonly ModuleSession _session;
    private readonly Workplace _place = new();

    public RegistrationTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_connection_tells_where_its_secret_is_and_never_the_secret()
    {
        PSObject connection = StubProducts.Register(_session, "told", "OurCmdb", s_url, more: "-Setting @{ site = 'berlin' }").OneObject();

        connection.Text("Name").ShouldBe("told");
        connection.Text("Connector").ShouldBe("OurCmdb");
        connection.Text("Url").ShouldBe("https://cmdb.example.com/");
        ((string[])connection.Value("Role")!).ShouldBe(["Inventory"]);
        connection.Value("IsPersisted").ShouldBe(false);
        ((Array)connection.Value("Secret")!).GetValue(0)!.ToString().ShouldBe("token (this process)");
        Everything("told").ShouldNotContain(StubProducts.Token);
        Everything("told").ShouldContain("berlin");
    }

    [Fact]
    public void What_is_missing_is_named_with_the_ways_to_give_it()
    {
        ErrorRecord error = _session.Run("Register-SecConnection none OurCmdb -Url https://cmdb.example.com").Ending();

        error.Id().ShouldBe("ConnectionInvalid");
        error.ToString().ShouldContain("token (API token) is missing");
        error.ToString().ShouldContain("-Credential (password: API token)");
        error.ToString().ShouldContain("-SecretSource @{ token = 'vault:…' }");
    }

    [Theory]
    [InlineData("-SecretSource env:X -Setting @{ colour = 'red' }", "has no setting colour")]
    [InlineData("-SecretSource env:X -Setting @{ site = 'rome' }", "'rome' is no value of site")]
    [InlineData("-Setting @{ token = 'in-plain-text' }", "token (API token) is secret and was given as plain text")]
    [InlineData("-SecretSource 'in-plain-text'", "is no place where a secret could be")]
    [InlineData("-SecretSource env:X -CertificateAuthority ./none.pem", "There is no file")]
    public void A_setting_that_is_wrong_is_an_error_that_does_not_repeat_a_secret(string parameters, string message)
    {
        ErrorRecord error = _session.Run($"Register-SecConnection none OurCmdb -Url https://cmdb.example.com {parameters}").Ending();

        error.ToString().ShouldContain(message);
        error.ToString().ShouldNotContain("in-plain-text");
    }

    [Theory]
    [InlineData("http://cmdb.example.com", "is no https address")]
    [InlineData("https://erika:hidden@cmdb.example.com", "holds more than host and path")]
    public void An_address_that_would_give_the_credential_away_is_refused(string url, string message)
    {
        ErrorRecord error = _session.Run($"Register-SecConnection none OurCmdb -Url {url} -SecretSource env:X").Ending();

        error.Id().ShouldBe("ConnectionInvalid");
        error.ToString().ShouldContain(message);
        error.ToString().ShouldNotContain("hidden");
    }

    [Fact]
    public void A_connector_that_reads_files_alone_cannot_be_connected_to() =>
        _session.Run("Register-SecConnection none AssetCsv -Url https://cmdb.example.com").Ending().ToString().ShouldContain("reads files alone");

    [Fact]
    public void WhatIf_registers_nothing()
    {
        _session.Run("Register-SecConnection imagined OurCmdb -Url https://cmdb.example.com -SecretSource env:X -Persist -WhatIf").Succeeded().Output.ShouldBeEmpty();

        _session.Run("Get-SecConnection imagined").Ending().Id().ShouldBe("ConnectionNotFound");
    }

    [Fact]
    public void A_connection_that_is_kept_says_where_its_secret_is_in_a_file_of_its_owner_alone()
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, "SecAutomation", "connections.json");

        CommandResult result = StubProducts.Register(_session, "kept", "OurCmdb", s_url, more: "-Persist");

        result.Warnings[0].ShouldContain("OurCmdb is a connector of this process alone");
        result.Warnings[1].ShouldContain("token of kept: known to this process alone");
        string text = File.ReadAllText(path);
        text.ShouldContain("\"version\": 1");
        text.ShouldContain("\"source\": \"Prompt\"");
        text.ShouldNotContain(StubProducts.Token);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        _session.Run("Get-SecConnection kept | Unregister-SecConnection").Succeeded();
        File.ReadAllText(path).ShouldNotContain("kept");
    }

    [Fact]
    public void A_connection_is_known_to_every_runspace_of_the_process()
    {
        StubProducts.Register(_session, "shared", "OurCmdb", s_url);
        using ModuleSession other = ModuleSession.Open();

        other.Run("Get-SecConnection SHARED").OneObject().Text("Name").ShouldBe("shared");

        other.Run("Unregister-SecConnection shared").Succeeded();
        _session.Run("Get-SecConnection shared").Ending().Id().ShouldBe("ConnectionNotFound");
    }

    [Fact]
    public void A_name_that_is_not_there_offers_those_that_are_like_it()
    {
        StubProducts.Register(_session, "production", "OurCmdb", s_url);

        _session.Run("Find-Asset web01 -Connection productoin").Ending().ToString().ShouldContain("production");
    }

    [Theory]
    [InlineData("Register-SecConnection -Connector OurC", "OurCmdb")]
    [InlineData("Register-SecConnection -Connector OurCmdb -SecretSource ", "@{ token = 'vault:' }")]
    [InlineData("Register-SecConnection -Connector OurCmdb -Setting ", "@{ site = 'all' }")]
    [InlineData("Find-Asset -Connection compl", "completed")]
    [InlineData("Get-AssetDetail -Connection compl", "completed")]
    [InlineData("Test-SecConnection compl", "completed")]
    [InlineData("Get-CriticalCveHost -Connection compl")]
    public void Completes_connectors_settings_and_the_connections_that_fit(string line, params string[] expected)
    {
        StubProducts.Register(_session, "completed", "OurCmdb", s_url);
        using PowerShell shell = PowerShell.Create(_session.Runspace);

        CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText).ShouldBe(expected);
    }

    [Fact]
    public void A_connection_survives_a_file_and_is_found_again_by_it()
    {
        StubProducts.Register(_session, "stored", "OurCmdb", s_url);

        CommandResult result = _session.Run("""
            $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-SecConnection stored)))
            $back.Secret[0].Source; $back.Setting.Count; $back | Get-SecConnection
            """).Succeeded();

        $"{result.Output[0]}".ShouldBe("Session");
        result.Output[^1].Text("Name").ShouldBe("stored");
    }

    private string Everything(string name) => string.Join('\n', _session.Run(
        $"[System.Management.Automation.PSSerializer]::Serialize((Get-SecConnection {name}), 8); \"$(Get-SecConnection {name})\"").Succeeded().Texts())
        + _session.Render($"Get-SecConnection {name}");
}
