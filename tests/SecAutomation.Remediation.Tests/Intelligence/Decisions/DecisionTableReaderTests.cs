using System.Text.Json.Nodes;
using SecAutomation.Remediation.Intelligence.Decisions;
using SecAutomation.Testing;

namespace SecAutomation.Remediation.Tests.Intelligence.Decisions;

public sealed class DecisionTableReaderTests
{
    private const string Source = "own-table.json";

    [Theory]
    [InlineData("CisaBod2604", "cisa_bod_26_04_1_0_0.json", 16)]
    [InlineData("SsvcDeployer", "deployer_patch_application_priority_1_0_0.json", 72)]
    public void A_table_of_the_module_decides_every_combination_as_the_published_one(string name, string published, int rows)
    {
        JsonNode document = JsonNode.Parse(File.ReadAllText(RecordedSamples.Require(Assert.Skip, "intelligence", published)))!;
        string outcome = document["outcome"]!.GetValue<string>();
        DecisionTable table = BuiltInTables.Find(name)!;
        JsonArray mapping = document["mapping"]!.AsArray();

        mapping.Count.ShouldBe(rows);
        for (int row = 0; row < rows; row++)
        {
            JsonObject mapped = mapping[row]!.AsObject();
            Decision decision = table.Decide([.. mapped
                .Where(pair => pair.Key != outcome)
                .Select(pair => new DecisionFact(pair.Key, pair.Value!.GetValue<string>(), "published table"))]);

            decision.Outcome.Key.ShouldBe(mapped[outcome]!.GetValue<string>());
            decision.Row.ShouldBe(row + 1);
        }
    }

    [Fact]
    public void Reads_the_published_tables_as_they_are()
    {
        string path = RecordedSamples.Require(Assert.Skip, "intelligence", "cisa_bod_26_04_1_0_0.json");

        DecisionTableReader.Read(File.ReadAllText(path), path).Outcome.Values.Select(value => value.Key)
            .ShouldBe(["FSU", "60D", "14D", "3D", "3DF"]);
    }

    [Fact]
    public void Names_the_combination_that_no_row_answers() =>
        Problem(table => table["mapping"]!.AsArray().RemoveAt(2))
            .ShouldBe($"{Source}: the decision table is wrong: no row answers Exposed = Yes, Exploited = No.");

    [Fact]
    public void Names_the_rows_that_answer_the_same() =>
        Problem(table => table["mapping"]!.AsArray().Add(table["mapping"]![1]!.DeepClone()))
            .ShouldBe($"{Source}, row 5: the decision table is wrong: it answers again what row 2 answers: Exposed = No, Exploited = Yes.");

    [Fact]
    public void Names_a_value_that_is_none() =>
        Problem(table => table["mapping"]![0]!["own:E:1"] = "maybe")
            .ShouldBe($"{Source}, row 1: the decision table is wrong: 'maybe' is no value of own:E:1; it has N, Y.");

    [Fact]
    public void Names_a_question_that_is_none() =>
        Problem(table => table["mapping"]![0]!["own:Z:1"] = "N")
            .ShouldBe($"{Source}, row 1: the decision table is wrong: own:Z:1 is none of its decision points.");

    [Fact]
    public void Names_a_member_that_is_missing() =>
        Problem(table => table["mapping"]![3]!.AsObject().Remove("own:X:1"))
            .ShouldBe($"{Source}, row 4: the decision table is wrong: 'own:X:1' is missing or no text.");

    [Fact]
    public void Names_an_outcome_that_is_no_decision_point() =>
        Problem(table => table["outcome"] = "own:Q:1")
            .ShouldBe($"{Source}: the decision table is wrong: the outcome own:Q:1 is none of its decision points.");

    [Fact]
    public void Names_the_line_of_broken_json() =>
        Should.Throw<FailureException>(() => DecisionTableReader.Read("{\n \"namespace\": \"own\",\n oops }", Source))
            .Message.ShouldStartWith($"{Source}, line 3: the decision table is no valid JSON.");

    private static string Problem(Action<JsonNode> damage)
    {
        JsonNode table = JsonNode.Parse(OwnTable)!;
        damage(table);
        FailureException failure = Should.Throw<FailureException>(() => DecisionTableReader.Read(table.ToJsonString(), Source));
        failure.Id.ShouldBe(FailureId.DecisionTableInvalid);
        return failure.Message[..^(failure.NextStep!.Length + 1)];
    }

    private const string OwnTable = """
        {
          "namespace": "own", "key": "T", "version": "1", "name": "Own", "definition": "Ours.",
          "decision_points": {
            "own:X:1": { "name": "Exposed", "definition": "", "values": [
              { "key": "N", "name": "No", "definition": "" }, { "key": "Y", "name": "Yes", "definition": "" } ] },
            "own:E:1": { "name": "Exploited", "definition": "", "values": [
              { "key": "N", "name": "No", "definition": "" }, { "key": "Y", "name": "Yes", "definition": "" } ] },
            "own:O:1": { "name": "When", "definition": "", "values": [
              { "key": "L", "name": "Later", "definition": "" }, { "key": "S", "name": "Soon", "definition": "" } ] }
          },
          "outcome": "own:O:1",
          "mapping": [
            { "own:X:1": "N", "own:E:1": "N", "own:O:1": "L" },
            { "own:X:1": "N", "own:E:1": "Y", "own:O:1": "S" },
            { "own:X:1": "Y", "own:E:1": "N", "own:O:1": "S" },
            { "own:X:1": "Y", "own:E:1": "Y", "own:O:1": "S" }
          ]
        }
        """;
}
