using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>Reports and bills of materials that name no host, against results that were worked out without our reader.</summary>
public sealed partial class RecordedPackageScanTests
{
    private readonly Complaints _complaints = new();

    [Theory]
    [InlineData("dd-scheme_2_many_vulns.json")]
    [InlineData("dd-cvssv4_severity_source.json")]
    [InlineData("trivy-ubuntu-1804.golden.json")]
    public void A_trivy_report_says_what_a_json_document_of_it_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "trivy", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] rows =
        [
            .. document.RootElement.GetProperty("Results").EnumerateArray()
                .Where(result => result.TryGetProperty("Vulnerabilities", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
                .SelectMany(result => result.GetProperty("Vulnerabilities").EnumerateArray()),
        ];

        ReportRead read = Read(path);

        read.Read.Connector.ShouldBe("Trivy");
        read.Host.ShouldHaveSingleItem().Identity.Fqdn.ShouldBe("web01.corp.example");
        read.Host[0].Finding.Select(finding => $"{finding.DetectionId} {finding.CveIdText} {finding.VendorLabel} {Scores(finding)} {finding.Software.Single()} {finding.Solution}")
            .ShouldBe(rows.Select(row =>
                $"{Text(row, "VulnerabilityID")} {Cves(Text(row, "VulnerabilityID")!)} {Text(row, "Severity")} {TrivyScores(row)} {Text(row, "PkgName")} {Text(row, "InstalledVersion")} {Text(row, "FixedVersion")}"));
    }

    [Theory]
    [InlineData("dd-many_vulns4.json")]
    [InlineData("dd-many_vulns_with_epss.json")]
    public void A_grype_report_says_what_a_json_document_of_it_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "grype", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));

        ReportRead read = Read(path);

        read.Read.Connector.ShouldBe("Grype");
        read.Host.ShouldHaveSingleItem().Finding
            .Select(finding => $"{finding.DetectionId} {finding.CveIdText} {finding.VendorLabel} {Scores(finding)} {finding.Software.Single()}")
            .ShouldBe(document.RootElement.GetProperty("matches").EnumerateArray().Select(DescribeMatch));
    }

    [Theory]
    [InlineData("vex.json")]
    [InlineData("cisa-case3-vex.json")]
    [InlineData("dd-valid-vulnerability-1.4.json")]
    public void CycloneDX_vulnerabilities_say_what_a_json_document_of_them_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "cyclonedx", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));

        ReportRead read = Read(path);

        read.Read.Connector.ShouldBe("CycloneDX");
        read.Host.ShouldHaveSingleItem().Finding
            .Select(finding => $"{finding.DetectionId} {finding.CveIdText} {finding.State} {Scores(finding)} {finding.Software.Length}")
            .ShouldBe(document.RootElement.GetProperty("vulnerabilities").EnumerateArray().Select(DescribeVulnerability));
    }

    [Fact]
    public void A_report_without_a_host_is_an_error_that_says_how_to_name_one()
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "trivy", "dd-scheme_2_many_vulns.json");

        FailureException failure = ConnectorFolders.Streams
            .ReadFindings(path, ConnectorFolders.Everything, _complaints, TestContext.Current.CancellationToken).Failure!;

        failure.Id.ShouldBe(FailureId.HostNameMissing);
        failure.Message.ShouldContain("-ComputerName");
    }

    [Theory]
    [InlineData("laravel-7.12.0.bom.1.4.json", "CycloneDX", "components", "laravel-7.12.0.bom.1.4")]
    [InlineData("obom-decoupled.json", "CycloneDX", "components", "obom-decoupled")]
    [InlineData("alpine.syft.json", "Syft", "artifacts", "alpine")]
    public void A_bill_of_materials_is_the_software_of_the_machine_that_its_file_is_called_after(string name, string connector, string list, string computerName)
    {
        string path = RecordedSamples.Require(Assert.Skip, "assets", "sbom", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));

        InventoryRead read = ConnectorFolders.Streams.ReadAssets(path, _complaints, TestContext.Current.CancellationToken);

        read.Connector.ShouldBe(connector);
        Asset asset = read.Asset.ShouldHaveSingleItem();
        asset.ComputerName.ShouldBe(computerName);
        asset.InstalledSoftware!.Select(software => software.ToString()).Distinct(StringComparer.Ordinal)
            .ShouldBe(document.RootElement.GetProperty(list).EnumerateArray().Select(one => $"{Text(one, "name")} {Text(one, "version")}".Trim()).Distinct(StringComparer.Ordinal));
    }

    private static string DescribeMatch(JsonElement match)
    {
        JsonElement vulnerability = match.GetProperty("vulnerability");
        JsonElement artifact = match.GetProperty("artifact");
        JsonElement[] related = [.. match.GetProperty("relatedVulnerabilities").EnumerateArray()];
        string identifiers = string.Join(' ', related.Prepend(vulnerability).Select(one => Text(one, "id")));
        IEnumerable<(string, double)> ratings = related.Prepend(vulnerability)
            .SelectMany(one => one.GetProperty("cvss").EnumerateArray())
            .Select(one => (Text(one, "version")!, one.GetProperty("metrics").GetProperty("baseScore").GetDouble()));
        return $"{Text(vulnerability, "id")} {Cves(identifiers)} {Text(vulnerability, "severity")} {Highest(ratings)} {Text(artifact, "name")} {Text(artifact, "version")}";
    }

    private static string DescribeVulnerability(JsonElement vulnerability)
    {
        string identifiers = Text(vulnerability, "id") + " " + (vulnerability.TryGetProperty("references", out JsonElement list)
            ? string.Join(' ', list.EnumerateArray().Select(one => Text(one, "id")))
            : "");
        string state = vulnerability.GetProperty("analysis").GetProperty("state").GetString() switch
        {
            "not_affected" or "false_positive" => "Accepted",
            "resolved" or "resolved_with_pedigree" => "Fixed",
            _ => "Open",
        };
        IEnumerable<(string, double)> ratings = vulnerability.GetProperty("ratings").EnumerateArray()
            .Where(one => Text(one, "method")?.StartsWith("CVSS", StringComparison.Ordinal) == true)
            .Select(one => (Text(one, "method")![5..], one.GetProperty("score").GetDouble()));
        return $"{Text(vulnerability, "id")} {Cves(identifiers)} {state} {Highest(ratings)} {vulnerability.GetProperty("affects").GetArrayLength()}";
    }

    private static string TrivyScores(JsonElement row)
    {
        if (!row.TryGetProperty("CVSS", out JsonElement sources))
            return "";
        string[] order = ["nvd", "ghsa", "redhat", "bitnami"];
        return string.Join(' ', new[] { "V40Score", "V3Score", "V2Score" }
            .Select(member => order
                .Where(source => sources.TryGetProperty(source, out JsonElement one) && one.TryGetProperty(member, out _))
                .Select(source => (double?)sources.GetProperty(source).GetProperty(member).GetDouble()).FirstOrDefault())
            .OfType<double>()
            .Select(score => score.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Highest(IEnumerable<(string Version, double Score)> ratings) => string.Join(' ', ratings
        .GroupBy(rating => rating.Version[0])
        .OrderByDescending(version => version.Key)
        .Select(version => version.Max(rating => rating.Score).ToString(CultureInfo.InvariantCulture)));

    private static string Scores(Finding finding) =>
        string.Join(' ', finding.Cvss.Where(rating => rating.BaseScore is not null).Select(rating => rating.BaseScore!.Value.ToString(CultureInfo.InvariantCulture)));

    private static string Cves(string text) => string.Join(", ", Cve().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString()?.Trim() : null;

    private ReportRead Read(string path)
    {
        ReportRead read = ConnectorFolders.ReadFindings(path, _complaints);
        read.Failure.ShouldBeNull();
        read.Read.IsComplete.ShouldBeTrue();
        _complaints.Heard.ShouldBeEmpty();
        return read;
    }

    [GeneratedRegex(@"CVE-\d{4}-\d{4,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cve();
}
