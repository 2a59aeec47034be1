namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>A decision table: every combination of answers has exactly one outcome.</summary>
/// <remarks>
/// Source: CERT/CC, SSVC, decision tables of schema 2.0.0. "Not known" is no answer and never counts as "no": the table
/// then decides for the most urgent outcome that is still possible, and says what would have to be known.
/// </remarks>
public sealed class DecisionTable
{
    // Outcome and row for each combination; the last question changes fastest.
    private readonly (int Outcome, int Row)[] _cell;

    internal DecisionTable(
        string id, string name, string definition, IReadOnlyList<DecisionPoint> questions, DecisionPoint outcome, (int Outcome, int Row)[] cells, string source)
    {
        Id = id;
        Source = source;
        Name = name;
        Definition = definition;
        Question = questions;
        Outcome = outcome;
        _cell = cells;
    }

    /// <summary>Namespace, key and version.</summary>
    public string Id { get; }

    /// <summary>The name of the table that comes with the module, or the file that it was read from.</summary>
    public string Source { get; }

    /// <summary>SHA-256 of the text that it was read from, 64 lower-case hex digits.</summary>
    public string Sha256 { get; internal init; } = "";

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public string Definition { get; }

    /// <summary>The questions.</summary>
    public IReadOnlyList<DecisionPoint> Question { get; }

    /// <summary>The outcomes, least urgent first.</summary>
    public DecisionPoint Outcome { get; }

    /// <summary>Decides.</summary>
    /// <param name="facts">What is known; a question without a fact is not known.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="FailureException">A fact has a value that its question does not know (<see cref="FailureId.ValueInvalid"/>).</exception>
    public Decision Decide(IReadOnlyCollection<DecisionFact> facts)
    {
        DecisionFact[] ordered = [.. Question.Select(point =>
            facts.FirstOrDefault(fact => string.Equals(fact.PointId, point.Id, StringComparison.OrdinalIgnoreCase))
            ?? new DecisionFact(point.Id, null, "nobody said"))];
        int[] answer = [.. ordered.Select((fact, place) => Place(Question[place], fact))];

        (int outcome, int row, int[] worst) = Worst(answer);
        DecisionChange[] changes =
        [
            .. Changes(answer, worst, outcome, ofUnknown: true),
            .. Changes(answer, worst, outcome, ofUnknown: false),
        ];
        return new Decision
        {
            TableId = Id,
            Outcome = Outcome.Values[outcome],
            Rank = outcome,
            Row = row,
            Fact = ordered,
            NotKnown = [.. Question.Where((_, place) => answer[place] < 0 && Decides(answer, place))],
            Change = changes,
        };
    }

    private static int Place(DecisionPoint point, DecisionFact fact)
    {
        if (fact.Value is null)
            return -1;

        return point.IndexOf(fact.Value) is >= 0 and var place
            ? place
            : throw new FailureException(
                FailureId.ValueInvalid,
                $"'{fact.Value}' from {fact.Source} is no value of {point.Name} ({point.Id}).",
                $"It has {string.Join(", ", point.Values.Select(value => value.Name))}.",
                fact.Value);
    }

    private IEnumerable<DecisionChange> Changes(int[] answer, int[] worst, int outcome, bool ofUnknown)
    {
        for (int place = 0; place < Question.Count; place++)
        {
            if (answer[place] < 0 != ofUnknown)
                continue;

            for (int value = 0; value < Question[place].Values.Count; value++)
            {
                if (value == worst[place] || value == answer[place])
                    continue;

                int[] other = [.. answer];
                other[place] = value;
                int changed = Worst(other).Outcome;
                if (changed != outcome)
                    yield return new(Question[place], Question[place].Values[value], Outcome.Values[changed]);
            }
        }
    }

    // The most urgent outcome over all answers to what is not known; of equals the first.
    private (int Outcome, int Row, int[] Answer) Worst(int[] answer)
    {
        int unknown = Array.IndexOf(answer, -1);
        if (unknown < 0)
        {
            (int outcome, int row) = _cell[CellOf(answer)];
            return (outcome, row, answer);
        }

        (int Outcome, int Row, int[] Answer) worst = (-1, 0, answer);
        for (int value = 0; value < Question[unknown].Values.Count; value++)
        {
            int[] assumed = [.. answer];
            assumed[unknown] = value;
            (int Outcome, int Row, int[] Answer) candidate = Worst(assumed);
            if (candidate.Outcome > worst.Outcome)
                worst = candidate;
        }

        return worst;
    }

    private bool Decides(int[] answer, int place)
    {
        int? first = null;
        for (int value = 0; value < Question[place].Values.Count; value++)
        {
            int[] assumed = [.. answer];
            assumed[place] = value;
            int outcome = Worst(assumed).Outcome;
            first ??= outcome;
            if (outcome != first)
                return true;
        }

        return false;
    }

    private int CellOf(int[] answer)
    {
        int cell = 0;
        for (int place = 0; place < Question.Count; place++)
        {
            cell = cell * Question[place].Values.Count + answer[place];
        }

        return cell;
    }
}
