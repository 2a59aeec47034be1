using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of answers of Tenable Security Center.</summary>
public sealed class TenableSCTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void Cves_are_one_text_with_commas() =>
        Read("""{"cve":"CVE-2021-44228,CVE-2021-45046"}""").Finding[0].CveIdText.ShouldBe("CVE-2021-44228, CVE-2021-45046");

    [Fact]
    public void An_empty_text_and_minus_one_mean_that_there_is_none()
    {
        ScannedHost host = Read("""{"cve":"","baseScore":"","cvssV3BaseScore":"-1","cvssV3Vector":"","firstSeen":"-1","lastSeen":"-1","macAddress":"","uuid":"","port":"0"}""");

        Finding finding = host.Finding.ShouldHaveSingleItem();
        (finding.CveId.Length, finding.CvssScore, finding.FirstSeen, finding.LastSeen, finding.Port).ShouldBe((0, null, null, null, null));
        (host.Identity.MacAddress.Length, host.Identity.AgentId).ShouldBe((0, null));
        _heard.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(@"UNKNOWN\\PLEX", "PLEX", null)]
    [InlineData(@"WORKGROUP\\DISKSTATION", "DISKSTATION", null)]
    [InlineData(@"UNKNOWN\\plex.home.example.net", "plex", "plex.home.example.net")]
    public void The_domain_before_a_netbios_name_is_no_part_of_it(string name, string computerName, string? fqdn)
    {
        HostIdentity host = Read($$"""{"netbiosName":"{{name}}","dnsName":""}""").Identity;

        (host.ComputerName, host.Fqdn).ShouldBe((computerName, fqdn));
    }

    [Theory]
    [InlineData("0", "0", FindingState.Open)]
    [InlineData("1", "0", FindingState.Reopened)]
    [InlineData("0", "1", FindingState.Accepted)]
    [InlineData("1", "1", FindingState.Accepted)]
    public void What_was_mitigated_before_is_reopened_and_what_was_accepted_is_accepted(string mitigated, string accepted, FindingState expected) =>
        Read($$"""{"hasBeenMitigated":"{{mitigated}}","acceptRisk":"{{accepted}}"}""").Finding[0].State.ShouldBe(expected);

    [Fact]
    public void A_host_that_stands_in_two_repositories_is_one_host()
    {
        ReportRead read = RecordedReports.ReadText(Answer(
            """{"pluginID":"1","pluginName":"p","hasBeenMitigated":"0","ip":"192.0.2.7","dnsName":"web01.corp.example","uuid":"","repository":{"id":"1"}}""",
            """{"pluginID":"1","pluginName":"p","hasBeenMitigated":"0","ip":"192.0.2.7","dnsName":"web01.corp.example","uuid":"5c1d","repository":{"id":"2"}}"""), _heard);

        read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("patched", FindingState.Fixed)]
    [InlineData("cumulative", FindingState.Reopened)]
    public void An_analysis_of_what_was_patched_that_says_so_in_front_holds_what_is_fixed(string source, FindingState expected) =>
        RecordedReports.ReadText(
            $$"""{"sourceType":"{{source}}","type":"regular","response":{"results":[{"pluginID":"1","pluginName":"p","hasBeenMitigated":"1","ip":"192.0.2.7"}]},"error_code":0}""", _heard)
            .Host.ShouldHaveSingleItem().Finding[0].State.ShouldBe(expected);

    [Fact]
    public void A_source_type_behind_the_rows_is_an_error_and_not_passed_over() =>
        RecordedReports.ReadText(
            """{"type":"regular","response":{"results":[{"pluginID":"1","pluginName":"p","hasBeenMitigated":"1","ip":"192.0.2.7"}]},"error_code":0,"sourceType":"patched"}""", _heard)
            .Failure!.Id.ShouldBe(FailureId.ReadIncomplete);

    [Fact]
    public void Without_a_total_every_row_that_is_there_counts()
    {
        ReportRead read = RecordedReports.ReadText(
            """{"type":"regular","response":{"results":[{"pluginID":"1","pluginName":"p","hasBeenMitigated":"0","ip":"192.0.2.7"}]},"error_code":0}""", _heard);

        (read.Failure, read.Read.IsComplete, read.Read.Received).ShouldBe((null, true, 1));
    }

    private ScannedHost Read(string more)
    {
        string row = more[..^1] + (more.Contains("hasBeenMitigated", StringComparison.Ordinal) ? "" : ",\"hasBeenMitigated\":\"0\"")
            + ""","pluginID":"1","pluginName":"p","ip":"192.0.2.7"}""";
        ReportRead read = RecordedReports.ReadText(Answer(row), _heard);
        read.Failure.ShouldBeNull();
        return read.Host.ShouldHaveSingleItem();
    }

    private static string Answer(params string[] rows) =>
        $$"""{"type":"regular","response":{"totalRecords":"{{rows.Length}}","returnedRecords":{{rows.Length}},"results":[{{string.Join(',', rows)}}]},"error_code":0}""";
}
