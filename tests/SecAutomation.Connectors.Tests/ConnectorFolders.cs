using System.Reflection;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>The connectors of the product, their folders, and the samples in them.</summary>
internal static class ConnectorFolders
{
    public static string Root { get; } = RepositoryRoot.Combine("src", "SecAutomation.Connectors");

    /// <summary>The connectors whose folders are valid. One that is not is told by a test of its own, and leaves those of the others alone.</summary>
    public static ConnectorCatalog Catalog { get; } = Names.Select(Read).OfType<ConnectorCatalog>().Aggregate((all, one) => all.Add(one));

    public static FileStreams Streams { get; } = new(Catalog, ReadLimits.Default, new StandingClock());

    public static FindingFilter Everything => static (in FindingFacts _) => true;

    /// <summary>Takes every vector whose metrics all have a known value of one letter; the product's formulas have tests of their own.</summary>
    public static CvssScore? Rate(string vector, out string? problem)
    {
        problem = vector.Contains(":X", StringComparison.Ordinal) ? "X is no value." : null;
        return problem is null ? new CvssScore { Version = vector.StartsWith("CVSS:", StringComparison.Ordinal) ? vector[5..8] : "2.0", Vector = vector } : null;
    }

    /// <summary>The names of the folders.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Root, "connector.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
        .Order(StringComparer.Ordinal);

    /// <summary>Rows of a theory, each with the trait by which the tests of one connector alone are run: <c>--filter-trait Connector=Acme</c>.</summary>
    /// <param name="names">Names like <c>Acme</c> or <c>Acme/report</c>.</param>
    public static TheoryData<string> Rows(IEnumerable<string> names) => new(names.Select(name => new TheoryDataRow<string>(name).WithTrait("Connector", name.Split('/')[0])));

    /// <summary>The stream of a name like <c>Acme/report</c>.</summary>
    public static StreamManifest Stream(string name) => Catalog.Stream.Single(stream => stream.ToString() == name);

    /// <summary>The samples of a stream: files of <c>_test</c> whose names begin with the stream's and a dot.</summary>
    public static IReadOnlyList<string> Samples(StreamManifest stream) =>
        [.. Directory.GetFiles(Path.Combine(Root, stream.Connector, "_test"), $"{stream.Name}.*").Order(StringComparer.Ordinal)];

    /// <summary>Reads findings; of content that names no host, they are of web01.</summary>
    public static ReportRead ReadFindings(string path, IReadObserver observer) =>
        Streams.ReadFindings(path, Everything, observer, TestContext.Current.CancellationToken, "web01.corp.example");

    /// <summary>A file of a connector.</summary>
    public static string File(string connector, params string[] parts) => Path.Combine([Root, connector, .. parts]);

    private static ConnectorCatalog? Read(string name)
    {
        try
        {
            return ConnectorCatalog.FromAssembly(Assembly.Load("SecAutomation.Connectors"), name);
        }
        catch (FailureException failure) when (failure.Id == FailureId.ManifestInvalid)
        {
            return null;
        }
    }
}
