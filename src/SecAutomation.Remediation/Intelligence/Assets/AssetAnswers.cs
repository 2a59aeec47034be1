using System.IO.Enumeration;
using System.Text.Json;
using SecAutomation.Remediation.Identity;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Remediation.Intelligence.Assets;

/// <summary>Which fields and tags of an asset answer which questions of a decision table: how exposed it is, what its loss would mean.</summary>
/// <remarks>
/// A pattern is a field and a text with wildcards: <c>exposure:internet*</c>, <c>tag:crown-jewel</c>. Case does not matter.
/// Where an asset fits several answers, the last in the table's order counts, which is the worst. An asset that fits none says
/// nothing: a tag that is missing is no "no".
/// </remarks>
public sealed class AssetAnswers
{
    private const string Resource = "Answers/asset-answers.json";

    private static readonly Lazy<AssetAnswers> s_default = new(ReadDefault);
    private static readonly Dictionary<string, Func<Asset, IEnumerable<string?>>> s_field = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exposure"] = asset => [asset.Exposure],
        ["missionImpact"] = asset => [asset.MissionImpact],
        ["tag"] = asset => asset.Tag ?? [],
        ["owner"] = asset => [asset.Owner],
        ["location"] = asset => [asset.Location],
        ["network"] = asset => [asset.Network],
        ["domain"] = asset => [asset.Domain],
    };

    private readonly IReadOnlyList<AssetAnswer> _answer;

    private AssetAnswers(IReadOnlyList<AssetAnswer> answers) => _answer = answers;

    /// <summary>What the usual words for exposure and mission impact mean; it comes with the module.</summary>
    public static AssetAnswers Default => s_default.Value;

    /// <summary>The fields that a pattern may begin with.</summary>
    public static IReadOnlyCollection<string> Fields => s_field.Keys;

    /// <summary>These answers, and in front of them others for the questions that they name.</summary>
    /// <param name="own">The others; a question that they name is answered by them alone.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="FailureException">A pattern names no field, or one that nobody knows (<see cref="FailureId.ValueInvalid"/>).</exception>
    public AssetAnswers With(IReadOnlyList<AssetAnswer> own)
    {
        foreach (AssetAnswer answer in own)
            Check(answer);

        return own.Count == 0 ? this : new AssetAnswers([.. own, .. _answer]);
    }

    /// <summary>Answers a question by an asset.</summary>
    /// <param name="point">The question.</param>
    /// <param name="asset">The asset.</param>
    /// <returns>The answer with its source and day; null where the asset says nothing.</returns>
    public DecisionFact? Answer(DecisionPoint point, Asset asset)
    {
        AssetAnswer? first = _answer.FirstOrDefault(answer => point.IsCalled(answer.Question));
        if (first is null)
            return null;

        AssetAnswer[] answers = [.. _answer.Where(answer => string.Equals(answer.Question, first.Question, StringComparison.OrdinalIgnoreCase))];
        for (int place = point.Values.Count - 1; place >= 0; place--)
        {
            foreach (AssetAnswer answer in answers.Where(answer => point.IndexOf(answer.Value) == place))
            {
                if (Fitting(answer, asset) is { } fitting)
                    return new DecisionFact(point.Id, point.Values[place].Key, $"asset {fitting.Field} '{fitting.Text}' in {Place(asset, fitting.Field)}", asset.LastSeen);
            }
        }

        return null;
    }

    private static (string Field, string Text)? Fitting(AssetAnswer answer, Asset asset)
    {
        (string field, string pattern) = Split(answer);
        string? text = s_field[field](asset).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)
            && FileSystemName.MatchesSimpleExpression(pattern, text.Trim(), ignoreCase: true));
        return text is null ? null : (field, text.Trim());
    }

    private static string Place(Asset asset, string field)
    {
        string property = char.ToUpperInvariant(field[0]) + field[1..];
        if (asset.FieldSource.TryGetValue(property, out string? source))
            return source;

        string name = asset.Source.Length == 0 ? "the inventory" : SourceName.Of(asset.Source);
        return asset.Place.Length == 0 ? name : $"{name}, {asset.Place}";
    }

    private static (string Field, string Pattern) Split(AssetAnswer answer)
    {
        int colon = answer.Pattern.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", answer.Pattern) : (answer.Pattern[..colon].Trim(), answer.Pattern[(colon + 1)..].Trim());
    }

    private static void Check(AssetAnswer answer)
    {
        (string field, string pattern) = Split(answer);
        if (s_field.ContainsKey(field) && pattern.Length > 0)
            return;

        throw new FailureException(
            FailureId.ValueInvalid,
            $"'{answer.Pattern}', which is to answer {answer.Question} with {answer.Value}, is no field and pattern.",
            $"Write tag:crown-jewel or exposure:internet*; the fields are {string.Join(", ", Fields)}.",
            answer.Pattern);
    }

    private static AssetAnswers ReadDefault()
    {
        using Stream stream = typeof(AssetAnswers).Assembly.GetManifestResourceStream(Resource)!;
        using JsonDocument document = JsonDocument.Parse(stream);
        AssetAnswer[] answers =
        [
            .. document.RootElement.EnumerateObject().SelectMany(question => question.Value.EnumerateObject()
                .SelectMany(value => value.Value.EnumerateArray().Select(pattern => new AssetAnswer(question.Name, value.Name, pattern.GetString()!)))),
        ];
        return new AssetAnswers([]).With(answers);
    }
}
