using System.Globalization;
using System.Xml.Linq;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Reports of Greenbone, against results that were worked out without our reader, and the traps of the format.</summary>
public sealed class GreenboneTests
{
    private static readonly string[] s_reports = ["dd-report_detail_v2.xml", "dd-many_vuln.xml"];

    public static TheoryData<string> Reports => [.. s_reports];

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_says_what_an_xml_document_of_it_says(string name)
    {
        string path = RecordedReports.Sample("greenbone", name);
        XElement[] results = [.. XDocument.Load(path).Descendants("result")];

        ReportRead read = RecordedReports.Read(path);

        (read.Failure, read.Read.Connector, read.Read.Received, read.Read.IsComplete).ShouldBe((null, "Greenbone", results.Length, true));
        read.Host.ShouldHaveSingleItem().Finding.Select(Describe).ShouldBe(results.Select(Describe));
        read.Host[0].Identity.ComputerName.ShouldBe(results[0].Element("host")!.Element("hostname")!.Value);
    }

    [Fact]
    public void A_check_with_many_cves_has_them_all()
    {
        ReportRead read = RecordedReports.Read(RecordedReports.Sample("greenbone", "dd-report_detail_v2.xml"));

        Finding finding = read.Host[0].Finding.ShouldHaveSingleItem();
        finding.CveId.Length.ShouldBe(93);
        (finding.CvssVersion, finding.CvssScore, finding.VendorSeverity).ShouldBe(("3.1", 9.8, Severity.High));
        read.Host[0].Identity.IPAddress.ShouldBe(["10.99.99.99"]);
    }

    [Fact]
    public void An_address_that_cannot_be_does_not_lose_the_host()
    {
        ReportRead read = RecordedReports.Read(RecordedReports.Sample("greenbone", "dd-many_vuln.xml"));

        read.Host[0].Identity.IPAddress.ShouldBeNull();
        read.Host[0].Finding.Count.ShouldBe(44);
    }

    [Theory]
    [InlineData("dd-report_detail_v2.csv", 1, 93)]
    [InlineData("dd-many_vuln.csv", 4, 2)]
    public void Both_layouts_of_the_csv_are_read_by_the_names_of_the_columns(string name, int rows, int cves)
    {
        ReportRead read = RecordedReports.Read(RecordedReports.Sample("greenbone", name));

        (read.Failure, read.Read.Connector, read.Read.Received, read.Read.IsComplete).ShouldBe((null, "Greenbone", rows, true));
        read.Host.ShouldHaveSingleItem().Finding.SelectMany(finding => finding.CveId).Distinct(StringComparer.Ordinal).Count().ShouldBe(cves);
    }

    [Fact]
    public void The_csv_and_the_xml_of_one_scan_say_the_same()
    {
        ReportRead xml = RecordedReports.Read(RecordedReports.Sample("greenbone", "dd-report_detail_v2.xml"));
        ReportRead csv = RecordedReports.Read(RecordedReports.Sample("greenbone", "dd-report_detail_v2.csv"));

        csv.Host[0].Identity.ComputerName.ShouldBe(xml.Host[0].Identity.ComputerName);
        csv.Host[0].Identity.IPAddress.ShouldBe(xml.Host[0].Identity.IPAddress);
        csv.Host[0].Finding.Select(finding => (finding.CveIdText, finding.DetectionId, finding.CvssScore, finding.Port, finding.Protocol))
            .ShouldBe(xml.Host[0].Finding.Select(finding => (finding.CveIdText, finding.DetectionId, finding.CvssScore, finding.Port, finding.Protocol)));
    }

    [Fact]
    public void A_page_of_the_results_is_incomplete()
    {
        ReportRead read = RecordedReports.ReadText(
            "<report><report><gmp/><results max='10' start='1'><result><host>192.0.2.1</host><threat>Low</threat></result></results>"
            + "<result_count>44<filtered>44</filtered></result_count></report></report>");

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        (read.Read.Expected, read.Read.Received).ShouldBe((44, 1));
    }

    [Fact]
    public void A_result_of_the_cve_scanner_has_its_cve()
    {
        ReportRead read = RecordedReports.ReadText(
            "<report><report><gmp/><results><result><host>192.0.2.1</host><port>general/tcp</port>"
            + "<nvt oid='CVE-2020-1234'><type>cve</type><name>CVE-2020-1234</name><cvss_base>9.8</cvss_base><refs><ref type='cve' id='CVE-2020-1234'/></refs></nvt>"
            + "<threat>High</threat></result></results></report></report>");

        Finding finding = read.Host[0].Finding.ShouldHaveSingleItem();
        (finding.DetectionId, finding.CveIdText, finding.Port).ShouldBe(("CVE-2020-1234", "CVE-2020-1234", null));
    }

