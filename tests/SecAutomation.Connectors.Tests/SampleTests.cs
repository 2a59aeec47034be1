using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>The samples that come with the module are read whole and without complaint.</summary>
public sealed class SampleTests
{
    private readonly Complaints _complaints = new();
    private readonly FileStreams _streams = new(ConnectorFolders.Catalog, ReadLimits.Default, TimeProvider.System);

    [Fact]
    public void Reads_twelve_hosts_of_the_scan()
    {
        ReportRead read = _streams.ReadFindings(Sample("weekly-scan.nessus"), static (in FindingFacts facts) => true, _complaints, TestContext.Current.CancellationToken);

        _complaints.Heard.ShouldBeEmpty();
        read.Read.IsComplete.ShouldBeTrue();
        read.Host.Count.ShouldBe(12);
        ScannedHost web = read.Host.Single(host => host.Identity.ComputerName == "WEB01");
        web.Identity.Fqdn.ShouldBe("web01.corp.example");
        web.Read.ScannedAt.ShouldBe(new DateTimeOffset(2025, 11, 4, 2, 7, 0, TimeSpan.Zero));
        web.Finding.SelectMany(finding => finding.CveId).ShouldBe(["CVE-2021-44228", "CVE-2021-45046"], ignoreOrder: true);
        read.Host.ShouldContain(host => host.Identity.ComputerName == "HMI-LINE3");
        read.Host.ShouldContain(host => host.Identity.ComputerName == "203.0.113.7");
    }

    [Fact]
    public void Reads_the_same_thirteen_machines_of_both_inventories()
    {
        InventoryRead json = _streams.ReadAssets(Sample("axonius-devices.json"), _complaints, TestContext.Current.CancellationToken);
        InventoryRead csv = _streams.ReadAssets(Sample("inventory.csv"), _complaints, TestContext.Current.CancellationToken);

        _complaints.Heard.ShouldBeEmpty();
        json.Expected.ShouldBe(13);
        json.IsComplete.ShouldBeTrue();
        csv.IsComplete.ShouldBeTrue();
        json.Asset.Select(Facts).ShouldBe(csv.Asset.Select(Facts));
    }

    private static string Facts(Asset asset) =>
        $"{asset.ComputerName} {asset.Fqdn} {string.Join(',', asset.IPAddress ?? [])} {string.Join(',', asset.MacAddress ?? [])} {asset.OperatingSystem} {asset.Owner} {asset.LastSeen:O} "
        + (asset.InstalledSoftware is null ? "unknown" : string.Join(',', asset.InstalledSoftware.Select(software => software.ToString())));

    private static string Sample(string name) => RepositoryRoot.Combine("module", "samples", name);
}
