using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class FindingTests : IDisposable
{
    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("CVE 2021 44228")]
    [InlineData("cve_2021_44228")]
    [InlineData("CVE\u20112021\u201144228")]
    public void A_cve_of_another_form_is_reported_and_not_lost_in_silence(string text)
    {
        _files.Item($"<cve>{text}</cve>").CveId.ShouldBeEmpty();

        _files.Heard.Failures.ShouldHaveSingleItem().Message.ShouldContain("of cveId is not of the form CVE-2021-44228");
    }

    [Theory]
    [InlineData("GHSA-jfh8-c2jp-5v3q")]
    [InlineData("n/a")]
    [InlineData("CVE: none")]
    public void Identifiers_of_other_kinds_are_no_mistake(string text)
    {
        _files.Item($"<cve>{text}</cve>").CveId.ShouldBeEmpty();

        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_a_finding_says_is_kept()
    {
        Finding finding = _files.Item(
            """
            <cve>CVE-2021-45046</cve><cve>cve-2021-44228</cve><cve>CVE-2021-44228</cve><title>Log4Shell</title><state>OPEN</state>
            <solution>Update.</solution><cvss2>9.3</cvss2><vector2>CVSS2#AV:N/AC:M/Au:N/C:C/I:C/A:C</vector2>
            <cvss3>10.0</cvss3><vector3>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H</vector3><first>04.03.2026</first><seen>2026-03-05T01:02:03Z</seen>
            """,
            "check='4711' severity='BAD' port='8443' protocol='TCP'");

        finding.CveId.ShouldBe(["CVE-2021-44228", "CVE-2021-45046"]);
        finding.DetectionId.ShouldBe("4711");
        finding.Title.ShouldBe("Log4Shell");
        (finding.CvssScore, finding.CvssVersion, finding.CvssVector).ShouldBe((10.0, "3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"));
        finding.Cvss.Select(rating => (rating.Version, rating.BaseScore)).ShouldBe([("3.1", 10.0), ("2.0", 9.3)]);
        (finding.Severity, finding.VendorSeverity, finding.VendorLabel).ShouldBe((Severity.Critical, Severity.Critical, "BAD"));
        finding.State.ShouldBe(FindingState.Open);
        (finding.Port, finding.Protocol, finding.Solution).ShouldBe((8443, "tcp", "Update."));
        finding.FirstSeen.ShouldBe(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));
        finding.LastSeen.ShouldBe(new DateTimeOffset(2026, 3, 5, 1, 2, 3, TimeSpan.Zero));
        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void The_newest_version_of_cvss_comes_first_and_counts()
    {
        Finding finding = _files.Item("<cvss2>10.0</cvss2><cvss3>9.8</cvss3><cvss4>8.7</cvss4>");

        finding.Cvss.Select(rating => rating.Version).ShouldBe(["4.0", "3.0", "2.0"]);
        (finding.CvssScore, finding.CvssVersion, finding.Severity).ShouldBe((8.7, "4.0", Severity.High));
    }

    [Fact]
    public void A_vector_without_a_score_is_kept_and_does_not_count_as_one()
    {
        Finding finding = _files.Item("<vector4>CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N</vector4><cvss3>5.0</cvss3>");

        finding.Cvss.Length.ShouldBe(2);
        (finding.CvssScore, finding.CvssVersion).ShouldBe((5.0, "3.0"));
    }

    [Fact]
    public void Without_a_score_the_label_gives_the_band()
    {
        Finding finding = _files.Item("", "severity='bad'");

        finding.CvssScore.ShouldBeNull();
        finding.Severity.ShouldBe(Severity.Critical);
    }

    [Fact]
    public void Port_0_is_no_port() => _files.Item("", "port='0'").Port.ShouldBeNull();

    [Theory]
    [InlineData("<state>OPEN</state>", FindingState.Open)]
    [InlineData("<state>back</state>", FindingState.Reopened)]
    [InlineData("<state>GONE</state>", FindingState.Fixed)]
    [InlineData("<state>OPEN</state><waiver>WAIVED</waiver>", FindingState.Accepted)]
    [InlineData("<state>OPEN</state><waiver>NONE</waiver>", FindingState.Open)]
    [InlineData("", FindingState.Unknown)]
    public void The_state_is_what_the_table_says(string elements, FindingState state)
    {
        _files.Item(elements).State.ShouldBe(state);
        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<first>1990-1sdfsdfsdfZ</first>", "", "the value '1990-1sdfsdfsdfZ' of firstSeen is no date")]
    [InlineData("<cvss3>eleven</cvss3>", "", "the value 'eleven' of cvss3Score is no CVSS base score")]
    [InlineData("<cvss3>9.8</cvss3><vector3>none of it</vector3>", "", "the value 'none of it' of cvss3Vector is no CVSS vector")]
    [InlineData("<state>MAYBE</state>", "", "the value 'MAYBE' of state is none of OPEN, BACK, GONE, WAIVED")]
    [InlineData("", "severity='odd'", "the value 'odd' of severity is none of low, bad")]
    [InlineData("", "port='70000'", "the value '70000' of port is no port")]
    public void A_value_that_cannot_be_understood_is_reported_and_the_finding_goes_on(string elements, string attributes, string message)
    {
        _files.Item($"<title>kept</title>{elements}", attributes).Title.ShouldBe("kept");

        FailureException failure = _files.Heard.Failures.ShouldHaveSingleItem();
        failure.Id.ShouldBe(FailureId.ValueInvalid);
        failure.Message.ShouldContain(message);
        failure.Message.ShouldContain("line ");
    }

    [Fact]
    public void Hostile_text_is_harmless_in_a_message()
    {
        _files.Item($"<cvss3>&#27;[31m{new string('x', 5000)}</cvss3>");

        string message = _files.Heard.Failures.ShouldHaveSingleItem().Message;
        message.ShouldNotContain("\u001b");
        message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void The_filter_sees_the_facts_and_what_it_refuses_is_counted_and_not_built()
    {
        List<FindingFacts> seen = [];
        ReportRead read = _files.Hosts(
            """
            <host><name>web01</name>
              <item severity="low"><cve>CVE-2021-44228</cve><cvss2>5</cvss2><cvss3>9.8</cvss3><cvss4>9.3</cvss4><state>BACK</state><seen>2026-03-05</seen></item>
              <item><cve>GHSA-1</cve></item>
            </host>
            """,
            (in FindingFacts facts) =>
            {
                seen.Add(facts);
                return false;
            });

        seen.ShouldBe(
        [
            new FindingFacts(5, 9.8, 9.3, Severity.Low, FindingState.Reopened, new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), true),
            new FindingFacts(null, null, null, Severity.Unknown, FindingState.Unknown, null, false),
        ]);
        read.Host.ShouldBeEmpty();
        (read.Read.Received, read.Read.Skipped, read.Read.IsComplete).ShouldBe((2, 0, true));
    }

    [Fact]
    public void Each_host_carries_what_was_read_and_when_it_was_scanned()
    {
        ReportRead read = _files.Hosts(
            """
            <host><name>a</name><credentialed>true</credentialed><end>1762222020</end><item/></host>
            <host><name>b</name><credentialed>false</credentialed><on>2026-01-01</on><item/></host>
            <host><name>c</name><on>2026-01-02</on><off>2026-01-01</off><item/></host>
            <host><name>d</name><on>2026-01-01</on><off>2026-01-02</off><item/></host>
            <host><name>e</name><off>2026-01-02</off><item/></host>
            <host><name>f</name><item/></host>
            """);

        read.Host.Select(host => host.Read.Credentialed).ShouldBe([true, false, true, false, false, null]);
        read.Host[0].Read.ScannedAt.ShouldBe(new DateTimeOffset(2025, 11, 4, 2, 7, 0, TimeSpan.Zero));
        read.Host.ShouldAllBe(host => host.Read.Connector == "Acme" && host.Read.Received == 6 && host.Read.IsComplete && host.Read.Source == read.Read.Source);
    }

    [Fact]
    public void Several_guesses_at_the_operating_system_stay_guesses() =>
        _files.Host("<name>a</name><os>Linux 5.4\nLinux 5.5\nLinux 5.4</os>").OperatingSystem.ShouldBe("Linux 5.4 or Linux 5.5");

    [Fact]
    public void A_fact_of_the_host_is_reported_once_however_many_findings_it_has()
    {
        _files.Hosts("<host><name>a</name><ip>nowhere</ip><item/><item/><item/></host>");

        _files.Heard.Failures.ShouldHaveSingleItem().Message.ShouldContain("nowhere");
    }
}