    [Fact]
    public void Control_characters_of_a_tool_do_not_end_the_report()
    {
        ReportRead read = RecordedReports.ReadText(
            "<report><report><gmp/><results><result><host>192.0.2.1</host><nvt oid='1'><name>nikto\u0001</name></nvt><threat>Low</threat>"
            + "<description>\u001b[0m&#x1;</description></result></results></report></report>");

        read.Failure.ShouldBeNull();
        read.Host[0].Finding.ShouldHaveSingleItem().Title.ShouldBe("nikto\uFFFD");
    }

    [Fact]
    public void A_report_of_another_product_with_the_same_root_is_not_read() =>
        RecordedReports.ReadText("<report name='coverage'><package name='x'/></report>").Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    [Fact]
    public void An_old_report_has_its_cves_in_one_text_and_says_high_of_the_highest_score()
    {
        Finding finding = RecordedReports.ReadText(
            "<report><report><omp/><results><result><host>192.0.2.1</host><nvt oid='1'><cve>CVE-2021-44228, CVE-2021-45046</cve><cvss_base>9.8</cvss_base></nvt>"
            + "<threat>High</threat></result></results></report></report>").Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();

        (finding.CveIdText, finding.VendorSeverity, finding.CvssScore).ShouldBe(("CVE-2021-44228, CVE-2021-45046", Severity.High, 9.8));
    }

    [Fact]
    public void A_newer_report_may_say_critical() =>
        RecordedReports.ReadText("<report><report><gmp/><results><result><host>192.0.2.1</host><nvt oid='1'/><threat>Critical</threat></result></results></report></report>")
            .Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem().VendorSeverity.ShouldBe(Severity.Critical);

    [Theory]
    [InlineData("2025-11-05T02:00:00Z", "2025-10-05T02:00:00Z")]
    [InlineData("2025-10-05T02:00:00Z", "2025-11-05T02:00:00Z")]
    public void Reports_of_one_host_are_one_host_and_of_a_result_that_repeats_the_newest_counts(string first, string second)
    {
        static string Report(string at, string threat, string oid) =>
            $"<report><report><results><result><host>192.0.2.1<hostname>web01.corp.example</hostname></host><port>443/tcp</port><creation_time>{at}</creation_time><nvt oid='1'/><threat>{threat}</threat></result>"
            + $"<result><host>192.0.2.1<hostname>web01.corp.example</hostname></host><port>443/tcp</port><creation_time>{at}</creation_time><nvt oid='{oid}'/><threat>Low</threat></result></results></report></report>";

        ReportRead read = RecordedReports.ReadText(
            $"<get_reports_response>{string.Concat(new[] { first, second }.Select(at => at.StartsWith("2025-11", StringComparison.Ordinal) ? Report(at, "Medium", "2") : Report(at, "High", "3")))}</get_reports_response>");

        read.Host.ShouldHaveSingleItem().Finding.Select(finding => $"{finding.DetectionId} {finding.VendorLabel} {finding.LastSeen:yyyy-MM}")
            .ShouldBe(["1 Medium 2025-11", "2 Low 2025-11", "3 Low 2025-10"], ignoreOrder: true);
    }

    private static string Describe(Finding finding) =>
        $"{finding.DetectionId} {finding.Port ?? 0} {finding.Protocol} {finding.VendorLabel} [{finding.CveIdText}] {RecordedReports.Number(finding.CvssScore)} "
        + $"{finding.Title} {RecordedReports.Date(finding.LastSeen)}";

    private static string Describe(XElement result)
    {
        XElement nvt = result.Element("nvt")!;
        string[] port = result.Element("port")!.Value.Split('/');
        string cves = RecordedReports.Cves(nvt.Descendants("ref").Where(one => (string?)one.Attribute("type") == "cve").Select(one => (string?)one.Attribute("id")));
        DateTimeOffset seen = DateTimeOffset.Parse(result.Element("creation_time")!.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return $"{(string?)nvt.Attribute("oid")} {(int.TryParse(port[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)} {port[1]} {result.Element("threat")!.Value} [{cves}] "
            + $"{RecordedReports.Number(double.Parse(nvt.Element("cvss_base")!.Value, CultureInfo.InvariantCulture))} {nvt.Element("name")!.Value} {RecordedReports.Date(seen)}";
    }
}
