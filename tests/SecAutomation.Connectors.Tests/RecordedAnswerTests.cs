using System.Globalization;
using System.Text.Json;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>Answers of real scanners' servers, against results that were worked out without our reader.</summary>
public sealed class RecordedAnswerTests
{
    private readonly Complaints _complaints = new();

    [Theory]
    [InlineData("pytenable-vulndetails-00.json")]
    [InlineData("pytenable-vulndetails-01.json")]
    public void A_page_of_an_analysis_says_what_a_json_document_of_it_says_and_is_incomplete(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "tenable-sc", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement response = document.RootElement.GetProperty("response");
        JsonElement[] rows = [.. response.GetProperty("results").EnumerateArray()];

        ReportRead read = Read(path);

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("1,629");
        (read.Read.Connector, read.Read.Received, read.Read.Skipped).ShouldBe(("TenableSC", rows.Length, 0));
        _complaints.Heard.ShouldBeEmpty();
        read.Host.Select(host => host.Identity.IPAddress!.Single()).ShouldBe(rows.Select(row => Text(row, "ip")!).Distinct(StringComparer.Ordinal));
        read.Host.SelectMany(host => host.Finding.Select(finding => Describe(host, finding))).Order(StringComparer.Ordinal)
            .ShouldBe(rows.Select(Describe).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pytenable-sumip-00.json")]
    [InlineData("pytenable-vulnipdetail-00.json")]
    [InlineData("pytenable-cveipdetail-00.json")]
    [InlineData("pytenable-listsoftware-00.json")]
    public void Sums_of_an_analysis_are_no_reports(string name) =>
        Read(RecordedSamples.Require(Assert.Skip, "scanners", "tenable-sc", name)).Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    [Fact]
    public void An_error_of_the_server_is_no_report()
    {
        using TemporaryFile file = new("""{"type":"regular","response":"","error_code":146,"error_msg":"Invalid filter","warnings":[],"timestamp":1}""");

        Read(file.Path).Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);
    }

    [Theory]
    [InlineData("j1-spotlight-exploits-00.json")]
    [InlineData("j1-spotlight-finding-cve-00.json")]
    public void An_answer_without_its_hosts_says_so_for_every_record(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "crowdstrike", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        int rows = document.RootElement.GetProperty("resources").GetArrayLength();

        ReportRead read = Read(path);

        (read.Read.Connector, read.Read.Received, read.Read.Skipped, read.Read.IsComplete).ShouldBe(("CrowdStrike", rows, rows, false));
        _complaints.Heard[0].ShouldContain("names no host");
    }

    [Theory]
    [InlineData("j1-spotlight-exploits-00.json")]
    [InlineData("j1-spotlight-finding-cve-00.json")]
    public void An_answer_with_its_hosts_says_what_a_json_document_of_it_says(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "crowdstrike", name);
        string joined = File.ReadAllText(path).Replace("\"apps\":", """ "host_info":{"hostname":"WEB01","machine_domain":"corp.example"},"apps":""", StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(joined);
        JsonElement[] rows = [.. document.RootElement.GetProperty("resources").EnumerateArray()];
        using TemporaryFile file = new(joined);

        ReportRead read = Read(file.Path);

        read.Failure.ShouldBeNull();
        _complaints.Heard.ShouldBeEmpty();
        read.Host.Select(host => host.Identity.AgentId).ShouldBe(rows.Select(row => Text(row, "aid")).Distinct(StringComparer.Ordinal));
        read.Host.ShouldAllBe(host => host.Identity.Fqdn == "web01.corp.example");
        read.Host.SelectMany(host => host.Finding.Select(finding =>
                string.Create(CultureInfo.InvariantCulture, $"{host.Identity.AgentId} {finding.CveIdText} {finding.CvssScore} {finding.CvssVector} {finding.VendorLabel} {finding.State} {finding.FirstSeen:u} {finding.Software.Length}")))
            .Order(StringComparer.Ordinal)
            .ShouldBe(rows.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{Text(row, "aid")} {Text(row.GetProperty("cve"), "id")} {row.GetProperty("cve").GetProperty("base_score").GetDouble()} {Text(row.GetProperty("cve"), "vector")} {Text(row.GetProperty("cve"), "severity")} Open {row.GetProperty("created_timestamp").GetDateTimeOffset():u} {row.GetProperty("apps").GetArrayLength()}"))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("j1-spotlight-exploits-01.json")]
    [InlineData("j1-spotlight-exploits-02.json")]
    public void Lists_of_agents_are_no_reports(string name) =>
        Read(RecordedSamples.Require(Assert.Skip, "scanners", "crowdstrike", name)).Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    private static string Describe(ScannedHost host, Finding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{host.Identity.IPAddress![0]} {finding.DetectionId} {finding.Title} {finding.CveIdText} {finding.VendorLabel} {finding.State} {finding.Port}/{finding.Protocol} {finding.FirstSeen?.ToUnixTimeSeconds()} {finding.LastSeen?.ToUnixTimeSeconds()} {finding.CvssScore}");

    private static string Describe(JsonElement row)
    {
        string cves = string.Join(", ", (Text(row, "cve") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        string? score = Text(row, "cvssV3BaseScore") ?? Text(row, "baseScore");
        string state = Text(row, "acceptRisk") == "1" ? "Accepted" : Text(row, "hasBeenMitigated") == "1" ? "Reopened" : "Open";
        string? port = Text(row, "port") == "0" ? null : Text(row, "port");
        double? number = score is null ? null : double.Parse(score, CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Text(row, "ip")} {Text(row, "pluginID")} {Text(row, "pluginName")} {cves} {Text(row.GetProperty("severity"), "name")} {state} {port}/{Text(row, "protocol")!.ToLowerInvariant()} {Text(row, "firstSeen")} {Text(row, "lastSeen")} {number}");
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text and not "-1" ? text : null;

    private ReportRead Read(string path) =>
        ConnectorFolders.Streams.ReadFindings(path, ConnectorFolders.Everything, _complaints, TestContext.Current.CancellationToken);
}
