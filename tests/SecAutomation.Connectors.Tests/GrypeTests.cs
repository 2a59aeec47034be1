namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of Grype reports.</summary>
public sealed class GrypeTests
{
    [Fact]
    public void The_cve_and_the_score_of_an_advisory_are_among_what_it_is_related_to()
    {
        Finding finding = Read("""
            {"vulnerability":{"id":"GHSA-jfh8-c2jp-5v3q","severity":"Critical","cvss":[]},"artifact":{"name":"log4j-core","version":"2.14.0"},
             "relatedVulnerabilities":[{"id":"CVE-2021-44228","cvss":[{"version":"3.1","vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H","metrics":{"baseScore":10.0}}]}]}
            """).ShouldHaveSingleItem();

        (finding.CveIdText, finding.DetectionId, finding.CvssScore).ShouldBe(("CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q", 10.0));
    }

    [Fact]
    public void One_cve_of_a_binary_and_of_its_package_names_both() =>
        Read("""
            {"vulnerability":{"id":"CVE-2023-0001","severity":"High"},"artifact":{"name":"python","version":"3.9.2","type":"binary"}},
            {"vulnerability":{"id":"CVE-2023-0001","severity":"High"},"artifact":{"name":"python3.9","version":"3.9.2-1","type":"deb"}}
            """).SelectMany(finding => finding.Software).Select(software => software.Name).ShouldBe(["python", "python3.9"]);

    private static IReadOnlyList<Finding> Read(string matches) => RecordedReports.ReadGiven($$"""{"matches":[{{matches}}]}""").Host.ShouldHaveSingleItem().Finding;
}
