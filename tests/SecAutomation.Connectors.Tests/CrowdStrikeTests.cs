using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of answers of CrowdStrike Spotlight.</summary>
public sealed class CrowdStrikeTests
{
    private readonly Heard _heard = new();

    [Theory]
    [InlineData("open", "false", FindingState.Open)]
    [InlineData("reopen", "false", FindingState.Reopened)]
    [InlineData("closed", "false", FindingState.Fixed)]
    [InlineData("open", "true", FindingState.Accepted)]
    public void What_is_suppressed_is_accepted(string status, string suppressed, FindingState expected) =>
        Read($$$"""{"status":"{{{status}}}","suppression_info":{"is_suppressed":{{{suppressed}}}}}""").State.ShouldBe(expected);

    [Fact]
    public void All_products_of_one_vulnerability_are_its_software() =>
        Read("""{"apps":[{"product_name_version":"Chrome 100.0","vendor_normalized":"Google"},{"product_name_version":"Edge 101.0","vendor_normalized":"Microsoft"}]}""")
            .Software.Length.ShouldBe(2);

    [Fact]
    public void The_severity_of_the_cve_counts_and_the_rating_of_the_vendor_does_not_replace_it()
    {
        Finding finding = Read("""{"cve":{"id":"CVE-2021-44228","severity":"HIGH","exprt_rating":"CRITICAL","base_score":7.8}}""");

        (finding.VendorSeverity, finding.CvssScore).ShouldBe((Severity.High, 7.8));
    }

    [Fact]
    public void A_number_that_no_integer_holds_is_no_trouble() =>
        Read("""{"apps":[{"product_name_version":"x 1","evaluation_logic":{"logic":[{"id":11529734357680297657}]}}]}""").CveIdText.ShouldBe("CVE-2021-44228");

    [Fact]
    public void A_page_before_the_last_is_incomplete()
    {
        ReportRead read = RecordedReports.ReadText(
            """{"meta":{"pagination":{"limit":1,"total":2,"after":"abc"}},"resources":[{"aid":"a","cve":{"id":"CVE-2021-44228"},"apps":[],"host_info":{"hostname":"web01"}}]}""", _heard);

        (read.Failure!.Id, read.Read.Expected, read.Read.Received).ShouldBe((FailureId.ReadIncomplete, 2, 1));
    }

    [Fact]
    public void An_identifier_of_an_agent_that_is_joined_with_that_of_its_tenant_is_the_same_agent()
    {
        const string Aid = "0123456789abcdef0123456789abcdef", Cid = "fedcba9876543210fedcba9876543210";
        ReportRead read = RecordedReports.ReadText($$$"""
            {"meta":{"pagination":{"total":2,"after":""}},"resources":[
            {"aid":"{{{Aid}}}","cid":"{{{Cid}}}","cve":{"id":"CVE-2021-44228"},"apps":[],"host_info":{"hostname":"web01"}},
            {"aid":"{{{Aid}}}_{{{Cid}}}","cid":"{{{Cid}}}","cve":{"id":"CVE-2021-45046"},"apps":[],"host_info":{"hostname":"web01"}}]}
            """, _heard);

        ScannedHost host = read.Host.ShouldHaveSingleItem();
        (host.Identity.AgentId, host.Finding.Count).ShouldBe((Aid, 2));
    }

    private Finding Read(string more)
    {
        string row = $$"""{"aid":"a","host_info":{"hostname":"web01"}{{(more.Contains("\"cve\"", StringComparison.Ordinal) ? "" : ""","cve":{"id":"CVE-2021-44228"}""")}}{{(more.Contains("\"apps\"", StringComparison.Ordinal) ? "" : ",\"apps\":[]")}},{{more[1..]}}""";
        ReportRead read = RecordedReports.ReadText($$$"""{"meta":{"pagination":{"total":1,"after":""}},"resources":[{{{row}}}]}""", _heard);
        read.Failure.ShouldBeNull();
        _heard.Failures.ShouldBeEmpty();
        return read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();
    }
}
