using System.Globalization;
using SecAutomation.Remediation.Intelligence.Assets;
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
            DecisionPoint? point = table.Question.FirstOrDefault(point => point.IsCalled(question));
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
    public RemediationDecision Decide(CveDetail detail) =>
        Decide(detail.CveId, detail.KevDueDate, point => OfFeeds(point, detail) ?? Default(point));

    /// <summary>Decides again, by what was known then and what is known now. What nobody says any more stays as it was known.</summary>
    /// <param name="earlier">The earlier decision of this table.</param>
    /// <param name="detail">What the feeds say now; null where they are not asked.</param>
    /// <param name="asset">The host in the inventory; null where it is not known.</param>
    /// <param name="answers">What of the asset answers which question.</param>
    /// <returns>The decision; <paramref name="earlier"/> itself where it is of another table, or of another text of this one.</returns>
    public RemediationDecision Decide(RemediationDecision earlier, CveDetail? detail, Asset? asset, AssetAnswers answers)
    {
        if (earlier.TableId != _table.Id || earlier.TableSha256 != _table.Sha256)
            return earlier;

        return Decide(
            earlier.CveId,
            detail?.KevDueDate ?? earlier.KevDueDate,
            point => (detail is null ? null : OfFeeds(point, detail))
                ?? (asset is null ? null : answers.Answer(point, asset))
                ?? Known(point, earlier)
                ?? Default(point));
    }

    private RemediationDecision Decide(string cve, DateOnly? kevDue, Func<DecisionPoint, DecisionFact> fact)
    {
        Decision decision = _table.Decide([.. _table.Question.Select(fact)]);
        int? days = Days(decision.Outcome.Name);
        return new RemediationDecision
        {
            CveId = cve,
            Table = _table.Name,
            TableId = _table.Id,
            TableSource = _table.Source,
            TableSha256 = _table.Sha256,
            Outcome = decision.Outcome.Name,
            Rank = decision.Rank,
            Row = decision.Row,
            Days = days,
            Priority = Priority(decision.Rank, days),
            KevDueDate = kevDue,
            Fact = [.. decision.Fact.Select((one, place) => Input(_table.Question[place], one))],
            NotKnown = [.. decision.NotKnown.Select(point => point.Name)],
            Change = decision.Change.Count == 0 ? null : decision.Change[0].ToString(),
        };
    }

    private static DecisionInput Input(DecisionPoint point, DecisionFact fact) => new()
    {
        Question = point.Name,
        Value = fact.Value is { } value ? point.Values[point.IndexOf(value)].Name : null,
        Source = fact.Source,
        AsOf = fact.AsOf,
    };

    private static DecisionFact? OfFeeds(DecisionPoint point, CveDetail detail)
    {
        (string? value, FeedKind feed, DateTimeOffset? asOf) = point.Kind switch
        {
            "cisa:KEV" => (detail.KnownExploited switch { true => "Y", false => "N", _ => null }, FeedKind.Kev, AsOf(detail, FeedKind.Kev)),
            "ssvc:E" when detail.KnownExploited == true => ("A", FeedKind.Kev, AsOf(detail, FeedKind.Kev)),
            "ssvc:E" => (detail.SsvcExploitation switch { "none" => "N", "poc" => "P", "active" => "A", _ => null }, FeedKind.CveRecord, detail.SsvcAsOf),
            "ssvc:A" => (detail.SsvcAutomatable switch { "no" => "N", "yes" => "Y", _ => null }, FeedKind.CveRecord, detail.SsvcAsOf),
            "ssvc:TI" => (detail.SsvcTechnicalImpact switch { "partial" => "P", "total" => "T", _ => null }, FeedKind.CveRecord, detail.SsvcAsOf),
            _ => (null, FeedKind.CveRecord, null),
        };
        return value is null ? null : new DecisionFact(point.Id, value, feed == FeedKind.Kev ? "CISA KEV" : "CISA SSVC", asOf);
    }

    private static DecisionFact? Known(DecisionPoint point, RemediationDecision earlier) =>
        Array.Find(earlier.Fact, fact => fact.Question == point.Name) is { Value: { } value } known
            ? new DecisionFact(point.Id, value, known.Source, known.AsOf)
            : null;

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

    private DecisionFact Default(DecisionPoint point)
    {
        string? answer = _defaults.Where(pair => point.IsCalled(pair.Key)).Select(pair => pair.Value).FirstOrDefault();
        return new DecisionFact(point.Id, answer, answer is null ? Nobody : "default");
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
