using System.Globalization;
using System.Xml.Linq;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Documents of Qualys, against results that were worked out without our reader, and the traps of the formats.</summary>
public sealed class QualysTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void A_scan_says_what_an_xml_document_of_it_says()
    {
        string path = RecordedReports.Sample("qualys", "dd-infrascan_scan_results.xml");
        XElement[] items = [.. Load(path).Descendants().Where(element => element.Name.LocalName is "VULN" or "PRACTICE")];

        ReportRead read = RecordedReports.Read(path, _heard);

        (read.Failure, read.Read.Connector, read.Read.Received).ShouldBe((null, "Qualys", items.Length));
        _heard.Failures.ShouldBeEmpty();
        read.Host.Select(host => host.Identity.Fqdn).ShouldBe(["host1.example.com", "host2.example.com"]);
        read.Host.SelectMany(host => host.Finding).Select(DescribeScan).Order(StringComparer.Ordinal).ShouldBe(items.Select(DescribeScan).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_asset_report_says_what_a_join_of_its_hosts_with_its_glossary_says()
    {
        string path = RecordedReports.Sample("qualys", "dd-asset_data_report.xml");
        XDocument document = Load(path);
        Dictionary<string, XElement> glossary = document.Descendants("VULN_DETAILS").ToDictionary(one => one.Attribute("id")!.Value, StringComparer.Ordinal);
        XElement[] hosts = [.. document.Descendants("HOST")];
        string[] expected = [.. hosts.SelectMany(host => host.Descendants("VULN_INFO"))
            .Where(info => info.Element("TYPE")!.Value != "Ig")
            .Select(info => DescribeReport(info, glossary[info.Element("QID")!.Attribute("id")!.Value]))];

        ReportRead read = RecordedReports.Read(path, _heard);

        (read.Failure, read.Read.Received, read.Read.Skipped, read.Read.IsComplete).ShouldBe((null, 301, 0, true));
        _heard.Failures.ShouldBeEmpty();
        read.Host.SelectMany(host => host.Identity.IPAddress!).ShouldBe(hosts.Where(HasFinding).Select(host => host.Element("IP")!.Value));
        read.Host.SelectMany(host => host.Finding).Select(DescribeReport).ShouldBe(expected);
        expected.Length.ShouldBeGreaterThan(90);
    }

    [Fact]
    public void An_answer_of_the_detections_says_what_stands_in_it()
    {
        ReportRead read = RecordedReports.Read(RecordedReports.Sample("qualys", "j1-host_list_vm_detection.xml"), _heard);

        (read.Failure, read.Read.IsComplete, read.Read.Received).ShouldBe((null, true, 3));
        _heard.Failures.ShouldBeEmpty();
        ScannedHost host = read.Host.ShouldHaveSingleItem();
        (host.Identity.ComputerName, host.OperatingSystem, host.Read.Credentialed).ShouldBe(("2K8R2-U-10-11", "Windows 2008 R2 Enterprise Service Pack1", false));
        host.Identity.IPAddress.ShouldBe(["10.10.10.11"]);
        host.Finding.Select(finding => $"{finding.DetectionId} {finding.VendorLabel} {finding.State} {finding.Port}/{finding.Protocol} {RecordedReports.Date(finding.LastSeen)}").ShouldBe(
        [
            "38170 2 Open 3389/tcp 2018-04-13T03:48:50", "38173 2 Open 3389/tcp 2018-04-13T03:48:50", "38601 2 Open 3389/tcp 2018-04-13T03:48:50",
        ]);
    }

    [Fact]
    public void The_rows_behind_the_preamble_of_a_vmdr_csv_are_read()
    {
        ReportRead read = RecordedReports.Read(RecordedReports.Sample("qualys", "dd-vmdr_many_vulns_cve.csv"), _heard);

        (read.Failure, read.Read.IsComplete, read.Read.Received).ShouldBe((null, true, 5));
        _heard.Failures.ShouldBeEmpty();
        read.Host.SelectMany(host => host.Finding.Select(finding => $"{host.Identity.ComputerName} {finding.CveIdText} {finding.DetectionId} {RecordedReports.Scores(finding)} "
            + $"{finding.VendorLabel} {finding.State} {finding.Port ?? 0}/{finding.Protocol} {RecordedReports.Date(finding.LastSeen)}")).ShouldBe(
        [
            "SERVER01 CVE-2023-0001 800001 3:3.1 2:2.1 1 Open 80/tcp 2026-02-03T12:00:00",
            "SERVER02 CVE-2023-0002 800002 3:5.3 2:5.0 2 Open 443/tcp 2026-02-03T12:00:00",
            "DBSERVER01 CVE-2023-0003 800003 3:6.5 2:7.5 3 Fixed 3306/tcp 2026-02-03T12:00:00",
            "WORKSTATION01 CVE-2023-0004 800004 3:7.8 2:7.2 4 Open 0/ 2026-02-03T12:00:00",
            "APPSERVER01 CVE-2023-0005 800005 3:9.8 2:10.0 5 Open 8443/tcp 2026-02-03T12:00:00",
        ]);
        read.Host[3].Identity.IPAddress.ShouldBe(["192.168.1.100", "192.168.1.101"]);
        read.Host[4].Identity.IPAddress.ShouldBe(["2001:db8::100"]);
    }

    [Theory]
    [InlineData("j1-account-expired-00.xml")]
    [InlineData("j1-detection-bad-id-00.xml")]
    [InlineData("j1-kb-00.xml")]
    [InlineData("j1-csv-truncation-1980-00.csv")]
    public void Answers_that_hold_no_findings_are_no_reports(string name)
    {
        ReportRead read = RecordedReports.Read(RecordedReports.Sample("qualys", name));

        read.Failure!.Id.ShouldBeOneOf(FailureId.FormatNotRecognised, FailureId.HeaderInvalid);
        read.Host.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<!DOCTYPE KNOWLEDGE_BASE_VULN_LIST_OUTPUT SYSTEM 'x.dtd'><KNOWLEDGE_BASE_VULN_LIST_OUTPUT><RESPONSE><VULN_LIST><VULN><QID>1</QID></VULN></VULN_LIST></RESPONSE></KNOWLEDGE_BASE_VULN_LIST_OUTPUT>", "knowledge base", "detections of the hosts")]
    [InlineData("\"Report\",\"11/04/2025\"\n\n\"IP\",\"DNS\",\"QID\",\"Title\",\"PCI Vuln\"\n\"192.0.2.7\",\"web01\",\"1\",\"x\",\"yes\"\n", "PCI", "VMDR as CSV")]
    [InlineData("IP,DNS,QID,Title,PCI Vuln\n192.0.2.7,web01,1,x,yes\n", "PCI", "VMDR as CSV")]
    public void The_knowledge_base_and_reports_of_pci_are_refused_by_name_with_what_to_give_instead(string text, string named, string instead)
    {
        ReportRead read = RecordedReports.ReadText(text);

        read.Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);
        read.Failure.Message.ShouldContain(named);
        read.Failure.NextStep!.ShouldContain(instead);
    }

    [Fact]
    public void An_answer_that_was_cut_with_warning_1980_is_incomplete()
    {
        ReportRead read = RecordedReports.ReadText("""
            <HOST_LIST_VM_DETECTION_OUTPUT><RESPONSE><HOST_LIST><HOST><IP>192.0.2.1</IP><DETECTION_LIST><DETECTION><QID>1</QID></DETECTION></DETECTION_LIST></HOST></HOST_LIST>
            <WARNING><CODE>1980</CODE><TEXT>1000 record limit exceeded. Use URL to get next batch of results.</TEXT></WARNING></RESPONSE></HOST_LIST_VM_DETECTION_OUTPUT>
            """);

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        (read.Read.IsComplete, read.Host.Count).ShouldBe((false, 1));
    }

    [Fact]
    public void An_answer_without_hosts_found_nothing()
    {
        ReportRead read = RecordedReports.ReadText(
            "<!DOCTYPE X SYSTEM \"https://qualys.example/x.dtd\"><HOST_LIST_VM_DETECTION_OUTPUT><RESPONSE><DATETIME>2025-11-05T08:00:00Z</DATETIME></RESPONSE></HOST_LIST_VM_DETECTION_OUTPUT>");

        (read.Failure, read.Read.IsComplete, read.Host.Count).ShouldBe((null, true, 0));
    }

    /// <summary>Our samples have the traps that no recorded document has; their golden results show what becomes of them.</summary>
    [Fact]
    public void Ignored_and_disabled_detections_are_accepted_and_information_is_none()
    {
        ReportRead read = RecordedReports.Read(ConnectorFolders.File("Qualys", "_test", "detections.xml"), _heard);

        read.Host.SelectMany(host => host.Finding).Select(finding => $"{finding.DetectionId} {finding.State}")
            .ShouldBe(["730297 Open", "38726 Reopened", "90002 Accepted", "90003 Fixed", "730297 Accepted"]);
        read.Host[0].Read.Credentialed.ShouldBe(true);
        read.Host[1].Identity.ComputerName.ShouldBe("192.0.2.12");
    }

    [Fact]
    public void A_host_without_a_registered_name_is_known_by_its_other_names()
    {
        ReportRead read = RecordedReports.Read(ConnectorFolders.File("Qualys", "_test", "scan.xml"), _heard);

        read.Host.Select(host => host.Identity.ComputerName).ShouldBe(["web01", "DB01"]);
        read.Host.SelectMany(host => host.Identity.Alias).Where(alias => alias == "No registered hostname").ShouldBeEmpty();
    }

    [Fact]
    public void Comments_that_keep_the_connection_alive_are_no_part_of_the_answer()
    {
        ReportRead read = RecordedReports.ReadText("""
            <HOST_LIST_VM_DETECTION_OUTPUT><!-- keep-alive --><RESPONSE><HOST_LIST><HOST><IP>192.0.2.<!-- keep-alive -->1</IP><!-- keep-alive --><DETECTION_LIST>
            <DETECTION><!-- keep-alive --><QID>38<!-- keep-alive -->170</QID></DETECTION></DETECTION_LIST></HOST></HOST_LIST></RESPONSE></HOST_LIST_VM_DETECTION_OUTPUT>
            """, _heard);

        read.Failure.ShouldBeNull();
        read.Host.ShouldHaveSingleItem().Identity.IPAddress.ShouldBe(["192.0.2.1"]);
        read.Host[0].Finding.ShouldHaveSingleItem().DetectionId.ShouldBe("38170");
    }

    [Theory]
    [InlineData("GMT-0500", "2025-11-04T12:00:00")]
    [InlineData("GMT+0530", "2025-11-04T01:30:00")]
    [InlineData("GMT", "2025-11-04T07:00:00")]
    public void The_dates_of_a_vmdr_csv_are_of_the_zone_in_its_first_line(string zone, string expected) =>
        RecordedReports.Date(RecordedReports.ReadText($"""
            "Asset Vuln Datalist Report","04 Nov 2025 10:00AM {zone}","1"
            "Example","1 Example Street"
            "Example User","user"
            "CVE","QID","Title","Severity","Type Detected","Last Detected","Status","Asset Name","Asset IPV4"
            "CVE-2021-44228","1","t","5","Confirmed","Nov 04, 2025 07:00 AM","ACTIVE","WEB01","192.0.2.11"
            """, _heard).Host.ShouldHaveSingleItem().Finding[0].LastSeen).ShouldBe(expected);

    [Fact]
    public void Several_cves_of_one_check_stand_in_one_attribute_with_commas()
    {
        ReportRead read = RecordedReports.ReadText("""
            <SCAN value="scan/1"><IP value="192.0.2.1" name="web01.corp.example"><VULNS><CAT value="x"><VULN number="1" severity="5" cveid="CVE-2021-44228,CVE-2021-45046"><TITLE>t</TITLE></VULN></CAT></VULNS></IP></SCAN>
            """, _heard);

        read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem().CveIdText.ShouldBe("CVE-2021-44228, CVE-2021-45046");
    }

    private static XDocument Load(string path)
    {
        using System.Xml.XmlReader reader = System.Xml.XmlReader.Create(path, new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Ignore, XmlResolver = null });
        return XDocument.Load(reader);
    }

    private static bool HasFinding(XElement host) => host.Descendants("TYPE").Any(type => type.Value != "Ig");

    private static string DescribeScan(Finding finding) =>
        $"{finding.DetectionId} {finding.VendorLabel} [{finding.CveIdText}] {RecordedReports.Scores(finding)} {finding.Title} {RecordedReports.Date(finding.LastSeen)}";

    private static string DescribeScan(XElement item)
    {
        string cves = RecordedReports.Cves([.. ((string?)item.Attribute("cveid") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            .. item.Elements("CVE_ID_LIST").Elements("CVE_ID").Select(cve => (string?)cve.Element("ID"))]);
        return $"{(string?)item.Attribute("number")} {(string?)item.Attribute("severity")} [{cves}] "
            + $"{Scores(item.Element("CVSS3_BASE"), item.Element("CVSS_BASE"))} {item.Element("TITLE")!.Value.Trim()} 2019-04-02T10:14:53";
    }

    private static string DescribeReport(Finding finding) =>
        $"{finding.DetectionId} {finding.VendorLabel} {finding.State} [{finding.CveIdText}] {RecordedReports.Scores(finding)} {finding.Port ?? 0}/{finding.Protocol} "
        + $"{finding.Title} {RecordedReports.Date(finding.FirstSeen)} {RecordedReports.Date(finding.LastSeen)}";

    private static string DescribeReport(XElement info, XElement details)
    {
        string state = info.Element("VULN_STATUS")?.Value switch { "New" or "Active" => "Open", "Re-Opened" => "Reopened", "Fixed" => "Fixed", _ => "Unknown" };
        return $"{info.Element("QID")!.Value} {details.Element("SEVERITY")!.Value} {state} [{RecordedReports.Cves(details.Elements("CVE_ID_LIST").Elements("CVE_ID").Select(cve => (string?)cve.Element("ID")))}] "
            + $"{Scores(details.Element("CVSS3_SCORE")?.Element("CVSS3_BASE"), details.Element("CVSS_SCORE")?.Element("CVSS_BASE"))} {info.Element("PORT")?.Value ?? "0"}/{info.Element("PROTOCOL")?.Value} "
            + $"{details.Element("TITLE")!.Value.Trim()} {info.Element("FIRST_FOUND")!.Value[..19]} {info.Element("LAST_FOUND")!.Value[..19]}";
    }

    private static string Scores(XElement? newer, XElement? older) => string.Join(' ', new[] { Score("3", newer), Score("2", older) }.OfType<string>());

    private static string? Score(string version, XElement? element) =>
        double.TryParse(element?.Value.Trim().Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double score) ? $"{version}:{RecordedReports.Number(score)}" : null;
}
