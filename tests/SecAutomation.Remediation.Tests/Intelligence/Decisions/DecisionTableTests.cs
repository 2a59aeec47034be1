using CsCheck;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Remediation.Tests.Intelligence.Decisions;

public sealed class DecisionTableTests
{
    private const string Kev = "cisa:KEV:1.0.0";
    private const string Exposed = "cisa:PE:1.0.0";
    private const string Automatable = "ssvc:A:2.0.0";
    private const string Impact = "ssvc:TI:1.0.0";

    private static readonly DecisionTable s_table = BuiltInTables.Find("cisabod2604")!;

    [Fact]
    public void Decides_by_the_row_for_the_facts_and_names_it()
    {
        Decision decision = s_table.Decide([Fact(Kev, "Y"), Fact(Exposed, "yes"), Fact(Automatable, "Y"), Fact(Impact, "Total")]);

        decision.Outcome.Name.ShouldBe("3 days & forensic investigation");
        decision.Row.ShouldBe(16);
        decision.NotKnown.ShouldBeEmpty();
        decision.TableId.ShouldBe("cisa:DT_BOD2604:1.0.0");
        decision.Fact.Select(fact => fact.Source).ShouldAllBe(source => source == "test");
    }

    [Fact]
    public void What_is_not_known_never_counts_as_no()
    {
        Decision decision = s_table.Decide([Fact(Kev, "Y"), Fact(Automatable, "N"), Fact(Impact, "T")]);

        decision.Outcome.Name.ShouldBe("3 days & forensic investigation");
        decision.NotKnown.Select(point => point.Id).ShouldBe([Exposed]);
        decision.Change[0].Point.Id.ShouldBe(Exposed);
        decision.Change[0].Value.Name.ShouldBe("No");
    }

    [Fact]
    public void Names_each_single_fact_that_would_change_the_outcome_and_no_other()
    {
        Decision decision = s_table.Decide([Fact(Kev, "N"), Fact(Exposed, "N"), Fact(Automatable, "N"), Fact(Impact, "P")]);

        decision.Outcome.Name.ShouldBe("Fix on system upgrade");
        decision.Change.Select(change => change.ToString()).ShouldBe(
        [
            "Publicly Exposed = Yes would make it 60 days",
            "In KEV = Yes would make it 14 days",
            "Automatable = Yes would make it 60 days",
        ]);
    }

    [Fact]
    public void Refuses_a_fact_that_its_question_does_not_know() =>
        Should.Throw<FailureException>(() => s_table.Decide([Fact(Automatable, "rapid")]))
            .Message.ShouldBe("'rapid' from test is no value of Automatable (ssvc:A:2.0.0). It has No, Yes.");

    [Fact]
    public void Knowing_more_never_makes_a_decision_more_urgent() =>
        (from name in Gen.Int[0, BuiltInTables.Names.Count - 1].Select(place => BuiltInTables.Names[place])
         from answers in Gen.Int[-1, 11].Array[4]
         from known in Gen.Int[0, 3]
         from value in Gen.Int[0, 11]
         select (name, answers, known, value)).Sample(sample =>
        {
            DecisionTable table = BuiltInTables.Find(sample.name)!;
            int[] answers = [.. sample.answers];
            answers[sample.known] = -1;
            int before = table.Decide(Facts(table, answers)).Rank;

            answers[sample.known] = sample.value;

            table.Decide(Facts(table, answers)).Rank.ShouldBeLessThanOrEqualTo(before);
        });

    [Fact]
    public void Each_change_that_is_named_does_change_the_outcome_to_what_it_says() =>
        (from name in Gen.Int[0, BuiltInTables.Names.Count - 1].Select(place => BuiltInTables.Names[place])
         from answers in Gen.Int[-1, 11].Array[4]
         select (name, answers)).Sample(sample =>
        {
            DecisionTable table = BuiltInTables.Find(sample.name)!;
            List<DecisionFact> facts = Facts(table, sample.answers);
            Decision decision = table.Decide(facts);
            foreach (DecisionChange change in decision.Change)
            {
                IEnumerable<DecisionFact> others = facts.Where(fact => fact.PointId != change.Point.Id);
                Decision changed = table.Decide([.. others, Fact(change.Point.Id, change.Value.Key)]);
                changed.Outcome.ShouldBe(change.Outcome);
                changed.Outcome.ShouldNotBe(decision.Outcome);
            }
        });

    private static List<DecisionFact> Facts(DecisionTable table, int[] answers) =>
    [
        .. table.Question.Select((point, place) =>
            Fact(point.Id, answers[place] < 0 ? null : point.Values[answers[place] % point.Values.Count].Key)),
    ];

    private static DecisionFact Fact(string point, string? value) => new(point, value, "test");
}
