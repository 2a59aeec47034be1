using System.Text.Json.Nodes;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Engine.Tests.Connections;

public sealed class ConnectionFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secautomation-");

    private string File => Path.Combine(_folder.FullName, "kept", "connections.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_written_is_read_again_and_is_its_owners_alone()
    {
        var file = new ConnectionFile(File);
        ConnectionEntry entry = Entry("scanner") with
        {
            Role = ["Scanner"], DefaultRole = ["Scanner"], Setting = new Dictionary<string, string>(StringComparer.Ordinal) { ["zone"] = "dmz" },
            Secret = [new ConnectionSecret { Setting = "token", Source = SecretSource.Vault, Place = "Team/scanner" }],
            CertificateAuthority = ["/etc/ssl/ours.pem"], Proxy = new Uri("http://proxy.example:3128"), ThrottleLimit = 3,
        };

        file.Change(document => document with { Connection = [entry], ConnectorFolder = ["/srv/connectors"] });

        ConnectionDocument read = new ConnectionFile(File).Read();
        ConnectionRegistration registration = read.Connection.ShouldHaveSingleItem().ToRegistration();
        registration.Url.ShouldBe(entry.Url);
        registration.Setting["zone"].ShouldBe("dmz");
        registration.Secret.ShouldBe(entry.Secret);
        registration.Proxy.ShouldBe(entry.Proxy);
        registration.ThrottleLimit.ShouldBe(3);
        registration.IsPersisted.ShouldBeTrue();
        read.ConnectorFolder.ShouldBe(["/srv/connectors"]);
        OwnerRights.Others(File).ShouldBe(OthersAccess.None);
        OwnerRights.Others(Path.GetDirectoryName(File)!).ShouldBe(OthersAccess.None);
    }

    [Fact]
    public void A_file_of_an_older_version_is_brought_up_step_by_step_and_keeps_what_it_says()
    {
        Write("""{"version":1,"connections":[{"name":"old","connector":"Acme","address":"https://acme.example/"}]}""");
        Action<JsonObject>[] steps =
        [
            document => Rename(document, "connections", "connection"),
            document => Rename(document["connection"]![0]!.AsObject(), "address", "url"),
        ];
        var file = new ConnectionFile(File, steps);

        file.Read().Connection.ShouldHaveSingleItem().Url.ShouldBe(new Uri("https://acme.example/"));

        file.Change(document => document with { Connection = [.. document.Connection, Entry("new")] });
        JsonNode.Parse(System.IO.File.ReadAllText(File))!["version"]!.GetValue<int>().ShouldBe(3);
        file.Read().Connection.Select(entry => entry.Name).ShouldBe(["old", "new"]);
    }

    [Theory]
    [InlineData("""{"version":2,"connection":[]}""", "it has version 2, and this SecAutomation knows versions up to 1")]
    [InlineData("""{"connection":[]}""", "it does not say its version")]
    [InlineData("""{"version":1,"connection":[{"name":"a","connector":"b","url":"https://a.example","pasword":"x"}]}""", "pasword")]
    [InlineData("""{"version":1,"connection":[""", "cannot be used")]
    [InlineData("", "cannot be used")]
    public void A_file_that_is_not_understood_is_told_and_not_written_over(string text, string message)
    {
        Write(text);
        var file = new ConnectionFile(File);

        FailureException failure = Should.Throw<FailureException>(() => file.Change(document => document));

        failure.Id.ShouldBe(FailureId.ConnectionFileInvalid);
        failure.Message.ShouldContain(message);
        System.IO.File.ReadAllText(File).ShouldBe(text);
    }

    [Fact]
    public void A_file_that_others_may_change_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;

        Write("""{"version":1,"connection":[]}""");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        FailureException failure = Should.Throw<FailureException>(() => new ConnectionFile(File).Read());

        failure.Id.ShouldBe(FailureId.ConnectionFileInvalid);
        failure.Message.ShouldContain("others may change it");
        failure.NextStep.ShouldBe($"Run  chmod 600 '{File}'");
    }

    [Fact]
    public void Many_writers_at_once_lose_nothing()
    {
        Parallel.For(0, 24, number => new ConnectionFile(File).Change(document => document with { Connection = [.. document.Connection, Entry($"c{number}")] }));

        new ConnectionFile(File).Read().Connection.Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(24);
    }

    [Fact]
    public void A_secret_that_was_given_is_asked_for_by_later_processes()
    {
        ConnectionEntry entry = ConnectionEntry.Of(new ConnectionRegistration
        {
            Name = "a", Connector = "Acme", Url = new Uri("https://acme.example"),
            Secret = [new ConnectionSecret { Setting = "token", Source = SecretSource.Session }, new ConnectionSecret { Setting = "key", Source = SecretSource.Environment, Place = "KEY" }],
        });

        entry.Secret.Select(secret => secret.Source).ShouldBe([SecretSource.Prompt, SecretSource.Environment]);
    }

    private static ConnectionEntry Entry(string name) => new() { Name = name, Connector = "Acme", Url = new Uri("https://acme.example/") };

    private static void Rename(JsonObject map, string from, string to)
    {
        JsonNode? value = map[from];
        map.Remove(from);
        map[to] = value;
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
    }
}
