using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of Syft packages.</summary>
public sealed class SyftTests
{
    [Theory]
    [InlineData("\"cpe:2.3:a:openssl:openssl:3.0.2:*:*:*:*:*:*:*\"")]
    [InlineData("{\"cpe\":\"cpe:2.3:a:openssl:openssl:3.0.2:*:*:*:*:*:*:*\",\"source\":\"nvd\"}")]
    public void Platform_names_are_texts_in_older_documents_and_objects_in_newer_ones(string cpe)
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".corp.example.syft.json");
        try
        {
            File.WriteAllText(path, $$"""{"artifacts":[{"name":"openssl","version":"3.0.2","type":"deb","locations":[],"cpes":[{{cpe}}] }],"source":{"type":"directory"} }""");

            InventoryRead read = ConnectorFolders.Streams.ReadAssets(path, new Heard(), TestContext.Current.CancellationToken);

            read.Asset.ShouldHaveSingleItem().InstalledSoftware.ShouldHaveSingleItem().Cpe.ShouldBe("cpe:2.3:a:openssl:openssl:3.0.2:*:*:*:*:*:*:*");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
