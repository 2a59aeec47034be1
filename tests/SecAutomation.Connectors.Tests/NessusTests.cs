using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of Nessus reports.</summary>
public sealed class NessusTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void The_label_and_the_score_of_an_item_are_kept_apart_where_they_differ()
    {
        Finding[] findings = Findings("""
            <ReportItem pluginID="1" severity="3"><risk_factor>Medium</risk_factor><cvss3_base_score>9.8</cvss3_base_score></ReportItem>
            <ReportItem pluginID="2" severity="4"><cvss3_base_score>7.5</cvss3_base_score></ReportItem>
            """);

        findings.Select(finding => (finding.VendorSeverity, finding.CvssScore, CvssScore.SeverityOf(finding.CvssScore)))
            .ShouldBe([(Severity.High, 9.8, Severity.Critical), (Severity.Critical, 7.5, Severity.High)]);
    }

    [Fact]
    public void Vectors_are_read_with_their_prefix_and_bare()
    {
        Finding[] findings = Findings("""
            <ReportItem pluginID="1"><cvss_base_score>10.0</cvss_base_score><cvss_vector>CVSS2#AV:N/AC:L/Au:N/C:C/I:C/A:C</cvss_vector></ReportItem>
            <ReportItem pluginID="2"><cvss_base_score>10.0</cvss_base_score><cvss_vector>AV:N/AC:L/Au:N/C:C/I:C/A:C</cvss_vector></ReportItem>
            <ReportItem pluginID="3"><cvss3_base_score>9.8</cvss3_base_score><cvss3_vector>CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</cvss3_vector></ReportItem>
            <ReportItem pluginID="4"><cvss3_base_score>9.8</cvss3_base_score><cvss3_vector>AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</cvss3_vector></ReportItem>
            """);

        findings.Select(finding => finding.CvssVector).ShouldBe(
        [
            "AV:N/AC:L/Au:N/C:C/I:C/A:C", "AV:N/AC:L/Au:N/C:C/I:C/A:C",
            "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        ]);
    }

    [Fact]
    public void Names_in_a_list_addresses_on_several_lines_and_guesses_are_all_read()
    {
        ScannedHost host = Read("""
            <ReportHost name="192.0.2.7"><HostProperties>
            <tag name="host-fqdns">[{"FQDN":"web01.corp.example","sources":["dns"]},{"FQDN":"www.corp.example","sources":["dns"]}]</tag>
            <tag name="mac-address">00:50:56:C0:00:01
            00:50:56:C0:00:02</tag><tag name="operating-system">Linux Kernel 5.10
            Linux Kernel 6.1</tag></HostProperties><ReportItem pluginID="1" port="0"/></ReportHost>
            """).Host.ShouldHaveSingleItem();

        (host.Identity.Fqdn, host.Finding[0].Port).ShouldBe(("web01.corp.example", null));
        host.Identity.Alias.ShouldContain(alias => alias == "www.corp.example");
        host.Identity.MacAddress.ShouldBe(["005056c00001", "005056c00002"]);
        host.OperatingSystem.ShouldBe("Linux Kernel 5.10 or Linux Kernel 6.1");
    }

    [Fact]
    public void The_name_that_somebody_typed_gives_way_to_the_name_of_the_machine()
    {
        ScannedHost host = Read("""
            <ReportHost name="typed-name"><HostProperties><tag name="netbios-name">WEB01</tag></HostProperties><ReportItem pluginID="1"/></ReportHost>
            """).Host.ShouldHaveSingleItem();

        host.Identity.ComputerName.ShouldBe("WEB01");
        host.Identity.Alias.ShouldContain(alias => alias == "typed-name");
    }

    [Fact]
    public void A_host_without_items_and_a_report_without_hosts_are_no_trouble()
    {
        ReportRead empty = Read("<ReportHost name='192.0.2.7'><HostProperties/></ReportHost>"), none = Read("");

        (empty.Failure, empty.Read.IsComplete, empty.Host.Count, none.Failure, none.Read.IsComplete).ShouldBe((null, true, 0, null, true));
        _heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void The_policy_before_the_report_holds_no_items()
    {
        ReportRead read = RecordedReports.ReadText(
            "<NessusClientData_v2><Policy><Report><ReportHost name='no'><ReportItem pluginID='9'/></ReportHost></Report></Policy><Report>"
            + "<ReportHost name='192.0.2.7'><ReportItem pluginID='1'/></ReportHost></Report></NessusClientData_v2>", _heard);

        read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem().DetectionId.ShouldBe("1");
    }

    [Fact]
    public void The_end_of_a_scan_is_the_timestamp_and_not_the_local_time_of_the_scanner() =>
        Read("""
            <ReportHost name="192.0.2.7"><HostProperties><tag name="HOST_END">Tue Nov  4 05:07:00 2025</tag><tag name="HOST_END_TIMESTAMP">1762222020</tag></HostProperties>
            <ReportItem pluginID="1"/></ReportHost>
            """).Host[0].Read.ScannedAt.ShouldBe(new DateTimeOffset(2025, 11, 4, 2, 7, 0, TimeSpan.Zero));

    [Fact]
    public void Every_cve_of_an_item_counts_also_those_of_six_and_seven_digits() =>
        Findings("<ReportItem pluginID='1'><cve>CVE-2021-44228</cve><cve>CVE-2019-1010218</cve><cve>cve-2022-123456</cve><cwe>20</cwe><cwe>CWE-79</cwe></ReportItem>")[0]
            .CveId.ShouldBe(["CVE-2019-1010218", "CVE-2021-44228", "CVE-2022-123456"], ignoreOrder: true);

    [Fact]
    public void Control_characters_in_the_output_of_a_plugin_do_not_end_the_report() =>
        Findings("<ReportItem pluginID='1'><plugin_output>\u0001\u001b[0m&#x1;</plugin_output></ReportItem><ReportItem pluginID='2'/>")
            .Select(finding => finding.DetectionId).ShouldBe(["1", "2"]);

    private static string Rescan(string typed, long at, string uuid, string address, string name, string items) =>
        $"""
        <ReportHost name="{typed}"><HostProperties><tag name="HOST_END_TIMESTAMP">{at}</tag><tag name="host-uuid">{uuid}</tag><tag name="host-ip">{address}</tag><tag name="host-fqdn">{name}</tag></HostProperties>{items}</ReportHost>
        """;

    [Theory]
    [InlineData("u1", "192.0.2.7", "web01.corp.example", "u1", "192.0.2.99", "web01.corp.example")]
    [InlineData("", "192.0.2.7", "web01.corp.example", "", "192.0.2.7", "WEB01.corp.example")]
    [InlineData("u1", "192.0.2.7", "web01.corp.example", "", "192.0.2.7", "web01.corp.example")]
    public void A_host_that_was_scanned_twice_is_one_host(string uuid, string address, string name, string uuid2, string address2, string name2)
    {
        ReportRead read = Twice(uuid, address, name, uuid2, address2, name2);

        read.Host.ShouldHaveSingleItem().Read.ScannedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1762300000));
        read.Host[0].Identity.IPAddress!.ShouldBe(new[] { address, address2 }.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("u1", "192.0.2.7", "web01.corp.example", "u2", "192.0.2.7", "web01.corp.example")]
    [InlineData("", "192.0.2.7", "web01.corp.example", "", "192.0.2.8", "web01.corp.example")]
    [InlineData("", "192.0.2.7", "web01.corp.example", "", "192.0.2.7", "web02.corp.example")]
    public void Hosts_of_another_key_another_address_or_another_name_stay_apart(string uuid, string address, string name, string uuid2, string address2, string name2) =>
        Twice(uuid, address, name, uuid2, address2, name2).Host.Count.ShouldBe(2);

    [Theory]
    [InlineData(1762200000, 1762300000)]
    [InlineData(1762300000, 1762200000)]
    public void Of_a_finding_that_two_scans_of_a_host_report_the_newest_counts_whichever_stands_first(long first, long second)
    {
        string OfScan(long at) => at == 1762300000
            ? "<ReportItem pluginID='1' port='443' severity='2' pluginName='new'/><ReportItem pluginID='1' port='443' severity='2' pluginName='new again'/><ReportItem pluginID='3'/>"
            : "<ReportItem pluginID='1' port='443' severity='4' pluginName='old'/><ReportItem pluginID='2'/><ReportItem pluginID='1' port='80' severity='4' pluginName='elsewhere'/>";

        ReportRead read = Read(string.Concat(new[] { first, second }.Select(at =>
            Rescan("192.0.2.7", at, "u1", "192.0.2.7", "web01.corp.example", OfScan(at)))));

        read.Host.ShouldHaveSingleItem().Finding.Select(finding => $"{finding.DetectionId} {finding.Title}".Trim()).ShouldBe(["1 new", "1 new again", "3", "2", "1 elsewhere"], ignoreOrder: true);
    }

    private ReportRead Twice(string uuid, string address, string name, string uuid2, string address2, string name2) => Read(
        Rescan(address, 1762200000, uuid, address, name, "<ReportItem pluginID='1'/>")
        + Rescan(address2, 1762300000, uuid2, address2, name2, "<ReportItem pluginID='1'/>"));

    private Finding[] Findings(string items)
    {
        ReportRead read = Read($"<ReportHost name='192.0.2.7'><HostProperties/>{items}</ReportHost>");
        _heard.Failures.ShouldBeEmpty();
        return [.. read.Host.ShouldHaveSingleItem().Finding];
    }

    private ReportRead Read(string hosts)
    {
        ReportRead read = RecordedReports.ReadText($"<NessusClientData_v2><Report name='x'>{hosts}</Report></NessusClientData_v2>", _heard);
        read.Failure.ShouldBeNull();
        return read;
    }
}
