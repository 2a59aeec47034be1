using CsCheck;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class ReviewedTextTests
{
    [Fact]
    public void A_decision_comes_back_as_it_was_written() =>
        Decisions.Sample(decisions =>
        {
            string text = ReviewedText.Write("", decisions);

            IReadOnlyList<ReviewedMatch> read = ReviewedText.Read(text, "matches.txt");
            ReviewedText.Write(text, read).ShouldBe(text);
            foreach (ReviewedMatch decision in decisions)
                read.ShouldContain(one => one.ComputerName == decision.ComputerName && one.Source == decision.Source);
        }, iter: 300);

    [Fact]
    public void The_order_of_decisions_on_different_hosts_does_not_matter() =>
        Gen.Select(Decisions, Gen.Int).Sample((decisions, seed) =>
        {
            ReviewedMatch[] distinct = [.. decisions.DistinctBy(one => (one.ComputerName, one.Source))];
            ReviewedMatch[] shuffled = [.. distinct];
            new Random(seed).Shuffle(shuffled);

            ReviewedText.Write("", shuffled).ShouldBe(ReviewedText.Write("", distinct));
        }, iter: 300);

    [Fact]
    public void A_line_says_who_decided_when_and_why() =>
        ReviewedText.Write("# ours\n", [new ReviewedMatch("WEB01", "cmdb.csv", "4711", "anna", new DateOnly(2026, 1, 31), "the one in the north")])
            .ShouldBe("# ours\nweb01 = 4711 @ cmdb.csv  # by anna 2026-01-31: the one in the north\n");

    [Fact]
    public void What_would_end_a_line_is_left_out_of_it() =>
        ReviewedText.Write("#\n", [new ReviewedMatch("web01", null, "1", "anna", null, "yes\nweb02 = 2")]).Split('\n').Length.ShouldBe(3);

    [Theory]
    [InlineData("web01")]
    [InlineData("= 4711")]
    [InlineData("web01 =")]
    [InlineData("localhost = 4711")]
    [InlineData("two words = 4711")]
    public void A_line_that_is_no_decision_is_named_with_its_number(string line)
    {
        FailureException failure = Should.Throw<FailureException>(() => ReviewedText.Read("# ours\n\n" + line, "matches.txt"));

        failure.Id.ShouldBe(FailureId.RecordInvalid);
        failure.Message.ShouldContain("matches.txt, line 3");
    }

    private static Gen<ReviewedMatch[]> Decisions { get; } =
        Gen.Select(Pick("web01", "db01.corp.example", "10.1.1.7", @"corp\web01"), Pick(null, "cmdb.csv", "ad"), Pick(null, "4711", "web01.corp.example"), Pick(null, "anna"), Pick(null, "because", "a: b # c"))
            .Select((host, source, asset, by, why) => new ReviewedMatch(host!, source, asset, by, by is null ? null : new DateOnly(2026, 1, 31), why))
            .Array[0, 6];

    private static Gen<string?> Pick(params string?[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
