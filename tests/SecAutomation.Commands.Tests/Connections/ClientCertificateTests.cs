using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>Servers that want a certificate of whoever asks them.</summary>
public sealed class ClientCertificateTests : IClassFixture<ModuleFixture>, IAsyncDisposable
{
    private const string Password = "a-password-of-the-test";

    private readonly ModuleSession _session;
    private readonly TestAuthority _authority = new();
    private readonly Workplace _place = new();
    private readonly StubServer _server;

    public ClientCertificateTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
        _server = new StubServer(
            [
                StubProducts.Guarded(new StubRule("GET", "/api/v2/me", StubAnswer.Json("""{"user":{"name":"svc-secautomation"}}"""))),
                StubProducts.Guarded(new StubRule("GET", "/api/v2/version", StubAnswer.Json("""{"version":"2.7.1"}"""))),
                StubProducts.Machines(StubProducts.Machine("web01")),
            ],
            _authority.ServerCertificate,
            isClientKnown: _authority.Issued);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _place.Dispose();
    }

    [Theory]
    [InlineData("pfx", false)]
    [InlineData("pfx", true)]
    [InlineData("pem", false)]
    [InlineData("pem", true)]
    [InlineData("pair", false)]
    [InlineData("pair", true)]
    public void A_host_is_found_over_a_connection_that_shows_its_certificate(string form, bool hasPassword)
    {
        Register("own", $"-ClientCertificate {Write(form, hasPassword)}{(hasPassword ? $" -SecretSource @{{ clientCertificatePassword = 'file:{Kept("password.txt", Password)}' }}" : "")}");

        CommandResult found = _session.Run("Find-Asset web01 -Connection own -Verbose").Succeeded();
        CommandResult tested = _session.Run("Test-SecConnection own").Succeeded();

        found.Output.ShouldHaveSingleItem().Text("Status").ShouldBe("Matched");
        tested.Output.Where(check => check.Text("Check") is "Tls" or "Credential").ShouldAllBe(check => check.Text("Outcome") == "Passed");
        string.Join('\n', found.Verbose).ShouldNotContain(Password);
    }

    [Fact]
    public void Without_one_nothing_is_asked()
    {
        Register("nobody", "");

        ErrorRecord error = _session.Run("Find-Asset web01 -Connection nobody").Errors[0];

        error.Id().ShouldBeOneOf("ConnectionFailed", "CertificateInvalid");
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pfx")]
    [InlineData("pem")]
    public void A_wrong_password_is_told_at_once_and_not_shown(string form)
    {
        ErrorRecord error = Refused($"-ClientCertificate {Write(form, hasPassword: true)} -Setting @{{ clientCertificatePassword = $wrong }}");

        error.Id().ShouldBe("CertificateInvalid");
        error.ToString().ShouldContain("clientCertificatePassword");
        error.ToString().ShouldNotContain("not-that-one");
    }

    [Fact]
    public void A_password_as_plain_text_is_refused() =>
        Refused($"-ClientCertificate {Write("pfx", hasPassword: true)} -Setting @{{ clientCertificatePassword = '{Password}' }}").ToString().ShouldContain("plain text");

    [Fact]
    public void A_password_without_a_certificate_is_refused() =>
        Refused("-SecretSource @{ clientCertificatePassword = 'env:NOTHING' }").ToString().ShouldContain("-ClientCertificate");

    [Fact]
    public void A_key_that_others_may_read_is_not_used()
    {
        string file = Write("pem", hasPassword: false);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.Trim('\''), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        ErrorRecord error = Refused($"-ClientCertificate {file}");

        error.Id().ShouldBe("SecretExposed");
        error.ToString().ShouldContain("chmod 600");
    }

    [Fact]
    public void A_certificate_without_its_key_names_what_is_missing()
    {
        using X509Certificate2 client = _authority.Client();

        ErrorRecord error = Refused($"-ClientCertificate '{_place.Write("bare.pem", client.ExportCertificatePem())}'");

        error.Id().ShouldBe("CertificateInvalid");
        error.ToString().ShouldContain("the file of the key");
    }

    [Theory]
    [InlineData(@"Cert:\CurrentUser\My\0123456789ABCDEF0123456789ABCDEF01234567", "is not there")]
    [InlineData(@"Cert:\Somewhere", "is no place in the certificate store")]
    public void A_certificate_store_that_lacks_it_is_told(string place, string says)
    {
        ErrorRecord error = Refused($"-ClientCertificate '{place}'");

        error.Id().ShouldBe("CertificateInvalid");
        error.ToString().ShouldContain(says);
    }

    [Fact]
    public void What_is_kept_for_later_processes_has_the_place_and_no_password()
    {
        Register("kept", $"-ClientCertificate {Write("pfx", hasPassword: true)} -SecretSource @{{ clientCertificatePassword = 'file:{Kept("password.txt", Password)}' }} -Persist");

        string file = File.ReadAllText(Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, "SecAutomation", "connections.json"));

        file.ShouldContain("client.pfx");
        file.ShouldContain("password.txt");
        file.ShouldNotContain(Password);
        ((string[])_session.Run("Get-SecConnection kept").OneObject().Value("ClientCertificate")!).ShouldHaveSingleItem().ShouldEndWith("client.pfx");
        _session.Run("Unregister-SecConnection kept -Confirm:$false").Succeeded();
    }

    private void Register(string name, string more) =>
        StubProducts.Register(_session, name, "OurCmdb", _server.Url, more: $"-CertificateAuthority '{_place.Write("authority.pem", _authority.Pem)}' {more}");

    private ErrorRecord Refused(string more) => _session.Run(
        $"param($credential, $wrong) Register-SecConnection refused OurCmdb -Url {_server.Url} -Credential $credential {more}",
        ("credential", new PSCredential("nobody", RegisteredConnection.Secret(StubProducts.Token))),
        ("wrong", RegisteredConnection.Secret("not-that-one"))).Ending();

    private string Kept(string name, string text) => Kept(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Kept(string name, byte[] content)
    {
        string path = _place.Write(name, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private string Write(string form, bool hasPassword)
    {
        using X509Certificate2 client = _authority.Client();
        if (form == "pfx")
            return $"'{Kept("client.pfx", client.Export(X509ContentType.Pfx, hasPassword ? Password : null))}'";

        using ECDsa key = client.GetECDsaPrivateKey()!;
        string pem = hasPassword
            ? key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))
            : key.ExportPkcs8PrivateKeyPem();
        return form == "pem"
            ? $"'{Kept("client.pem", client.ExportCertificatePem() + "\n" + pem)}'"
            : $"'{_place.Write("client.crt", client.ExportCertificatePem())}', '{Kept("client.key", pem)}'";
    }
}
