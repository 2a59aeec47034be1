using System.Management.Automation;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>Each place of a secret, by what reaches the server.</summary>
public sealed class SecretSourceTests : IClassFixture<ModuleFixture>, IAsyncDisposable
{
    private const string Variable = "SECAUTOMATION_TEST_TOKEN";

    private readonly ModuleSession _session;
    private readonly Workplace _place = new();
    private readonly StubServer _server = new([StubProducts.Machines(StubProducts.Machine("web01"))]);

    public SecretSourceTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
        Environment.SetEnvironmentVariable(Variable, StubProducts.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _place.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_variable_gives_the_secret() => Found($"env:{Variable}").ShouldBe("Matched");

    [Fact]
    public void A_variable_that_is_not_set_is_named()
    {
        ErrorRecord error = Ask("env:SECAUTOMATION_NOT_SET").Ending();

        error.Id().ShouldBe("SecretMissing");
        error.ToString().ShouldContain("is to be in the environment variable SECAUTOMATION_NOT_SET, which is not set");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_its_owner_gives_the_secret_without_its_line_end()
    {
        string file = _place.Write("token.txt", StubProducts.Token + "\n");
        Protect(file);

        Found($"file:{file}").ShouldBe("Matched");
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        string file = _place.Write("token.txt", StubProducts.Token);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        ErrorRecord error = Ask($"file:{file}").Ending();

        error.Id().ShouldBe("SecretExposed");
        error.ToString().ShouldContain("which others may read");
        error.ToString().ShouldNotContain(StubProducts.Token);
    }

    [Fact]
    public void A_vault_entry_gives_the_secret_and_is_asked_for_by_vault_and_name()
    {
        AddVault($$"""
            function Get-Secret {
                param($Name, $Vault, [switch] $AsPlainText)
                if ("$Vault/$Name" -ne 'Team/cmdb') { throw "no $Vault/$Name" }
                $secret = [securestring]::new()
                '{{StubProducts.Token}}'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
                [pscredential]::new('erika', $secret)
            }
            """);

        Found("vault:Team/cmdb").ShouldBe("Matched");
        Ask("vault:Team/other").Ending().ToString().ShouldContain("The vault entry Team/other cannot be read: no Team/other.");
    }

    [Fact]
    public void The_person_at_the_prompt_is_asked_once()
    {
        _session.Host.Recorded.Answers.Enqueue(StubProducts.Token);

        Found("prompt").ShouldBe("Matched");
        _session.Run("Find-Asset web01 -Connection asked").Succeeded().Texts("Status").ShouldBe(["Matched"]);
        _session.Host.Recorded.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void Where_nobody_answers_the_error_names_the_connection_the_setting_and_what_to_do()
    {
        ErrorRecord error = Ask("prompt").Ending();

        error.Id().ShouldBe("SecretMissing");
        error.ToString().ShouldContain("The connection asked: token (API token) is to be asked for, and nobody is there to answer.");
        error.ToString().ShouldContain("-SecretSource @{ token = 'vault:…' }");
    }

    [Fact]
    public void A_secret_that_was_mended_counts_at_the_next_use()
    {
        string file = _place.Write("token.txt", "expired");
        Protect(file);
        Ask($"file:{file}").Errors[0].Id().ShouldBe("CredentialRefused");

        File.WriteAllText(file, StubProducts.Token);

        _session.Run("Find-Asset web01 -Connection asked").Succeeded().Texts("Status").ShouldBe(["Matched"]);
    }

    private static void Protect(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string Found(string source) => Ask(source).OneObject().Text("Status");

    private CommandResult Ask(string source) => _session.Run(
        "param($url, $source) $null = Register-SecConnection asked OurCmdb -Url $url -SecretSource $source; Find-Asset web01 -Connection asked",
        ("url", _server.Url),
        ("source", source));

    private void AddVault(string script)
    {
        string module = _place.Write("Microsoft.PowerShell.SecretManagement/Microsoft.PowerShell.SecretManagement.psm1", script);
        _session.Run("param($module) Import-Module $module -Force", ("module", module)).Succeeded();
    }
}
