using System.Globalization;
using System.Text.RegularExpressions;
using SecAutomation.Remediation.Intelligence.Cvss;
using SecAutomation.Testing;

namespace SecAutomation.Remediation.Tests.Intelligence.Cvss;

/// <summary>Every vector of the reference lists that the field checks its calculators with.</summary>
public sealed partial class RecordedVectorTests
{
    public static TheoryData<string, int> Lists => new()
    {
        { "simple2", 729 },
        { "cvsslib2", 24 },
        { "simple3", 2592 },
        { "cvsslib3", 29 },
        { "simple31", 2592 },
        { "simple4", 1058 },
        { "security4", 54 },
        { "supplemental4", 576 },
        { "threat4", 6 },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_vector_has_the_scores_of_the_list_and_reads_back_as_it_is_written(string list, int count)
    {
        string path = RecordedSamples.Require(Assert.Skip, "intelligence", $"cvss-vectors_{list}.txt");
        List<string> wrong = [];
        int checkedVectors = 0;
        foreach (string line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            checkedVectors++;
            string[] halves = line.Split(" - ");
            decimal?[] expected = [.. Number().Matches(halves[1]).Select(match =>
                match.Value == "None" ? (decimal?)null : decimal.Parse(match.Value, NumberStyles.Number, CultureInfo.InvariantCulture))];

            CvssVector vector = CvssVector.Parse(halves[0], CvssStrictness.Strict);
            CvssRating rating = vector.Rate();
            // The lists of 3.x have every score, defined or not; those of 4.0 the score of all metrics alone.
            decimal?[] actual = vector.Version switch
            {
                CvssVersion.V20 => [rating.Base, rating.Threat, rating.Environmental],
                CvssVersion.V40 => [rating.Overall],
                _ => [rating.Base, rating.Threat ?? rating.Base, rating.Environmental ?? EnvironmentalOf(halves[0])],
            };

            if (vector.Version == CvssVersion.V20 && expected[2] is not null)
                expected[1] ??= rating.Threat;

            if (!actual.SequenceEqual(expected))
                wrong.Add($"{halves[0]}: {string.Join(", ", actual)} instead of {halves[1]}");

            CvssVector.Parse(vector.ToString(), CvssStrictness.Strict).ShouldBe(vector);
        }

        wrong.ShouldBeEmpty();
        checkedVectors.ShouldBe(count);
    }

    // A medium requirement weighs as much as none that is defined, and lets the environmental score be asked for.
    private static decimal? EnvironmentalOf(string vector) =>
        CvssVector.Parse(vector + "/CR:M", CvssStrictness.Strict).Rate().Environmental;

    [GeneratedRegex(@"None|-?\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
