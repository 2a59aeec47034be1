using System.Globalization;
using SecAutomation.Remediation.Intelligence.Cvss;

namespace SecAutomation.Benchmarks;

/// <summary>Writes random CVSS vectors with our scores, a line each, for another calculator to compare: vector, base, threat, environmental.</summary>
internal static class RandomVectors
{
    public static void Print(int count, int seed)
    {
        Random random = new(seed);
        CvssVersion[] versions = Enum.GetValues<CvssVersion>();
        for (int i = 0; i < count; i++)
        {
            CvssVector vector = Make(CvssMetrics.Of(versions[i % versions.Length]), random);
            CvssRating rating = vector.Rate();
            Console.WriteLine(string.Join('\t', vector, Text(rating.Base), Text(rating.Threat), Text(rating.Environmental)));
        }
    }

    // A third has base metrics alone, as most vectors of the wild; "not defined" is as likely as any value.
    private static CvssVector Make(CvssMetrics metrics, Random random)
    {
        bool isBase = random.Next(3) == 0;
        IEnumerable<string> parts = metrics.All
            .Where(metric => metric.IsMandatory || !isBase)
            .Select(metric => (Metric: metric, Place: random.Next(metric.Values.Count + (metric.IsMandatory ? 0 : 1))))
            .Where(one => one.Place < one.Metric.Values.Count)
            .Select(one => $"{one.Metric.Symbol}:{one.Metric.Values[one.Place]}");
        return CvssVector.Parse(metrics.Prefix + string.Join('/', parts), CvssStrictness.Strict);
    }

    private static string Text(decimal? score) => score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";
}
