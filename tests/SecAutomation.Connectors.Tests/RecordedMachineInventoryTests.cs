using System.Text.Json;
using System.Xml.Linq;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>Inventories of single machines, against results that were worked out without our reader.</summary>
public sealed class RecordedMachineInventoryTests
{
    private readonly Complaints _complaints = new();

    [Theory]
    [InlineData("baseline-agent-node.json")]
    [InlineData("host-gumozu-2.json")]
    public void A_fact_set_says_what_a_json_document_of_it_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "puppetdb", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement values = document.RootElement.GetProperty("values");

        Asset asset = Read(path, "PuppetDB");

        asset.AssetId.ShouldBe(document.RootElement.GetProperty("certname").GetString());
        asset.LastSeen.ShouldBe(document.RootElement.GetProperty("producer_timestamp").GetDateTimeOffset());
        string[]? packages = document.RootElement.TryGetProperty("package_inventory", out JsonElement list) || values.TryGetProperty("package_inventory", out list)
            ? [.. list.EnumerateArray().Select(one => $"{one[0].GetString()} {one[1].GetString()}".Trim()).Distinct(StringComparer.OrdinalIgnoreCase)]
            : null;
        asset.InstalledSoftware?.Select(software => software.ToString()).ShouldBe(packages!);
        (asset.InstalledSoftware is null).ShouldBe(packages is null);
    }

    [Fact]
    public void A_node_has_its_names_and_addresses()
    {
        Asset asset = Read(RecordedSamples.Require(Assert.Skip, "assets", "puppetdb", "baseline-agent-node.json"), "PuppetDB");

        (asset.ComputerName, asset.Fqdn).ShouldBe(("baseline-agent-node", "baseline-agent-node.sample.nodes"));
        asset.IPAddress.ShouldBe(["10.253.20.4"]);
        asset.MacAddress.ShouldBe(["42010afd1404"]);
        _complaints.Heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("facterdb-4.9-debian-12-x86_64.facts.json")]
    [InlineData("facterdb-4.9-windows-2022-x86_64.facts.json")]
    public void Facts_say_what_a_json_document_of_them_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "puppetdb", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement networking = document.RootElement.GetProperty("networking");

        Asset asset = Read(path, "PuppetDB");

        asset.Fqdn.ShouldBe(networking.GetProperty("fqdn").GetString());
        asset.IPAddress![0].ShouldBe(networking.GetProperty("ip").GetString());
        asset.MacAddress![0].ShouldBe(networking.GetProperty("mac").GetString()!.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant());
        (asset.SerialNumber == "0").ShouldBeFalse();
    }

    [Theory]
    [InlineData("computer_1.json")]
    [InlineData("computer_2.json")]
    public void A_computer_says_what_a_json_document_of_it_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "glpi", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement content = document.RootElement.GetProperty("content");

        Asset asset = Read(path, "Glpi");

        asset.ComputerName.ShouldBe(content.GetProperty("hardware").GetProperty("name").GetString());
        asset.SerialNumber.ShouldBe(content.GetProperty("bios").GetProperty("ssn").GetString());
        string[]? software = content.TryGetProperty("softwares", out JsonElement list)
            ? [.. list.EnumerateArray().Select(one => $"{Text(one, "name")} {Text(one, "version")}".Trim()).Distinct(StringComparer.OrdinalIgnoreCase)]
            : null;
        asset.InstalledSoftware?.Select(one => one.ToString()).Distinct(StringComparer.OrdinalIgnoreCase).ShouldBe(software!);
        (asset.InstalledSoftware is null).ShouldBe(software is null);
        (asset.IPAddress is null).ShouldBe(!content.TryGetProperty("networks", out _));
        (asset.IPAddress ?? []).Any(address => address == "127.0.0.1").ShouldBeFalse();
        (asset.MacAddress ?? []).Any(address => address == "000000000000").ShouldBeFalse();
    }

    [Theory]
    [InlineData("1.xml")]
    [InlineData("2.xml")]
    public void A_request_says_what_an_xml_document_of_it_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "glpi", name);
        XElement content = XDocument.Load(path).Root!.Element("CONTENT")!;
        XElement hardware = content.Element("HARDWARE")!;

        Asset asset = Read(path, "Glpi");

        asset.ComputerName.ShouldBe(hardware.Element("NAME")!.Value);
        string fqdn = content.Element("OPERATINGSYSTEM")!.Element("FQDN")!.Value;
        asset.Alias.Any(alias => alias == fqdn).ShouldBeTrue();
        string[] addresses = [.. content.Elements("NETWORKS").Where(card => !card.Element("DESCRIPTION")!.Value.StartsWith("virbr", StringComparison.Ordinal))
            .SelectMany(card => card.Elements("IPADDRESS")).Select(address => address.Value).Intersect(hardware.Element("IPADDR")!.Value.Split('/'), StringComparer.Ordinal)];
        addresses.ShouldNotBeEmpty();
        addresses.Except(asset.IPAddress!, StringComparer.Ordinal).ShouldBeEmpty();
        asset.InstalledSoftware!.Select(one => one.Name).Distinct(StringComparer.OrdinalIgnoreCase)
            .ShouldBe(content.Elements("SOFTWARES").Select(one => one.Element("NAME")?.Value.Trim()).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("grype-image.sarif")]
    [InlineData("trivy-alpine-310.sarif")]
    [InlineData("dd-dependency_check.sarif")]
    public void Results_say_what_a_json_document_of_them_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "sarif", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement run = document.RootElement.GetProperty("runs")[0];
        Dictionary<string, string?> scores = run.GetProperty("tool").GetProperty("driver").TryGetProperty("rules", out JsonElement rules)
            ? rules.EnumerateArray().ToDictionary(rule => Text(rule, "id")!, rule => Text(rule.GetProperty("properties"), "security-severity"), StringComparer.Ordinal)
            : [];

        ReportRead read = ConnectorFolders.ReadFindings(path, _complaints);

        read.Failure.ShouldBeNull();
        _complaints.Heard.ShouldBeEmpty();
        read.Host.ShouldHaveSingleItem().Finding.Select(finding => finding.DetectionId)
            .ShouldBe(run.GetProperty("results").EnumerateArray().Select(result => Text(result, "ruleId")!.Trim()));
        foreach (Finding finding in read.Host[0].Finding.Where(finding => scores.ContainsKey(finding.DetectionId!)))
            finding.CvssScore.ShouldBe(double.Parse(scores[finding.DetectionId!]!, System.Globalization.CultureInfo.InvariantCulture));
        read.Host[0].Finding.Count(finding => finding.CveId.Length > 0)
            .ShouldBe(run.GetProperty("results").EnumerateArray().Count(result => Text(result, "ruleId")!.StartsWith("CVE-", StringComparison.Ordinal)));
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private Asset Read(string path, string connector)
    {
        InventoryRead read = ConnectorFolders.Streams.ReadAssets(path, _complaints, TestContext.Current.CancellationToken);
        read.Failure.ShouldBeNull();
        read.Connector.ShouldBe(connector);
        return read.Asset.ShouldHaveSingleItem();
    }
}
