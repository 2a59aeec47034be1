using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Tests.Selection;

public sealed class CriticalHostsTests
{
    [Fact]
    public void A_host_without_a_finding_that_counts_is_left_out() =>
        Select(Scan.Host("web01", findings: [Scan.Critical(score: 8.9)]), Scan.Host("web02"))
            .ShouldHaveSingleItem().ComputerName.ShouldBe("web02");

    [Fact]
    public void A_host_carries_what_its_findings_say()
    {
        CriticalCveHost host = Select(Scan.Host(
            "Web01",
            findings:
            [
                Scan.Critical("CVE-2024-3", "1", 9.1) with { FirstSeen = Scan.Monday.AddDays(-9) },
                Scan.Critical("CVE-2024-1", "2", 10) with { LastSeen = Scan.Monday.AddDays(1), CveId = ["CVE-2024-1", "CVE-2024-3"] },
                Scan.Critical("CVE-2024-9", "3", 4),
            ])).ShouldHaveSingleItem();

        host.ComputerName.ShouldBe("Web01");
        host.CveId.ShouldBe(["CVE-2024-1", "CVE-2024-3"]);
        host.MaxCvss.ShouldBe(10);
        host.Priority.ShouldBe(RemediationPriority.Critical);
        host.Finding.Select(finding => finding.DetectionId).ShouldBe(["2", "1"]);
        host.FirstSeen.ShouldBe(Scan.Monday.AddDays(-9));
        host.LastSeen.ShouldBe(Scan.Monday.AddDays(1));
        host.Source.ShouldBe("scan.nessus");
        host.KnownExploited.ShouldBeNull("nobody looked it up");
    }

    [Fact]
    public void A_host_that_is_critical_by_its_label_alone_has_no_score_and_its_priority() =>
        Select(Scan.Host("web01", findings: [Scan.Critical(score: null) with { VendorSeverity = Severity.Critical }]))
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                host => host.MaxCvss.ShouldBeNull(),
                host => host.Priority.ShouldBe(RemediationPriority.Critical));

    [Fact]
    public void The_worst_host_stands_first_and_equals_go_by_name() =>
        Select(
            Scan.Host("zeta", findings: [Scan.Critical(score: 9.8)]),
            Scan.Host("Beta", findings: [Scan.Critical(score: 9.1)]),
            Scan.Host("alpha", findings: [Scan.Critical(score: 9.1)]),
            Scan.Host("omega", findings: [Scan.Critical(score: 10)]))
            .Select(host => host.ComputerName).ShouldBe(["omega", "zeta", "alpha", "Beta"]);

    [Fact]
    public void The_same_detection_at_the_same_place_is_one_finding()
    {
        Finding old = Scan.Critical() with { FirstSeen = Scan.Monday.AddDays(-30), Solution = "Upgrade." };
        Finding again = Scan.Critical() with { LastSeen = Scan.Monday.AddDays(7), Solution = null };

        CriticalCveHost host = Select(
            Scan.Host("web01", source: "a", findings: [old]),
            Scan.Host("web01", source: "b", findings: [again])).ShouldHaveSingleItem();

        Finding finding = host.Finding.ShouldHaveSingleItem();
        finding.FirstSeen.ShouldBe(Scan.Monday.AddDays(-30));
        finding.LastSeen.ShouldBe(Scan.Monday.AddDays(7));
        finding.Solution.ShouldBe("Upgrade.");
    }

    [Fact]
    public void Another_port_or_protocol_is_another_finding() =>
        Select(Scan.Host(
            "web01",
            findings: [Scan.Critical(), Scan.Critical() with { Port = 8443 }, Scan.Critical() with { Protocol = "udp" }]))
            .ShouldHaveSingleItem().Finding.Length.ShouldBe(3);

    [Fact]
    public void What_the_newer_report_calls_fixed_does_not_count() =>
        Select(
            Scan.Host("web01", findings: [Scan.Critical()]),
            Scan.Host("web01", findings: [Scan.Critical() with { State = FindingState.Fixed, LastSeen = Scan.Monday.AddDays(7) }]))
            .ShouldBeEmpty();

    [Fact]
    public void The_same_number_of_two_products_is_two_findings_unless_the_title_is_the_same()
    {
        ScannedHost one = Scan.Host("web01");
        ScannedHost other = WithConnector(Scan.Host("web01", findings: [Scan.Critical("CVE-2020-1") with { Title = "Another" }]));
        ScannedHost twin = WithConnector(Scan.Host("web01"));

        Select(one, other).ShouldHaveSingleItem().Finding.Length.ShouldBe(2);
        Select(one, twin).ShouldHaveSingleItem().Finding.Length.ShouldBe(1);

        static ScannedHost WithConnector(ScannedHost host) => new()
        {
            Identity = host.Identity,
            Finding = host.Finding,
            Read = host.Read with { Connector = "Other" },
        };
    }

    [Fact]
    public void Reads_are_summed_once_a_source()
    {
        CriticalCveHost host = Select(
            Scan.Host("web01", source: "b", scannedAt: Scan.Monday.AddDays(1)),
            Scan.Host("web01", source: "a"),
            Scan.Host("web01", source: "a", ip: "10.0.0.5")).ShouldHaveSingleItem();

        host.Source.ShouldBe("a; b");
        host.Read.Source.ShouldBe("a; b");
        host.Read.Received.ShouldBe(20);
        host.Read.Expected.ShouldBeNull();
        host.Read.IsComplete.ShouldBeTrue();
        host.Read.ScannedAt.ShouldBe(Scan.Monday.AddDays(1));
    }

    [Fact]
    public void One_incomplete_source_makes_the_whole_incomplete()
    {
        ScannedHost partial = Scan.Host("web01", source: "b");
        partial = new ScannedHost
        {
            Identity = partial.Identity,
            Finding = partial.Finding,
            Read = partial.Read with { IsComplete = false, Expected = 12, Skipped = 2 },
        };

        ScanRead read = Select(Scan.Host("web01", source: "a"), partial).ShouldHaveSingleItem().Read;

        read.IsComplete.ShouldBeFalse();
        read.Skipped.ShouldBe(2);
        read.Expected.ShouldBeNull("one of the two announced nothing");
    }

    [Theory]
    [InlineData("WEB*", true)]
    [InlineData("web0?", true)]
    [InlineData("web0[0-4]", true)]
    [InlineData("web0[5-9]", false)]
    [InlineData("*.CORP.example", true)]
    [InlineData("web01.corp.example.", true)]
    [InlineData("WEB01$", true)]
    [InlineData("intra*", true)]
    [InlineData("10.0.*", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("web", false)]
    [InlineData("web01.other.example", false)]
    [InlineData("*`*", false)]
    public void A_wildcard_fits_any_name_or_address_ignoring_case(string pattern, bool expected) =>
        CriticalHosts.Select(
            [Scan.Host("Web01", "web01.corp.example", "10.0.0.5", alias: [@"CORP\WEB01", "Intranet"])],
            new CriticalRule { ComputerName = ["nothing", pattern] }).Count.ShouldBe(expected ? 1 : 0);

    [Fact]
    public void A_hostile_wildcard_ends() =>
        CriticalHosts.Select(
            [Scan.Host(new string('a', 60))],
            new CriticalRule { ComputerName = [string.Concat(Enumerable.Repeat("*a", 100)) + "b"] }).ShouldBeEmpty();

    [Fact]
    public void Nothing_in_gives_nothing_out() => Select().ShouldBeEmpty();

    private static IReadOnlyList<CriticalCveHost> Select(params ScannedHost[] hosts) =>
        CriticalHosts.Select(hosts, new CriticalRule());
}
