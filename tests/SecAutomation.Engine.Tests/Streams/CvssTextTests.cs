using System.Text;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class CvssTextTests
{
    [Theory]
    [InlineData("CVSS2#AV:N/AC:L/Au:N/C:C/I:C/A:C", "2.0", "2.0", "AV:N/AC:L/Au:N/C:C/I:C/A:C")]
    [InlineData("(AV:N/AC:L/Au:N/C:C/I:C/A:C)", "2.0", "2.0", "AV:N/AC:L/Au:N/C:C/I:C/A:C")]
    [InlineData("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3.0", "3.0", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3.0", "3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "4.0", "4.0", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")]
    public void A_vector_gets_the_prefix_of_its_version(string text, string bare, string version, string vector)
    {
        CvssText.TryVector(text, bare, out string readVersion, out string readVector).ShouldBeTrue();

        (readVersion, readVector).ShouldBe((version, vector));
    }

    [Theory]
    [InlineData("")]
    [InlineData("high")]
    [InlineData("CVSS:9.9/AV:N")]
    [InlineData("CVSS:3.1")]
    [InlineData("AV:N/<b>AC:L</b>")]
    public void What_is_no_vector_is_refused(string text) => CvssText.TryVector(text, "3.0", out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("9.8", 9.8)]
    [InlineData("10", 10.0)]
    [InlineData("0.0", 0.0)]
    [InlineData(" 7.5 ", 7.5)]
    [InlineData("9,8", 9.8)]
    [InlineData("10,0", 10.0)]
    public void A_score_is_a_number_from_0_to_10(string text, double expected)
    {
        CvssText.TryScore(Encoding.UTF8.GetBytes(text), out double? score).ShouldBeTrue();

        score.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("-1.0")]
    [InlineData("N/A")]
    public void Words_for_no_score_are_no_score_and_no_mistake(string text)
    {
        CvssText.TryScore(Encoding.UTF8.GetBytes(text), out double? score).ShouldBeTrue();

        score.ShouldBeNull();
    }

    [Theory]
    [InlineData("10.1")]
    [InlineData("-2")]
    [InlineData("9,85")]
    [InlineData("9,")]
    [InlineData("11,0")]
    [InlineData("NaN")]
    [InlineData("9.8 (critical)")]
    public void What_is_no_score_is_refused(string text) => CvssText.TryScore(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData(0.0, Severity.None)]
    [InlineData(0.1, Severity.Low)]
    [InlineData(3.9, Severity.Low)]
    [InlineData(4.0, Severity.Medium)]
    [InlineData(7.0, Severity.High)]
    [InlineData(8.9, Severity.High)]
    [InlineData(9.0, Severity.Critical)]
    [InlineData(null, Severity.Unknown)]
    public void A_score_has_the_band_of_the_specification(double? score, Severity band) => CvssScore.SeverityOf(score).ShouldBe(band);
}
