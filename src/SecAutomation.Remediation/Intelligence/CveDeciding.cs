using System.Globalization;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Remediation.Intelligence;

/// <summary>Asks a decision table about CVEs.</summary>
public sealed class CveDeciding
{
    private const string Nobody = "no source says";

    private readonly DecisionTable _table;
    private readonly IReadOnlyDictionary<string, string> _defaults;

    /// <summary>Prepares to ask.</summary>
    /// <param name="table">The table.</param>
    /// <param name="defaults">Answers where no source says, by the name or the identifier of the question.</param>
    /// <exception cref="FailureException">A default is for no question of the table, or no answer to it (<see cref="FailureId.ValueInvalid"/>).</exception>
    public CveDeciding(DecisionTable table, IReadOnlyDictionary<string, string> defaults)
    {
        _table = table;
        _defaults = defaults;
        foreach ((string question, string answer) in defaults)
        {
            DecisionPoint? point = table.Question.FirstOrDefault(point => IsCalled(point, question));
            if (point is null || point.IndexOf(answer) < 0)
            {
                throw new FailureException(
                    FailureId.ValueInvalid,
                    point is null ? $"'{question}' is no question of {table.Name}." : $"'{answer}' is no answer to {point.Name} of {table.Name}.",
                    $"It has {string.Join("; ", (point is null ? table.Question : [point]).Select(known => $"{known.Name}: {string.Join(", ", known.Values.Select(value => value.Name))}"))}.",
                    question);
            }
        }
    }

    /// <summary>Decides about a CVE.</summary>
    /// <param name="detail">What the feeds say of it.</param>
    /// <returns>The decision.</returns>
    public RemediationDecision Decide(CveDetail detail)
    {
        Decision decision = _table.Decide([.. _table.Question.Select(point => Fact(point, detail))]);
        int? days = Days(decision.Outcome.Name);
        return new RemediationDecision
        {
            CveId = detail.CveId,
            Table = _table.Name,
            Outcome = decision.Outcome.Name,
            Rank = decision.Rank,
            Row = decision.Row,
            Days = days,
            Priority = Priority(decision.Rank, days),
            KevDueDate = detail.KevDueDate,
            Fact = [.. decision.Fact.Select((fact, place) => Input(_table.Question[place], fact))],
            NotKnown = [.. decision.NotKnown.Select(point => point.Name)],
            Change = decision.Change.Count == 0 ? null : decision.Change[0].ToString(),
        };
    }

    private static bool IsCalled(DecisionPoint point, string name) =>
        string.Equals(point.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(point.Id, name, StringComparison.OrdinalIgnoreCase);

    private static DecisionInput Input(DecisionPoint point, DecisionFact fact) => new()
    {
        Question = point.Name,
        Value = fact.Value is { } value ? point.Values[point.IndexOf(value)].Name : null,
        Source = fact.Source,
        AsOf = fact.AsOf,
    };

    private DecisionFact Fact(DecisionPoint point, CveDetail detail)
    {
        // A question keeps its meaning from one version of its definition to the next.
        string question = point.Id[..Math.Max(0, point.Id.LastIndexOf(':'))];
        (string? value, FeedKind feed, DateTimeOffset? asOf) = question switch
        {
            "cisa:KEV" => (detail.KnownExploited switch { true => "Y", false => "N", _ => null }, FeedKind.Kev, AsOf(detail, FeedKind.Kev)),
            "ssvc:E" when detail.KnownExploited == true => ("A", FeedKind.Kev, AsOf(detail, FeedKind.Kev)),
            "ssvc:E" => (detail.SsvcExploitation switch { "none" => "N", "poc" => "P", "active" => "A", _ => null }, FeedKind.CveRecord, detail.SsvcAsOf),
            "ssvc:A" => (detail.SsvcAutomatable switch { "no" => "N", "yes" => "Y", _ => null }, FeedKind.CveRecord, detail.SsvcAsOf),
            "ssvc:TI" => (detail.SsvcTechnicalImpact switch { "partial" => "P", "total" => "T", _ => null }, FeedKind.CveRecord, detail.SsvcAsOf),
            _ => (null, FeedKind.CveRecord, null),
        };
        if (value is not null)
            return new DecisionFact(point.Id, value, feed == FeedKind.Kev ? "CISA KEV" : "CISA SSVC", asOf);

        string? answer = _defaults.Where(pair => IsCalled(point, pair.Key)).Select(pair => pair.Value).FirstOrDefault();
        return new DecisionFact(point.Id, answer, answer is null ? Nobody : "default");
    }

    private static DateTimeOffset? AsOf(CveDetail detail, FeedKind kind) =>
        Array.Find(detail.Feed, feed => feed.Kind == kind)?.AsOf;

    /// <summary>"14 days", "3 days &amp; forensic investigation": the days that an outcome begins with.</summary>
    private static int? Days(string outcome)
    {
        string[] words = outcome.Split(' ', 3);
        return words.Length > 1
            && words[1].StartsWith("day", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int days)
            ? days
            : null;
    }

    // The bands of days are those of the table of due dates; without days the place among the outcomes tells.
    private RemediationPriority Priority(int rank, int? days) => days switch
    {
        <= 7 => RemediationPriority.Critical,
        <= 30 => RemediationPriority.High,
        <= 90 => RemediationPriority.Medium,
        not null => RemediationPriority.Low,
        null => (RemediationPriority)Math.Max((int)RemediationPriority.Low, (int)RemediationPriority.Critical - (_table.Outcome.Values.Count - 1 - rank)),
    };
}
