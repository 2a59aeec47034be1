using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of chunks that Tenable Vulnerability Management exports.</summary>
public sealed class TenableVMTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void An_address_in_place_of_the_host_name_is_no_name()
    {
        ScannedHost host = Read("""{"asset":{"uuid":"a","hostname":"192.0.2.7","fqdn":"archie.ad.demo.example","netbios_name":"ARCHIE"},"plugin":{"id":1}}""").ShouldHaveSingleItem();

        (host.Identity.ComputerName, host.Identity.Fqdn, host.Identity.NetBiosName).ShouldBe(("archie", "archie.ad.demo.example", "ARCHIE"));
        host.Identity.IPAddress.ShouldBe(["192.0.2.7"]);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("\"0\"", null)]
    [InlineData("443", 443)]
    [InlineData("\"443\"", 443)]
    public void A_port_is_a_number_or_a_text_and_0_is_none(string port, int? expected) =>
        Read($$"""{"asset":{"uuid":"a","hostname":"web01"},"plugin":{"id":1},"port":{"port":{{port}} ,"protocol":"TCP"} }""")[0].Finding[0].Port.ShouldBe(expected);

    [Theory]
    [InlineData("OPEN", "NONE", FindingState.Open)]
    [InlineData("OPEN", "RECASTED", FindingState.Open)]
    [InlineData("OPEN", "ACCEPTED", FindingState.Accepted)]
    [InlineData("REOPENED", "NONE", FindingState.Reopened)]
    [InlineData("FIXED", "NONE", FindingState.Fixed)]
    public void A_risk_that_somebody_accepted_is_accepted_and_a_recast_one_stays_what_it_is(string state, string modification, FindingState expected)
    {
        Finding finding = Read(
            $$"""{"asset":{"uuid":"a","hostname":"web01"},"plugin":{"id":1},"state":"{{state}}","severity":"low","severity_default_id":4,"severity_modification_type":"{{modification}}"}""")[0].Finding[0];

        (finding.State, finding.VendorSeverity).ShouldBe((expected, Severity.Low));
    }

    [Fact]
    public void A_finding_without_cves_is_the_normal_case_and_its_bare_vectors_get_their_version()
    {
        Finding finding = Read("""
            {"asset":{"uuid":"a","hostname":"web01"},"plugin":{"id":1,"cvss3_base_score":9.8,"cvss3_vector":{"raw":"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}}
            """)[0].Finding[0];

        finding.CveId.ShouldBeEmpty();
        finding.CvssVector.ShouldBe("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
        _heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_plugin_on_two_ports_or_protocols_is_a_finding_each_and_on_one_port_it_is_one()
    {
        string one(string port) => $$"""{"asset":{"uuid":"a","hostname":"web01"},"plugin":{"id":1},"port":{{port}}}""";

        Read(string.Join(',', one("""{"port":53,"protocol":"TCP"}"""), one("""{"port":53,"protocol":"UDP"}"""), one("""{"port":53,"protocol":"TCP"}"""), one("""{"port":54,"protocol":"TCP"}""")))
            .ShouldHaveSingleItem().Finding.Count.ShouldBe(3);
    }

    [Fact]
    public void A_fixed_finding_keeps_the_day_on_which_it_was_last_found_however_long_ago()
    {
        Finding finding = Read("""
            {"asset":{"uuid":"a","hostname":"web01"},"plugin":{"id":1},"state":"FIXED","last_found":"2019-03-01T10:00:00.000Z","last_fixed":"2025-11-04T10:00:00.000Z"}
            """)[0].Finding[0];

        (finding.State, finding.LastSeen).ShouldBe((FindingState.Fixed, new DateTimeOffset(2019, 3, 1, 10, 0, 0, TimeSpan.Zero)));
    }

    private IReadOnlyList<ScannedHost> Read(string findings)
    {
        ReportRead read = RecordedReports.ReadText($"[{findings}]", _heard);
        read.Failure.ShouldBeNull();
        return read.Host;
    }
}
