namespace SecAutomation.Remediation.Tests.Identity.Judging;

/// <summary>An answer in the words of the labelled set.</summary>
/// <param name="Status">The status.</param>
/// <param name="Asset">The asset that is the host; empty unless matched.</param>
/// <param name="Record">The records behind it, or the candidates; sorted, each once.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Confidence">The confidence.</param>
/// <param name="IsStale">Whether it is stale.</param>
public sealed record ExpectedMatch(MatchStatus Status, string Asset, string[] Record, string Rule, MatchConfidence Confidence, bool IsStale)
{
    public static ExpectedMatch Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        MatchStatus status = Enum.Parse<MatchStatus>(words[0]);
        if (status != MatchStatus.Matched)
            return new ExpectedMatch(status, "", Sorted(words[1..]), "", MatchConfidence.None, false);

        string[] records = words[1].Split('+');
        return new ExpectedMatch(
            status, records[0], Sorted(records), words[2], Enum.Parse<MatchConfidence>(words[3]), words is [.., "stale"]);
    }

    public static ExpectedMatch Of(AssetMatch match) => match.Status == MatchStatus.Matched
        ? new ExpectedMatch(
            match.Status, match.Asset?.AssetId ?? "?", Sorted(match.SourceAsset.Select(asset => asset.AssetId ?? "?")), match.Rule, match.Confidence, match.IsStale)
        : new ExpectedMatch(
            match.Status, match.Asset?.AssetId ?? "", Sorted(match.Candidate.Select(asset => asset.AssetId ?? "?")), "", match.Confidence, match.IsStale);

    public override string ToString() => Status == MatchStatus.Matched
        ? $"{Status} {Asset} [{string.Join(' ', Record)}] {Rule} {Confidence}{(IsStale ? " stale" : "")}"
        : $"{Status} {string.Join(' ', Record)}".TrimEnd();

    private static string[] Sorted(IEnumerable<string> records) =>
        [.. records.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
