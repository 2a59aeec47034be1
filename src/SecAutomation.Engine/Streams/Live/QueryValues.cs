using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Puts a query into a product's words.</summary>
internal static class QueryValues
{
    private static readonly FindingState[] s_open = [FindingState.Open, FindingState.Reopened, FindingState.Unknown];

    /// <summary>The values for a stream's request.</summary>
    public static TemplateValues Of(LiveStreamManifest live, FindingQuery query) => TemplateValues.Empty
        .With("query.since", query.Since)
        .With("query.cveId", query.CveId)
        .With("query.severity", Severities(live, query.Severity))
        .With("query.state", States(live, query.IncludesFixed));

    // A label for which the product has no word cannot be asked for; then nothing is left out by label.
    private static List<string> Severities(LiveStreamManifest live, IReadOnlyList<Severity> wanted)
    {
        if (!live.QueryWord.TryGetValue("query.severity", out IReadOnlyDictionary<string, IReadOnlyList<string>>? words))
            return [];
        IReadOnlyList<string>?[] found = [.. wanted.Select(severity => words.GetValueOrDefault(Words<Severity>.Of(severity)))];
        return found.Contains(null) ? [] : [.. found.SelectMany(several => several!).Distinct(StringComparer.Ordinal)];
    }

    private static List<string> States(LiveStreamManifest live, bool includesFixed) =>
        live.QueryWord.TryGetValue("query.state", out IReadOnlyDictionary<string, IReadOnlyList<string>>? words)
            ? [.. (includesFixed ? Enum.GetValues<FindingState>() : s_open).SelectMany(state => words.GetValueOrDefault(Words<FindingState>.Of(state)) ?? []).Distinct(StringComparer.Ordinal)]
            : [];
}
