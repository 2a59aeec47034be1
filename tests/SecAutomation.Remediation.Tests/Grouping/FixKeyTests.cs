using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Tests.Grouping;

public sealed class FixKeyTests
{
    [Theory]
    [InlineData("Upgrade to Apache 2.4.58 or later.", "upgrade to apache 2.4.58 or later")]
    [InlineData("  Upgrade to\r\n Apache 2.4.58  or later", "upgrade to apache 2.4.58 or later")]
    [InlineData("Apply Cumulative Update KB5034441.", "kb5034441")]
    [InlineData("Install KB5034439 or kb5034441, see KB5034439.", "kb5034439+kb5034441")]
    [InlineData("KB12 is no article", "kb12 is no article")]
    public void Is_the_article_or_the_text_of_the_solution(string solution, string key) =>
        FixKey.Of(new Finding { Solution = solution, DetectionId = "1" }).ShouldBe(key);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("n/a")]
    [InlineData("None.")]
    public void Without_a_solution_each_detection_is_its_own(string? solution)
    {
        FixKey.Of(new Finding { Solution = solution, DetectionId = "156057" }).ShouldBe("detection:156057");
        FixKey.Of(new Finding { Solution = solution, CveId = ["CVE-2022-2", "CVE-2021-1"] }).ShouldBe("cve:CVE-2021-1");
        FixKey.Of(new Finding { Solution = solution }).ShouldBe("unknown");
    }

    [Fact]
    public void Long_texts_that_differ_at_their_end_stay_two()
    {
        string begin = new('x', 500);

        string one = FixKey.Of(new Finding { Solution = begin + "1" });

        one.Length.ShouldBeLessThan(100);
        one.ShouldNotBe(FixKey.Of(new Finding { Solution = begin + "2" }), StringComparer.Ordinal);
    }
}
