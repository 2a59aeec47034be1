using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Tests.Selection;

public sealed class CriticalRuleTests
{
    [Theory]
    [InlineData(null, 9.0, null, Severity.Low, true)]
    [InlineData(null, 8.9, null, Severity.Critical, false)]
    [InlineData(10.0, 8.9, null, Severity.Critical, false)]
    [InlineData(10.0, null, null, Severity.Low, true)]
    [InlineData(2.0, 2.0, 9.3, Severity.Low, true)]
    [InlineData(9.9, 9.9, 8.0, Severity.Critical, false)]
    [InlineData(null, null, null, Severity.Critical, true)]
    [InlineData(null, null, null, Severity.High, false)]
    [InlineData(null, null, null, Severity.Unknown, false)]
    public void By_default_the_newest_score_decides_and_the_label_only_where_there_is_none(
        double? v2, double? v3, double? v4, Severity label, bool expected) =>
        Wants(new CriticalRule(), Facts(v2, v3, v4, label)).ShouldBe(expected);

    [Theory]
    [InlineData(SeverityBasis.HighestCvss, 9.9, 5.0, 5.0, Severity.Low, true)]
    [InlineData(SeverityBasis.HighestCvss, 5.0, 9.9, 5.0, Severity.Low, true)]
    [InlineData(SeverityBasis.HighestCvss, 8.0, null, null, Severity.Critical, false)]
    [InlineData(SeverityBasis.HighestCvss, null, null, null, Severity.Critical, true)]
    [InlineData(SeverityBasis.CvssV2, 9.0, 1.0, 1.0, Severity.Low, true)]
    [InlineData(SeverityBasis.CvssV2, null, 9.9, 9.9, Severity.Critical, false)]
    [InlineData(SeverityBasis.CvssV3, 1.0, 9.0, 1.0, Severity.Low, true)]
    [InlineData(SeverityBasis.CvssV3, 9.9, null, 9.9, Severity.Critical, false)]
    [InlineData(SeverityBasis.CvssV4, 1.0, 1.0, 9.0, Severity.Low, true)]
    [InlineData(SeverityBasis.CvssV4, 9.9, 9.9, null, Severity.Critical, false)]
    [InlineData(SeverityBasis.Vendor, 1.0, 1.0, 1.0, Severity.Critical, true)]
    [InlineData(SeverityBasis.Vendor, 9.9, 9.9, 9.9, Severity.High, false)]
    public void Another_basis_compares_what_it_names(
        SeverityBasis basis, double? v2, double? v3, double? v4, Severity label, bool expected) =>
        Wants(new CriticalRule { Basis = basis }, Facts(v2, v3, v4, label)).ShouldBe(expected);

    [Theory]
    [InlineData(7.0, Severity.High, true)]
    [InlineData(7.5, Severity.High, true)]
    [InlineData(7.0, Severity.Medium, false)]
    [InlineData(10.0, Severity.Critical, true)]
    [InlineData(0.0, Severity.Unknown, true)]
    public void A_label_counts_from_the_band_of_the_lowest_score_on(double minimum, Severity label, bool expected) =>
        Wants(new CriticalRule { MinimumCvss = minimum }, Facts(null, null, null, label)).ShouldBe(expected);

    [Theory]
    [InlineData(FindingState.Open, true, true)]
    [InlineData(FindingState.Reopened, true, true)]
    [InlineData(FindingState.Unknown, true, true)]
    [InlineData(FindingState.Fixed, false, true)]
    [InlineData(FindingState.Accepted, false, true)]
    public void Fixed_and_accepted_findings_count_only_when_asked_for(FindingState state, bool byDefault, bool whenAsked)
    {
        FindingFacts facts = Facts(null, 9.8, null, Severity.Critical) with { State = state };

        Wants(new CriticalRule(), facts).ShouldBe(byDefault);
        Wants(new CriticalRule { IncludeFixed = true }, facts).ShouldBe(whenAsked);
    }

    [Fact]
    public void Since_compares_when_a_finding_was_last_seen()
    {
        var rule = new CriticalRule { Since = Scan.Monday };
        FindingFacts facts = Facts(null, 9.8, null, Severity.Critical);

        Wants(rule, facts with { LastSeen = Scan.Monday }).ShouldBeTrue();
        Wants(rule, facts with { LastSeen = Scan.Monday.AddTicks(-1) }).ShouldBeFalse();
        Wants(rule, facts with { LastSeen = null }).ShouldBeTrue();
    }

    [Fact]
    public void A_finding_without_a_CVE_counts_only_when_asked_for()
    {
        FindingFacts facts = Facts(null, 9.8, null, Severity.Critical) with { HasCve = false };

        Wants(new CriticalRule(), facts).ShouldBeFalse();
        Wants(new CriticalRule { IncludeNoCve = true }, facts).ShouldBeTrue();
    }

    [Fact]
    public void A_named_CVE_counts_whatever_its_score()
    {
        var rule = new CriticalRule { CveId = ["cve-2021-44228 "], IncludeNoCve = true };

        Wants(rule, Facts(null, 0.1, null, Severity.Low)).ShouldBeTrue();
        Wants(rule, Facts(null, 9.9, null, Severity.Low) with { HasCve = false }).ShouldBeFalse();
        CriticalHosts.Select([Scan.Host("web01", findings: [Scan.Critical(score: 3.1), Scan.Critical("CVE-2024-1", "2")])], rule)
            .ShouldHaveSingleItem().CveId.ShouldBe(["CVE-2021-44228"]);
    }

    [Fact]
    public void A_named_CVE_that_is_fixed_does_not_count() =>
        CriticalHosts.Select(
            [Scan.Host("web01", findings: [Scan.Critical() with { State = FindingState.Fixed }])],
            new CriticalRule { CveId = ["CVE-2021-44228"] }).ShouldBeEmpty();

    [Fact]
    public void What_a_finding_says_in_full_decides_as_its_facts_do()
    {
        Finding finding = Scan.Critical(score: 8.1) with
        {
            VendorSeverity = Severity.Critical,
            Cvss =
            [
                new CvssScore { Version = "3.1", BaseScore = 8.1 },
                new CvssScore { Version = "3.0", BaseScore = 9.8 },
                new CvssScore { Version = "2.0", BaseScore = 10 },
            ],
        };

        Selected(SeverityBasis.NewestCvss).ShouldBe(0);
        Selected(SeverityBasis.CvssV3).ShouldBe(0);
        Selected(SeverityBasis.CvssV2).ShouldBe(1);
        Selected(SeverityBasis.HighestCvss).ShouldBe(1);
        Selected(SeverityBasis.Vendor).ShouldBe(1);
        Selected(SeverityBasis.CvssV4).ShouldBe(0);

        int Selected(SeverityBasis basis) =>
            CriticalHosts.Select([Scan.Host("web01", findings: [finding])], new CriticalRule { Basis = basis }).Count;
    }

    private static bool Wants(CriticalRule rule, FindingFacts facts) => rule.CreateFilter()(facts);

    private static FindingFacts Facts(double? v2, double? v3, double? v4, Severity label) =>
        new(v2, v3, v4, label, FindingState.Open, Scan.Monday, HasCve: true);
}
