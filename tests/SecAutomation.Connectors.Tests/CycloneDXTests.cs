namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of CycloneDX documents.</summary>
public sealed class CycloneDXTests
{
    [Theory]
    [InlineData("exploitable", FindingState.Open)]
    [InlineData("in_triage", FindingState.Open)]
    [InlineData("not_affected", FindingState.Accepted)]
    [InlineData("false_positive", FindingState.Accepted)]
    [InlineData("resolved", FindingState.Fixed)]
    [InlineData("resolved_with_pedigree", FindingState.Fixed)]
    public void Every_word_of_an_analysis_is_a_state(string word, FindingState expected) =>
        Read($$$"""{"id":"CVE-2021-44228","analysis":{"state":"{{{word}}}"}}""").State.ShouldBe(expected);

    [Theory]
    [InlineData("vulnerabilities-xml.xml")]
    public void The_xml_twin_says_what_the_json_would(string name)
    {
        ScannedHost host = ConnectorFolders.ReadFindings(ConnectorFolders.File("CycloneDX", "_test", name), new Heard()).Host.ShouldHaveSingleItem();

        host.Finding.Select(finding => $"{finding.CveIdText} {finding.State} {finding.CvssVersion} {RecordedReports.Number(finding.CvssScore)} {string.Join(' ', finding.Software.Select(one => one.Name))}")
            .ShouldBe(["CVE-2021-44228 Accepted 3.1 10.0 curl", "CVE-2021-45046 Open  - openssl zlib", "CVE-2022-0001 Fixed  - app"]);
    }

    [Fact]
    public void The_xml_of_a_bill_of_materials_is_the_software_of_the_machine_that_its_file_is_called_after()
    {
        Asset asset = ConnectorFolders.Streams.ReadAssets(
            ConnectorFolders.File("CycloneDX", "_test", "components-xml.web01.corp.example.cdx.xml"), new Heard(), TestContext.Current.CancellationToken).Asset.ShouldHaveSingleItem();

        asset.InstalledSoftware!.Select(one => $"{one.Name} {one.Version} {one.Publisher}").ShouldBe(
            ["curl 7.88.1 Example", "openssl 3.0.11 Debian", "bash 5.2 gnu", "zlib1g 1.2.13 debian", "p 1 Inner", "q 1 Inner"], ignoreOrder: true);
    }

    [Fact]
    public void A_cve_under_another_identifier_is_among_the_references() =>
        Read("""{"id":"SNYK-JAVA-1","references":[{"id":"CVE-2021-44228","source":{"name":"NVD"}}]}""").CveIdText.ShouldBe("CVE-2021-44228");

    [Fact]
    public void A_vector_without_a_prefix_has_the_version_of_its_method_and_another_method_is_no_cvss()
    {
        Finding finding = Read("""
            {"id":"CVE-2021-44228","ratings":[{"method":"other","score":99},{"method":"CVSSv31","score":9.8,"vector":"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]}
            """);

        (finding.CvssScore, finding.CvssVersion, finding.CvssVector).ShouldBe((9.8, "3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
    }

    private static Finding Read(string one) =>
        RecordedReports.ReadGiven($$"""{"bomFormat":"CycloneDX","specVersion":"1.5","vulnerabilities":[{{one}}]}""").Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();
}
