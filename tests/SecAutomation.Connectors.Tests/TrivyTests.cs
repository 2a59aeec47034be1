using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of Trivy reports.</summary>
public sealed class TrivyTests
{
    private readonly Heard _heard = new();

    [Theory]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Class":"os-pkgs","Vulnerabilities":null}]}""")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Class":"os-pkgs"}]}""")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":null}""")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x"}""")]
    public void A_report_that_found_nothing_is_read_in_full(string text)
    {
        ReportRead read = RecordedReports.ReadGiven(text, _heard);

        (read.Failure, read.Read.IsComplete, read.Host.Count).ShouldBe((null, true, 0));
    }

    [Fact]
    public void The_label_of_a_distribution_and_the_score_of_another_source_are_kept_apart()
    {
        Finding finding = Read("""{"VulnerabilityID":"CVE-2023-0001","Severity":"LOW","SeveritySource":"ubuntu","CVSS":{"nvd":{"V3Score":7.8}}}""");

        (finding.VendorSeverity, finding.CvssScore).ShouldBe((Severity.Low, 7.8));
    }

    [Fact]
    public void An_advisory_without_a_cve_is_a_finding_without_cves()
    {
        Finding finding = Read("""{"VulnerabilityID":"GHSA-jfh8-c2jp-5v3q","Severity":"CRITICAL"}""");

        (finding.CveId.Length, finding.DetectionId).ShouldBe((0, "GHSA-jfh8-c2jp-5v3q"));
    }

    [Theory]
    [InlineData("redhat", """{"nvd":{"V3Score":7.8},"redhat":{"V3Score":5.5},"ghsa":{"V3Score":9.1}}""", 5.5)]
    [InlineData("ubuntu", """{"redhat":{"V3Score":5.5},"ghsa":{"V3Score":9.1},"nvd":{"V3Score":7.8}}""", 7.8)]
    [InlineData("ubuntu", """{"redhat":{"V3Score":5.5},"ghsa":{"V3Score":9.1},"bitnami":{"V3Score":6.1}}""", 9.1)]
    [InlineData("redhat", """{"nvd":{"V2Score":10.0,"V3Score":7.8},"redhat":{"V2Score":4.0}}""", 7.8)]
    [InlineData("", """{"amazon":{"V3Score":5.5}}""", 5.5)]
    [InlineData("ghsa", """{"ghsa":{"V40Score":9.3,"V3Score":0}}""", 9.3)]
    public void The_score_of_the_source_of_the_severity_counts_then_that_of_the_national_database_then_the_highest(string source, string cvss, double expected) =>
        Read($$"""{"VulnerabilityID":"CVE-2023-0001","Severity":"LOW","SeveritySource":"{{source}}","CVSS":{{cvss}} }""").CvssScore.ShouldBe(expected);

    [Fact]
    public void A_vector_is_that_of_the_score_that_counts()
    {
        Finding finding = Read("""
            {"VulnerabilityID":"CVE-2023-0001","CVSS":{"ghsa":{"V3Score":5.3,"V3Vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"},
             "nvd":{"V3Vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","V3Score":9.8}}}
            """);

        (finding.CvssVersion, finding.CvssScore, finding.CvssVector).ShouldBe(("3.1", 9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
    }

    [Theory]
    [InlineData("""{"nvd":{"V3Score":"high"}}""")]
    [InlineData("""{"nvd":{"V3Score":99}}""")]
    [InlineData("[1,2]")]
    public void Ratings_that_are_none_are_said_and_the_finding_stays(string cvss)
    {
        RecordedReports.ReadGiven($$"""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Vulnerabilities":[{"VulnerabilityID":"CVE-2023-0001","CVSS":{{cvss}}}]}]}""", _heard)
            .Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem().CvssScore.ShouldBeNull();

        _heard.Failures.ShouldHaveSingleItem().Id.ShouldBe(FailureId.ValueInvalid);
    }

    [Fact]
    public void A_report_of_a_whole_cluster_is_not_taken_for_one_of_a_host() =>
        RecordedReports.ReadGiven("""{"ClusterName":"k","Resources":[{"Namespace":"n","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2023-0001"}]}]}]}""")
            .Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    private Finding Read(string one)
    {
        ReportRead read = RecordedReports.ReadGiven($$"""{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Vulnerabilities":[{{one}}]}]}""", _heard);
        read.Failure.ShouldBeNull();
        return read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();
    }
}
