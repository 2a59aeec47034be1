using SecAutomation.Remediation.Intelligence.Assets;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Remediation.Tests.Intelligence.Assets;

public sealed class AssetAnswersTests
{
    private static readonly DecisionPoint s_exposed = Point("CisaBod2604", "Publicly Exposed");
    private static readonly DecisionPoint s_exposure = Point("SsvcDeployer", "System Exposure");
    private static readonly DecisionPoint s_impact = Point("SsvcDeployer", "Human Impact");

    [Theory]
    [InlineData("Internet", "Y")]
    [InlineData("internet-facing, behind a proxy", "Y")]
    [InlineData(" internal ", "N")]
    [InlineData("controlled", null)]
    [InlineData("blue", null)]
    [InlineData(null, null)]
    public void The_usual_words_for_exposure_are_known(string? word, string? answer) =>
        (AssetAnswers.Default.Answer(s_exposed, new Asset { Exposure = word })?.Value).ShouldBe(answer);

    [Theory]
    [InlineData("small", "S")]
    [InlineData("private", "C")]
    [InlineData("open", "O")]
    public void SSVC_asks_for_three_kinds_of_exposure(string word, string answer) =>
        AssetAnswers.Default.Answer(s_exposure, new Asset { Exposure = word })!.Value.ShouldBe(answer);

    [Theory]
    [InlineData("Low", "L")]
    [InlineData("moderate", "M")]
    [InlineData("HIGH", "H")]
    [InlineData("mission critical", "VH")]
    public void Mission_impact_is_read_from_its_field(string word, string answer) =>
        AssetAnswers.Default.Answer(s_impact, new Asset { MissionImpact = word })!.Value.ShouldBe(answer);

    [Fact]
    public void A_tag_that_is_missing_is_no_answer() => AssetAnswers.Default.Answer(s_exposed, new Asset { Tag = ["pci"] }).ShouldBeNull();

    [Fact]
    public void Of_contradicting_answers_the_worst_counts() =>
        AssetAnswers.Default.Answer(s_exposed, new Asset { Exposure = "internal", Tag = ["Internet-Facing"] })!.Source.ShouldStartWith("asset tag 'Internet-Facing'");

    [Fact]
    public void The_answer_names_the_record_and_the_day()
    {
        Asset asset = new() { Exposure = "internet", Source = "/srv/cmdb/assets.csv", Place = "line 7", LastSeen = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero) };

        DecisionFact fact = AssetAnswers.Default.Answer(s_exposed, asset)!;

        fact.Source.ShouldBe("asset exposure 'internet' in assets.csv, line 7");
        fact.AsOf.ShouldBe(asset.LastSeen);
    }

    [Fact]
    public void Ones_own_answers_replace_those_for_the_same_question_alone()
    {
        AssetAnswers own = AssetAnswers.Default.With([new AssetAnswer("Publicly Exposed", "Yes", "location:DC?"), new AssetAnswer("Publicly Exposed", "No", "location:*")]);

        own.Answer(s_exposed, new Asset { Location = "DC1", Exposure = "internal" })!.Value.ShouldBe("Y");
        own.Answer(s_exposed, new Asset { Location = "office" })!.Value.ShouldBe("N");
        own.Answer(s_exposed, new Asset { Exposure = "internet" }).ShouldBeNull();
        own.Answer(s_impact, new Asset { MissionImpact = "high" })!.Value.ShouldBe("H");
    }

    private static DecisionPoint Point(string table, string name) => BuiltInTables.Find(table)!.Question.Single(point => point.Name == name);
}
