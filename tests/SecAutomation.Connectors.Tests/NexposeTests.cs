using System.Globalization;
using System.Xml.Linq;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Reports of Nexpose, against results that were worked out without our reader, and the traps of the format.</summary>
public sealed class NexposeTests
{
    private readonly Heard _heard = new();

    /// <summary>The legacy export has the same elements; it lacks scores of risk and the like, which are not read.</summary>
    [Fact]
    public void The_legacy_export_is_read_by_the_same_elements()
    {
        ScannedHost host = RecordedReports.ReadText("""
            <NexposeReport version="1.0"><scans><scan id="1" endTime="20251104T020700000"/></scans>
            <nodes><node address="192.0.2.7" status="alive"><names><name>web01.corp.example</name></names><tests><test id="log4j" status="vulnerable-version"/></tests></node></nodes>
            <VulnerabilityDefinitions><vulnerability id="LOG4J" title="Log4Shell" severity="10" cvssScore="9.3"><references><reference source="CVE">CVE-2021-44228</reference></references></vulnerability></VulnerabilityDefinitions>
            </NexposeReport>
            """).Host.ShouldHaveSingleItem();

        (host.Identity.Fqdn, host.Finding.ShouldHaveSingleItem().CveIdText, host.Finding[0].CvssScore).ShouldBe(("web01.corp.example", "CVE-2021-44228", 9.3));
    }

    [Fact]
    public void A_report_says_what_a_join_of_its_tests_with_its_definitions_says()
    {
        string path = RecordedReports.Sample("rapid7", "dd-nexpose-xml2.0-many_vulns.xml");
        XDocument document = XDocument.Load(path);
        Dictionary<string, XElement> definitions = document.Descendants("vulnerability").ToDictionary(one => one.Attribute("id")!.Value, StringComparer.OrdinalIgnoreCase);
        string[] expected = [.. document.Descendants("test")
            .Where(test => test.Attribute("status")!.Value.StartsWith("vulnerable", StringComparison.Ordinal))
            .Select(test => Describe(test, definitions[test.Attribute("id")!.Value]))];

        ReportRead read = RecordedReports.Read(path, _heard);

        (read.Failure, read.Read.Connector, read.Read.Received, read.Read.IsComplete).ShouldBe((null, "Nexpose", 621, true));
        _heard.Failures.ShouldBeEmpty();
        expected.Length.ShouldBe(162);
        read.Host.SelectMany(host => host.Finding.Select(finding => Describe(host, finding))).Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        read.Host.Select(host => host.Identity.IPAddress![0]).Order(StringComparer.Ordinal).ShouldBe(
            document.Descendants("node").Where(node => node.Descendants("test").Any(test => test.Attribute("status")!.Value.StartsWith("vulnerable", StringComparison.Ordinal)))
                .Select(node => node.Attribute("address")!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tests_of_a_host_and_of_its_services_are_findings_of_one_host()
    {
        ReportRead read = RecordedReports.Read(ConnectorFolders.File("Nexpose", "_test", "report.xml"), _heard);

        read.Host.Count.ShouldBe(2);
        ScannedHost web = read.Host[0];
        web.Identity.Fqdn.ShouldBe("web01.corp.example");
        web.Identity.MacAddress.ShouldBe(["005056c00001"]);
        web.OperatingSystem.ShouldBe("Windows Server 2019 or Windows Server 2022");
        web.Finding.Select(finding => $"{finding.DetectionId} {finding.State} {finding.CveIdText}").ShouldBe(
        [
            "windows-hotfix-ms17-010 Open CVE-2017-0143, CVE-2017-0144", "old-exception Accepted ", "Apache-Log4j-CVE-2021-44228 Open CVE-2021-44228",
        ]);
        RecordedReports.Date(web.Finding[0].LastSeen).ShouldBe("2025-11-04T02:07:00");
        RecordedReports.Date(web.Finding[0].FirstSeen).ShouldBe("2025-10-01T00:00:00");
    }

    [Fact]
    public void A_test_without_a_definition_is_reported_and_used() =>
        RecordedReports.Read(ConnectorFolders.File("Nexpose", "_test", "report.xml"), _heard).Host[1].Finding.Select(finding => finding.DetectionId)
            .ShouldBe(["snmp-public", "undefined-check"], _heard.Failures.ShouldHaveSingleItem().Message);

    private static string Describe(ScannedHost host, Finding finding) =>
        $"{host.Identity.IPAddress![0]} {finding.DetectionId} {finding.State} {finding.VendorLabel} [{finding.CveIdText}] {RecordedReports.Scores(finding)} {finding.CvssVector} "
        + $"{finding.Port ?? 0}/{finding.Protocol} {finding.Title} {RecordedReports.Date(finding.LastSeen)}";

    private static string Describe(XElement test, XElement definition)
    {
        XElement node = test.Ancestors("node").Single();
        XElement? endpoint = test.Ancestors("endpoint").SingleOrDefault();
        string cves = RecordedReports.Cves(definition.Descendants("reference").Where(one => (string?)one.Attribute("source") == "CVE").Select(one => one.Value.Trim()));
        double score = double.Parse(definition.Attribute("cvssScore")!.Value, CultureInfo.InvariantCulture);
        return $"{(string?)node.Attribute("address")} {(string?)test.Attribute("id")} Open {(string?)definition.Attribute("severity")} [{cves}] 2:{RecordedReports.Number(score)} "
            + $"{definition.Attribute("cvssVector")!.Value.Trim('(', ')')} {(string?)endpoint?.Attribute("port") ?? "0"}/{(string?)endpoint?.Attribute("protocol")} "
            + $"{definition.Attribute("title")!.Value.Trim()} 2013-11-27T11:55:13";
    }
}
