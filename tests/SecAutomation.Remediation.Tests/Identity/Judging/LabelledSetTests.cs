namespace SecAutomation.Remediation.Tests.Identity.Judging;

/// <summary>The labelled set judges the algorithm: a test a trap, which lists every case that came out otherwise.</summary>
public sealed class LabelledSetTests
{
    public static TheoryData<string> Traps => [.. LabelledSet.Traps];

    [Theory]
    [MemberData(nameof(Traps))]
    public void Every_case_of_a_trap_comes_out_as_labelled(string trap)
    {
        string[] wrong =
        [
            .. from labelled in LabelledSet.Read(trap)
               from complaint in labelled.Judge(labelled.Run())
               select $"{labelled.Name}: {complaint}",
        ];

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void No_host_is_matched_to_another_machine() =>
        LabelledSet.Traps.SelectMany(LabelledSet.Read)
            .Select(labelled => (labelled, Match: labelled.Run()))
            .Where(one => one.Match.Status == MatchStatus.Matched
                && (one.labelled.Expected.Status != MatchStatus.Matched || !one.labelled.Expected.Record.Contains(one.Match.Asset!.AssetId)))
            .Select(one => $"{one.labelled.Name}: {one.Match}")
            .ShouldBeEmpty();

    [Fact]
    public void The_set_holds_at_least_300_cases_and_each_says_why() =>
        LabelledSet.Traps.SelectMany(LabelledSet.Read).Count(labelled => labelled.Why.Length > 0).ShouldBeGreaterThanOrEqualTo(300);
}
