using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Tests.Manifests;

public sealed class ConnectorCatalogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("catalog-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_manifest_that_is_not_UTF8_names_the_line()
    {
        string path = Path.Combine(_folder.FullName, "connector.yaml");
        File.WriteAllBytes(path, [.. "name: Acme\ntitle: Caf"u8, 0xE9, (byte)'\n']);

        FailureException failure = Should.Throw<FailureException>(() => ConnectorCatalog.FromFolder(_folder.FullName));

        failure.Id.ShouldBe(FailureId.EncodingInvalid);
        failure.Message.ShouldContain($"{path} is not valid UTF-8, in line 2.");
    }

    [Fact]
    public void A_connector_tells_what_it_is()
    {
        ConnectorManifest connector = AcmeConnector.Catalog().Find("ACME");

        connector.Name.ShouldBe("Acme");
        connector.Title.ShouldBe("Acme scanner");
        connector.DocUrl.ShouldBe("https://acme.example/docs");
        connector.Version.ShouldBe(["1", "2"]);
        connector.Role.ShouldBe([ConnectorRole.Scanner, ConnectorRole.Inventory]);
        connector.Stream.Select(stream => stream.ToString()).ShouldBe(["Acme/assets", "Acme/findings", "Acme/rows"]);
    }

    [Fact]
    public void A_stream_tells_what_it_gives_and_how_it_is_recognised()
    {
        StreamManifest stream = AcmeConnector.Catalog().Find("Acme").Stream[0];

        stream.Title.ShouldBe("Acme assets (JSON)");
        stream.Gives.ShouldBe(StreamOutput.Assets);
        stream.Format.ShouldBe(RecordFormat.Json);
        stream.Signature.ToString().ShouldBe("JSON with devices[].id and devices[].name or devices[].host");
    }

    [Fact]
    public void A_folder_of_connectors_is_read_and_test_folders_in_it_are_not()
    {
        Write(AcmeConnector.Files());
        Write(new Dictionary<string, string>(StringComparer.Ordinal) { ["Acme/_test/broken.yaml"] = "{" });

        ConnectorCatalog.FromFolder(_folder.FullName).Connector.ShouldHaveSingleItem().Name.ShouldBe("Acme");
    }

    [Fact]
    public void The_folder_of_one_connector_is_read()
    {
        Write(AcmeConnector.Files());

        string path = Path.Combine(_folder.FullName, "Acme") + Path.DirectorySeparatorChar;
        ConnectorCatalog.FromFolder(path).Connector.ShouldHaveSingleItem().Stream.Count.ShouldBe(3);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        string path = Path.Combine(_folder.FullName, "absent");

        FailureException failure = Should.Throw<FailureException>(() => ConnectorCatalog.FromFolder(path));

        failure.Id.ShouldBe(FailureId.FileNotFound);
        failure.Message.ShouldContain(path);
    }

    [Fact]
    public void A_folder_without_a_connector_is_told() =>
        Should.Throw<FailureException>(() => ConnectorCatalog.FromFolder(_folder.FullName)).Id.ShouldBe(FailureId.ConnectorNotFound);

    [Fact]
    public void A_manifest_that_is_not_utf8_is_told()
    {
        Write(AcmeConnector.Files());
        string file = Path.Combine(_folder.FullName, "Acme", "connector.yaml");
        File.WriteAllBytes(file, [(byte)'n', 0xE4]);

        FailureException failure = Should.Throw<FailureException>(() => ConnectorCatalog.FromFolder(_folder.FullName));

        failure.Id.ShouldBe(FailureId.EncodingInvalid);
        failure.Message.ShouldContain(file);
    }

    [Fact]
    public void A_name_that_is_not_known_gets_the_nearest_one_offered()
    {
        FailureException failure = Should.Throw<FailureException>(() => AcmeConnector.Catalog().Find("Acmi"));

        failure.Id.ShouldBe(FailureId.ConnectorNotFound);
        failure.Message.ShouldBe("There is no connector 'Acmi'. Is 'Acme' meant?");
    }

    [Fact]
    public void Two_catalogs_become_one()
    {
        Dictionary<string, string> other = AcmeConnector.Files().ToDictionary(
            file => file.Key.Replace("Acme/", "Zeta/", StringComparison.Ordinal),
            file => file.Value.Replace("name: Acme", "name: Zeta", StringComparison.Ordinal),
            StringComparer.Ordinal);

        ConnectorCatalog both = AcmeConnector.Catalog().Add(ConnectorCatalog.FromFiles(other, "a test"));

        both.Connector.Select(connector => connector.Name).ShouldBe(["Acme", "Zeta"]);
    }

    [Fact]
    public void Two_connectors_of_one_name_are_refused() =>
        Should.Throw<FailureException>(() => AcmeConnector.Catalog().Add(AcmeConnector.Catalog())).Id.ShouldBe(FailureId.ManifestInvalid);

    private void Write(IReadOnlyDictionary<string, string> files)
    {
        foreach ((string path, string text) in files)
        {
            FileInfo file = new(Path.Combine(_folder.FullName, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
        }
    }
}
