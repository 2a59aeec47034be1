using Microsoft.Extensions.Time.Testing;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Files in a folder of their own, read by the invented connector.</summary>
internal sealed class ReadFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streams-");

    public ReadFiles(ConnectorCatalog? catalog = null, ReadLimits? limits = null) =>
        Streams = new FileStreams(catalog ?? AcmeConnector.Catalog(), limits ?? ReadLimits.Default, new FakeTimeProvider());

    public static FindingFilter Everything => static (in FindingFacts _) => true;

    public FileStreams Streams { get; }

    public Heard Heard { get; } = new();

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string text, string name = "content") => Write(System.Text.Encoding.UTF8.GetBytes(text), name);

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(byte[] bytes, string name = "content")
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Reads findings.</summary>
    public ReportRead Findings(string text, FindingFilter? filter = null) =>
        Streams.ReadFindings(Write(text), filter ?? Everything, Heard, TestContext.Current.CancellationToken);

    /// <summary>Reads the findings of hosts that are given as XML.</summary>
    public ReportRead Hosts(string hosts, FindingFilter? filter = null) => Findings($"<acme>{hosts}</acme>", filter);

    /// <summary>Reads the only finding of a host that has the given elements and attributes.</summary>
    public Finding Item(string elements, string attributes = "") =>
        Hosts($"<host><name>web01</name><item {attributes}>{elements}</item></host>").Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();

    /// <summary>Reads the only host, which has one finding.</summary>
    public ScannedHost Host(string elements, string attributes = "") =>
        Hosts($"<host {attributes}>{elements}<item check='1'/></host>").Host.ShouldHaveSingleItem();

    /// <summary>Reads assets.</summary>
    public InventoryRead Assets(string text) => Streams.ReadAssets(Write(text), Heard, TestContext.Current.CancellationToken);

    /// <summary>Reads the only asset of a JSON answer with these members.</summary>
    public Asset Device(string members) =>
        Assets($$"""{"devices":[{"id":"a1","name":"display",{{members}}}]}""").Asset.ShouldHaveSingleItem();
}
