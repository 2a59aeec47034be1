namespace SecAutomation.Remediation.Identity;

/// <summary>The inventories, ready to be asked which asset a host is.</summary>
/// <remarks>
/// Two full names in different domains are two machines. Where several assets could be the host, all of them are reported
/// and none is taken. An index may be asked from several threads.
/// </remarks>
public sealed class AssetIndex
{
    private readonly InventoryIndex[] _views;
    private readonly MatchRules _rules;

    private AssetIndex(InventoryIndex[] views, MatchRules rules)
    {
        _views = views;
        _rules = rules;
    }

    /// <summary>Builds an index, in time and memory linear to the number of keys.</summary>
    /// <param name="views">The inventories; what the first says stands before what the others say.</param>
    /// <param name="rules">What may be concluded.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The index.</returns>
    public static AssetIndex Build(
        IReadOnlyList<InventoryView> views, MatchRules rules, CancellationToken cancellationToken = default)
    {
        if (views.Count == 0)
        {
            throw new FailureException(
                FailureId.InventoryMissing, "There is no inventory to look in.", "Name one with -Path, -Inventory or -Connection.");
        }

        return new AssetIndex([.. views.Select(view => new InventoryIndex(view, rules, cancellationToken))], rules);
    }

    /// <summary>The answer for a host of step 1, by all that is known of it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="asOf">The time by which ages are told where the scan does not say its own.</param>
    /// <returns>Exactly one answer, whatever the host is. Its reason and its attempts are worked out when they are read.</returns>
    public AssetMatch Match(CriticalCveHost host, DateTimeOffset asOf)
    {
        SoughtHost sought = SoughtHost.Of(host, asOf);
        return Answer(Look(sought, null), sought, new MatchExplanation(this, host, host.ComputerName, asOf));
    }

    /// <summary>The answer for a bare name.</summary>
    /// <param name="computerName">A name as anybody spells it: short, full, <c>DOMAIN\name</c>; or an IP address.</param>
    /// <param name="asOf">The time by which ages are told.</param>
    /// <returns>Exactly one answer, whatever the text is.</returns>
    public AssetMatch Match(string computerName, DateTimeOffset asOf)
    {
        SoughtHost sought = SoughtHost.OfText(computerName, asOf);
        return Answer(Look(sought, null), sought, new MatchExplanation(this, null, computerName ?? "", asOf));
    }

    internal JoinedMatch Look(SoughtHost host, MatchTrace? trace)
    {
        var views = new ViewMatch[_views.Length];
        for (int i = 0; i < views.Length; i++)
            views[i] = ReviewedDecision.Of(_views[i], host, _rules.Decisions, trace) ?? new ViewSearch(_views[i], host, trace).Run();
        return MatchJoin.Join(views);
    }

    internal static Asset[] Candidates(JoinedMatch match)
    {
        if (match.Status != MatchStatus.Ambiguous)
            return [];
        if (match.Part.Length == 0)
            return match.Lead!.Candidate ?? [];
        Asset[] candidates = [.. match.Part.Select(part => part.Index[part.Group.Best]).Distinct(ReferenceEqualityComparer.Instance).Cast<Asset>()];
        Array.Sort(candidates, CandidateOrder.Compare);
        return candidates;
    }

    private static AssetMatch Answer(JoinedMatch joined, SoughtHost sought, MatchExplanation explanation)
    {
        switch (joined.Status)
        {
            case MatchStatus.Matched:
                Asset[] records = Records(joined);
                AssetConflict[] conflicts = [];
                Asset asset = joined.Part.Length == 1 ? records[0] : MergedAsset.Of(records, out conflicts);
                return new AssetMatch
                {
                    ComputerName = explanation.Name,
                    CriticalCveHost = explanation.Host,
                    Status = MatchStatus.Matched,
                    Confidence = joined.Lead!.Confidence,
                    Rule = joined.Lead.RuleId,
                    Asset = asset,
                    SourceAsset = records,
                    Conflict = conflicts,
                    IsStale = Staleness.IsStale(joined, sought, explanation.AsOf, out _),
                    Explanation = explanation,
                };

            case MatchStatus.Ambiguous:
                Asset[] candidates = Candidates(joined);
                return new AssetMatch
                {
                    ComputerName = explanation.Name,
                    CriticalCveHost = explanation.Host,
                    Status = MatchStatus.Ambiguous,
                    Rule = joined.Lead!.RuleId,
                    Candidate = candidates,
                    DecidingFact = DecidingFact.Between(sought, candidates),
                    Explanation = explanation,
                };

            default:
                return new AssetMatch
                {
                    ComputerName = explanation.Name,
                    CriticalCveHost = explanation.Host,
                    Status = joined.Status,
                    Rule = Array.Find(joined.Views, view => view.IsReviewed)?.RuleId ?? "",
                    Explanation = explanation,
                };
        }
    }

    private static Asset[] Records(JoinedMatch joined)
    {
        if (joined.Part is [(InventoryIndex index, { All: [int only] })])
            return [index[only]];

        var records = new List<Asset>();
        foreach (Asset record in joined.Part.SelectMany(part => part.Group.All.Select(asset => part.Index[asset])))
        {
            // Paging over a changing set repeats records.
            if (record.AssetId is not { Length: > 0 } id || !records.Exists(known => known.AssetId == id && known.Source == record.Source))
                records.Add(record);
        }

        return [.. records];
    }
}
