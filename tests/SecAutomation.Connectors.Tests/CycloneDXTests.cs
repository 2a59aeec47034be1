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
