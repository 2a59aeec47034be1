using System.Globalization;

namespace SecAutomation.Remediation.Identity;

/// <summary>What a person decided on a host, as one inventory's answer.</summary>
internal static class ReviewedDecision
{
    /// <returns>Null where nobody decided.</returns>
    public static ViewMatch? Of(InventoryIndex index, SoughtHost host, ReviewedMatches decisions, MatchTrace? trace)
    {
        if (decisions.IsEmpty || host.ReviewKey is not string key || decisions.Find(key, index.Source) is not ReviewedMatch decision)
            return null;

        string by = Author(decision);
        if (decision.Asset is null)
        {
            trace?.Write(index, ViewMatch.Reviewed, key, MatchAttemptResult.NoMatch, $"none of its assets is the host{by}.");
            return new ViewMatch(index)
            {
                RuleId = ViewMatch.Reviewed,
                Remark = [$"a reviewed decision says that none of {MatchWords.Quoted(index.Source)} is the host{by}"],
            };
        }

        if (index.Decided(decision.Asset) is not int asset)
        {
            trace?.Write(index, ViewMatch.Reviewed, key, MatchAttemptResult.NoMatch, $"the decision{by} names {MatchWords.Plain(decision.Asset)}, which is not there.");
            return new ViewMatch(index)
            {
                Status = index.IsComplete ? MatchStatus.NotFound : MatchStatus.Unknown,
                RuleId = ViewMatch.Reviewed,
                Remark = [$"the reviewed decision{by} names {MatchWords.Plain(decision.Asset)}, which is not in {MatchWords.Quoted(index.Source)} any more; review it again"],
            };
        }

        trace?.Write(index, ViewMatch.Reviewed, key, MatchAttemptResult.Matched, $"{index.Describe(asset)} was decided on{by}.");
        AssetGroup group = SameMachine.Group(index, [asset])[0];
        List<string> remarks = [];
        if (Contradiction.Of(index, host, group, Contradiction.Key.Name) is string stronger)
            remarks.Add($"the {stronger} contradicts the decision");
        return new ViewMatch(index)
        {
            Status = MatchStatus.Matched,
            Confidence = MatchConfidence.Exact,
            RuleId = ViewMatch.Reviewed,
            Key = $"{key} is {index.Describe(asset)}{by}",
            Group = [group with { Best = asset, All = [asset, .. group.All.Where(other => other != asset)] }],
            Remark = remarks,
        };
    }

    private static string Author(ReviewedMatch decision)
    {
        string by = decision.By is null ? "" : $" by {MatchWords.Plain(decision.By)}";
        string on = decision.On is DateOnly day ? string.Create(CultureInfo.InvariantCulture, $" on {day:yyyy-MM-dd}") : "";
        string why = decision.Comment is null ? "" : $" ({MatchWords.Plain(decision.Comment)})";
        return by + on + why;
    }
}
