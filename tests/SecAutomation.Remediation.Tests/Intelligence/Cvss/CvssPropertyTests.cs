using CsCheck;
using SecAutomation.Remediation.Intelligence.Cvss;

namespace SecAutomation.Remediation.Tests.Intelligence.Cvss;

public sealed class CvssPropertyTests
{
    private static readonly Gen<CvssVector> s_vector =
        from version in Gen.Enum<CvssVersion>()
        from places in Gen.Int[0, 1000].Array[CvssMetrics.Of(version).All.Count]
        select Make(version, places);

    [Fact]
    public void Every_vector_reads_back_as_it_is_written_strictly_and_leniently() =>
        s_vector.Sample(vector =>
        {
            CvssVector.Parse(vector.ToString(), CvssStrictness.Strict).ShouldBe(vector);
            CvssVector.Parse(vector.ToString(), CvssStrictness.Lenient).ShouldBe(vector);
        });

    [Fact]
    public void The_order_and_case_of_the_metrics_do_not_change_the_scores() =>
        (from vector in s_vector from seed in Gen.Int select (vector, seed)).Sample(pair =>
        {
            string prefix = pair.vector.Metrics.Prefix;
            string[] metrics = pair.vector.ToString()[prefix.Length..].Split('/');
            new Random(pair.seed).Shuffle(metrics);

            CvssVector shuffled = CvssVector.Parse((prefix + string.Join('/', metrics)).ToLowerInvariant());

            shuffled.ShouldBe(pair.vector);
            shuffled.Rate().ShouldBe(pair.vector.Rate());
        });

    [Fact]
    public void Every_score_lies_between_0_and_10_and_has_one_decimal() =>
        s_vector.Sample(vector =>
        {
            CvssRating rating = vector.Rate();
            foreach (decimal score in new[] { rating.Base, rating.Threat ?? 0, rating.Environmental ?? 0 })
            {
                score.ShouldBeInRange(0m, 10m);
                (score * 10 % 1).ShouldBe(0m, vector.ToString());
            }
        });

    [Fact]
    public void Text_that_is_no_vector_is_refused_with_a_sentence_and_never_crashes() =>
        Gen.String[Gen.Char["AVNCLHS:/.#()3 4"], 0, 40].Sample(text =>
        {
            bool isVector = CvssVector.TryParse(text, CvssStrictness.Lenient, out CvssVector? vector, out string? problem);
            isVector.ShouldBe(vector is not null);
            if (!isVector)
                problem.ShouldNotBeNull().ShouldEndWith(".");
        });

    private static CvssVector Make(CvssVersion version, int[] places)
    {
        CvssMetrics metrics = CvssMetrics.Of(version);
        IEnumerable<string> parts = metrics.All.Select((metric, index) =>
        {
            // One place more than there are values stands for "not defined".
            int place = places[index] % (metric.Values.Count + (metric.IsMandatory ? 0 : 1));
            return $"{metric.Symbol}:{(place < metric.Values.Count ? metric.Values[place] : metrics.NotDefined)}";
        });
        return CvssVector.Parse(metrics.Prefix + string.Join('/', parts), CvssStrictness.Strict);
    }
}
