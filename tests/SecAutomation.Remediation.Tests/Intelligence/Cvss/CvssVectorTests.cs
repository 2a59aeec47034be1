using SecAutomation.Remediation.Intelligence.Cvss;

namespace SecAutomation.Remediation.Tests.Intelligence.Cvss;

public sealed class CvssVectorTests
{
    [Theory]
    [InlineData("AV:L/AC:H/Au:M/C:N/I:N/A:P/E:H/CDP:LM/TD:L/IR:M/AR:L", 0.7)]
    [InlineData("AV:L/AC:H/Au:M/C:N/I:P/A:N/E:POC/RL:OF/RC:C/CDP:L/TD:M/CR:L/IR:L/AR:L", 0.6)]
    public void What_falls_below_zero_between_the_equations_of_2_0_goes_on_below_zero(string vector, double environmental) =>
        CvssVector.Parse(vector).Rate().Environmental.ShouldBe((decimal)environmental);

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", CvssVersion.V31, 10.0)]
    [InlineData("CVSS2#AV:N/AC:M/Au:N/C:C/I:C/A:C", CvssVersion.V20, 9.3)]
    [InlineData("(AV:N/AC:L/Au:N/C:P/I:P/A:P)", CvssVersion.V20, 7.5)]
    [InlineData("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", CvssVersion.V31, 9.8)]
    [InlineData("cvss:3.0/av:n/ac:l/pr:n/ui:n/s:u/c:h/i:h/a:h", CvssVersion.V30, 9.8)]
    [InlineData("CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N/", CvssVersion.V31, 9.8)]
    [InlineData("  CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N\n", CvssVersion.V40, 9.3)]
    [InlineData("AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", CvssVersion.V40, 10.0)]
    public void Reads_vectors_as_scanners_write_them(string text, CvssVersion version, double score)
    {
        CvssVector vector = CvssVector.Parse(text);

        vector.Version.ShouldBe(version);
        vector.Rate().Base.ShouldBe((decimal)score);
    }

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H", "A (Availability) is missing.")]
    [InlineData("CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "AV (Attack Vector) stands twice.")]
    [InlineData("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "'Q' is no value of AV (Attack Vector); it has N, A, L, P.")]
    [InlineData("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "'X' is no value of AV (Attack Vector); it has N, A, L, P.")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/ZZ:H", "'ZZ:H' is no metric of CVSS 3.1.")]
    [InlineData("CVSS:5.0/AV:N", "its version is none of 2.0, 3.0, 3.1 and 4.0.")]
    [InlineData("critical", "'critical' is no metric of CVSS 3.1.")]
    [InlineData("   ", "it is empty.")]
    public void Says_what_is_wrong_with_a_vector(string text, string problem)
    {
        FailureException failure = Should.Throw<FailureException>(() => CvssVector.Parse(text));

        failure.Id.ShouldBe(FailureId.ValueInvalid);
        failure.Message.ShouldStartWith($"'{text}' is no CVSS vector: {problem}");
    }

    [Theory]
    [InlineData("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/")]
    [InlineData("cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS2#AV:N/AC:M/Au:N/C:C/I:C/A:C")]
    [InlineData("(AV:N/AC:L/Au:N/C:P/I:P/A:P)")]
    [InlineData("CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H")]
    public void Refuses_what_no_specification_allows_when_it_is_to_be_strict(string text) =>
        CvssVector.TryParse(text, CvssStrictness.Strict, out _, out string? problem).ShouldBeFalse(problem);

    [Fact]
    public void Writes_the_metrics_in_the_order_of_the_specification_and_leaves_out_what_is_not_defined() =>
        CvssVector.Parse("E:X/MAV:L/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N").ToString()
            .ShouldBe("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:L");

    [Fact]
    public void Gives_a_score_for_each_group_that_is_there()
    {
        CvssRating rating = CvssVector.Parse("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U/MAV:L").Rate();

        rating.Base.ShouldBe(9.3m);
        rating.Threat.ShouldNotBeNull().ShouldBeLessThan(rating.Base);
        rating.Environmental.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(rating.Threat.Value);
        rating.Overall.ShouldBe(rating.Environmental.Value);
        CvssVector.Parse("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").Rate()
            .ShouldBe(new CvssRating(CvssVersion.V31, 9.8m, null, null));
    }

    [Theory]
    [InlineData(0.0, Severity.None)]
    [InlineData(0.1, Severity.Low)]
    [InlineData(3.9, Severity.Low)]
    [InlineData(4.0, Severity.Medium)]
    [InlineData(6.9, Severity.Medium)]
    [InlineData(7.0, Severity.High)]
    [InlineData(8.9, Severity.High)]
    [InlineData(9.0, Severity.Critical)]
    [InlineData(10.0, Severity.Critical)]
    public void Bands_are_those_of_the_specification(double score, Severity severity) =>
        CvssScore.SeverityOf(score).ShouldBe(severity);
}
