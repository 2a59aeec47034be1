using System.Text.Json;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Answers of Wazuh, against results that were worked out without our reader, and the traps of the formats.</summary>
public sealed class WazuhTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void A_page_of_the_states_says_what_a_json_document_of_it_says_and_that_it_is_a_page()
    {
        string path = RecordedReports.Sample("wazuh", "dd-v4.8-states-vulnerabilities-search.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] sources = [.. document.RootElement.GetProperty("hits").GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("_source"))];

        ReportRead read = RecordedReports.Read(path, _heard);

        (read.Failure!.Id, read.Read.Connector, read.Read.Expected, read.Read.Received).ShouldBe((FailureId.ReadIncomplete, "Wazuh", 125, sources.Length));
        _heard.Failures.ShouldBeEmpty();
        read.Host.SelectMany(host => host.Finding.Select(finding => $"{host.Identity.ComputerName} {host.OperatingSystem} {finding.CveIdText} {finding.VendorLabel} "
            + $"{finding.CvssVersion} {RecordedReports.Number(finding.CvssScore)} {RecordedReports.Date(finding.FirstSeen)}")).Order(StringComparer.Ordinal)
            .ShouldBe(sources.DistinctBy(source => (source.GetProperty("agent").GetProperty("id").GetString(), source.GetProperty("vulnerability").GetProperty("id").GetString()))
                .Select(Describe).Order(StringComparer.Ordinal));
        read.Host.Count.ShouldBe(sources.Select(source => source.GetProperty("agent").GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_answer_of_the_server_api_is_of_the_host_that_is_named()
    {
        string path = RecordedReports.Sample("wazuh", "dd-v4.7-server-api.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] items = [.. document.RootElement.GetProperty("data").GetProperty("affected_items").EnumerateArray()];

        ReportRead read = ConnectorFolders.Streams.ReadFindings(path, ConnectorFolders.Everything, _heard, TestContext.Current.CancellationToken, "web01.corp.example");

        (read.Failure, read.Read.Expected, read.Read.Received, read.Read.IsComplete).ShouldBe((null, items.Length, items.Length, true));
        _heard.Failures.ShouldBeEmpty();
        ScannedHost host = read.Host.ShouldHaveSingleItem();
        host.Identity.Fqdn.ShouldBe("web01.corp.example");
        host.Finding.Select(finding => $"{finding.DetectionId} {finding.VendorLabel} {RecordedReports.Scores(finding)}")
            .ShouldBe(items.DistinctBy(item => item.GetProperty("cve").GetString(), StringComparer.Ordinal).Select(DescribeItem));
        RecordedReports.Read(path).Failure!.Id.ShouldBe(FailureId.HostNameMissing);
    }

    [Fact]
    public void Packages_of_one_cve_on_one_agent_are_one_finding_and_a_score_of_zero_is_none()
    {
        ReportRead read = RecordedReports.Read(ConnectorFolders.File("Wazuh", "_test", "states.4.8.json"), _heard);

        read.Host.SelectMany(host => host.Finding.Select(finding =>
            $"{host.Identity.ComputerName} {finding.CveIdText} {finding.VendorSeverity} {RecordedReports.Scores(finding)} {string.Join(' ', finding.Software.Select(software => software.Name))}")).ShouldBe(
        [
            "web01 CVE-2021-44228 Critical 3:10.0 liblog4j2-java app", "web01 CVE-2025-0001 Unknown  openssl",
            "db 01 CVE-2014-0160 High 2:7.5 openssl", "db 01 CVE-2025-0002 Unknown  curl", "db 01 CVE-2025-0003 Critical 4:9.3 curl",
        ]);
        _heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void The_layout_of_5_has_names_and_addresses()
    {
        ReportRead read = RecordedReports.Read(ConnectorFolders.File("Wazuh", "_test", "states.5.0.json"), _heard);

        ScannedHost host = read.Host[0];
        host.Identity.Fqdn.ShouldBe("app01.corp.example");
        host.Identity.IPAddress.ShouldBe(["192.0.2.31"]);
        (host.OperatingSystem, host.Finding.ShouldHaveSingleItem().LastSeen).ShouldBe(("Debian 12", new DateTimeOffset(2025, 11, 5, 2, 7, 15, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("Untriaged")]
    public void A_vulnerability_that_nobody_analysed_has_no_severity_and_no_score(string severity)
    {
        ReportRead read = RecordedReports.ReadText(
            $$$"""{"hits":{"total":{"value":1,"relation":"eq"},"hits":[{"_source":{"agent":{"id":"1","name":"web01"},"package":{"name":"x"},"vulnerability":{"id":"CVE-2025-0001","severity":"{{{severity}}}"} } }]} }""", _heard);

        Finding finding = read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();
        (finding.VendorSeverity, finding.CvssScore).ShouldBe((Severity.Unknown, null));
        read.Host[0].Identity.IPAddress.ShouldBeNull();
        _heard.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("eq", true)]
    [InlineData("gte", false)]
    public void An_indexer_that_stopped_counting_tells_of_an_answer_that_may_be_a_part(string relation, bool isComplete)
    {
        ReportRead read = RecordedReports.ReadText(
            $$$"""{"hits":{"total":{"value":1,"relation":"{{{relation}}}"},"hits":[{"_source":{"agent":{"id":"1","name":"web01"},"package":{"name":"x"},"vulnerability":{"id":"CVE-2025-0001"} } }]} }""", _heard);

        (read.Read.IsComplete, read.Failure?.Id).ShouldBe((isComplete, isComplete ? null : FailureId.ReadIncomplete));
    }

    private static string Describe(JsonElement source)
    {
        JsonElement found = source.GetProperty("vulnerability");
        return $"{source.GetProperty("agent").GetProperty("name").GetString()} {source.GetProperty("host").GetProperty("os").GetProperty("full").GetString()} "
            + $"{found.GetProperty("id").GetString()} {found.GetProperty("severity").GetString()} {found.GetProperty("score").GetProperty("version").GetString()} "
            + $"{RecordedReports.Number(found.GetProperty("score").GetProperty("base").GetDouble())} {found.GetProperty("detected_at").GetString()![..19]}";
    }

    private static string DescribeItem(JsonElement item)
    {
        string[] scores = [.. new[] { ("3", item.GetProperty("cvss3_score").GetDouble()), ("2", item.GetProperty("cvss2_score").GetDouble()) }
            .Where(pair => pair.Item2 > 0).Select(pair => $"{pair.Item1}:{RecordedReports.Number(pair.Item2)}")];
        return $"{item.GetProperty("cve").GetString()} {item.GetProperty("severity").GetString()} {string.Join(' ', scores)}";
    }
}
