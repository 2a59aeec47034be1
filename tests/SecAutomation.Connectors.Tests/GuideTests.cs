using System.Text.RegularExpressions;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>The connector that CONTRIBUTING.md walks through works as it stands there.</summary>
public sealed partial class GuideTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectors").FullName;

    [Fact]
    public void Reads_the_report_that_the_guide_shows()
    {
        string guide = File.ReadAllText(RepositoryRoot.Combine("CONTRIBUTING.md"));
        string[] yaml = [.. YamlBlock().Matches(guide).Select(match => match.Groups["text"].Value)];
        string connector = Path.Combine(_folder, "Acme");
        Directory.CreateDirectory(Path.Combine(connector, "Streams"));
        File.WriteAllText(Path.Combine(connector, "connector.yaml"), yaml[0]);
        File.WriteAllText(Path.Combine(connector, "Streams", "report.yaml"), yaml[1]);
        string report = Path.Combine(_folder, "report.json");
        File.WriteAllText(report, JsonBlock().Match(guide).Groups["text"].Value);

        FileStreams streams = new(ConnectorCatalog.FromFolder(_folder), ReadLimits.Default, TimeProvider.System);
        Complaints complaints = new();
        ReportRead read = streams.ReadFindings(report, static (in FindingFacts facts) => true, complaints, TestContext.Current.CancellationToken);

        complaints.Heard.ShouldBeEmpty();
        ScannedHost host = read.Host.ShouldHaveSingleItem();
        host.Identity.Fqdn.ShouldBe("web01.corp.example");
        Finding finding = host.Finding.ShouldHaveSingleItem();
        finding.CveId.ShouldBe(["CVE-2021-44228"]);
        finding.CvssScore.ShouldBe(10.0);
        finding.VendorSeverity.ShouldBe(Severity.Critical);
        read.Read.Expected.ShouldBe(1);
        read.Read.IsComplete.ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"^```json\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex JsonBlock();
}
