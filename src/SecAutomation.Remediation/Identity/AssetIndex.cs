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

    /// <summary>Builds an index, in time and memory linear to the number of names.</summary>
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

        return new AssetIndex([.. views.Select(view => new InventoryIndex(view, cancellationToken))], rules);
    }

    /// <summary>The answer for a host of step 1, by all its names.</summary>
    /// <param name="host">The host.</param>
    /// <param name="asOf">The time by which staleness is told.</param>
    /// <returns>Exactly one answer, whatever the host is.</returns>
    public AssetMatch Match(CriticalCveHost host, DateTimeOffset asOf)
    {
        string?[] names = [host.Fqdn, host.ComputerName, host.NetBiosName, .. host.Alias];
        return Match(names, host.ComputerName, host, asOf);
    }

    /// <summary>The answer for a bare name.</summary>
    /// <param name="computerName">A name as anybody spells it: short, full, <c>DOMAIN\name</c>.</param>
    /// <param name="asOf">The time by which staleness is told.</param>
    /// <returns>Exactly one answer, whatever the text is.</returns>
    public AssetMatch Match(string computerName, DateTimeOffset asOf) => Match([computerName], computerName ?? "", null, asOf);

    private AssetMatch Match(ReadOnlySpan<string?> raw, string computerName, CriticalCveHost? host, DateTimeOffset asOf)
    {
        var match = new AssetMatch { ComputerName = computerName, CriticalCveHost = host };
        List<SoughtName> names = SoughtName.Of(raw, out HostName rejected);
        if (names.Count == 0)
        {
            return rejected.IPAddress is null
                ? match with { Status = MatchStatus.Rejected, Reason = MatchReason.Rejected(rejected) }
                : match with { Status = MatchStatus.NotFound, Reason = MatchReason.OnlyAddress(rejected) };
        }

        string? uuid = MachineKey.Uuid(host?.BiosUuid);
        var attempts = new List<MatchAttempt>(4);
        ViewMatch[] views = Array.ConvertAll(_views, view => ViewMatcher.Match(view, names, uuid, attempts));
        match = match with { Attempt = [.. attempts] };

        List<ViewMatch> matched = [.. views.Where(view => view.Status == MatchStatus.Matched)];
        List<ViewMatch> ambiguous = [.. views.Where(view => view.Status == MatchStatus.Ambiguous)];
        if (matched.Count == 0)
        {
            return ambiguous.Count == 0
                ? match with { Status = MatchStatus.NotFound, Reason = MatchReason.NotFound(views, names) }
                : Ambiguous(match, MatchReason.Ambiguous(ambiguous[0]), ambiguous[0].Rule!, ambiguous);
        }

        // A hint of one inventory is nothing beside what another knows.
        MatchConfidence strongest = matched.Max(view => view.Confidence);
        if (strongest > MatchConfidence.Low)
            matched.RemoveAll(view => view.Confidence == MatchConfidence.Low);

        // Where one inventory knows several machines of a short name, another's knowing only one of them proves nothing.
        bool isFullName = strongest >= MatchConfidence.High;
        if (ambiguous.Find(view => (!isFullName && view.Confidence >= strongest) || view.Contradiction.Length > 0) is ViewMatch doubt)
            return Ambiguous(match, MatchReason.Ambiguous(doubt), doubt.Rule!, [.. matched, .. ambiguous]);

        matched.RemoveAll(weak => weak.Confidence < strongest
            && matched.Exists(strong => strong.Confidence == strongest
                && SameMachine.Contradict(weak.Group[0].Best, strong.Group[0].Best)));
        for (int i = 0; i < matched.Count; i++)
        {
            for (int j = i + 1; j < matched.Count; j++)
            {
                Asset one = matched[i].Group[0].Best;
                Asset other = matched[j].Group[0].Best;
                if (SameMachine.Contradict(one, other))
                    return Ambiguous(match, MatchReason.Contradicting(one, other), matched[i].Rule!, matched);
            }
        }

        return Matched(match, matched, matched.Find(view => view.Confidence == strongest)!, host, asOf);
    }

    private AssetMatch Matched(
        AssetMatch match, List<ViewMatch> views, ViewMatch decisive, CriticalCveHost? host, DateTimeOffset asOf)
    {
        ViewMatch first = views[0];
        Asset[] records = views.Count == 1 ? first.Group[0].All : [.. views.SelectMany(view => view.Group[0].All)];
        DateTimeOffset? lastSeen = records.Max(record => record.LastSeen);
        bool isStale = lastSeen < asOf - _rules.StaleAfter;
        return match with
        {
            Status = MatchStatus.Matched,
            Confidence = decisive.Confidence,
            Rule = decisive.Rule!.Id,
            Reason = MatchReason.Matched(decisive, views, host, isStale, lastSeen),
            Asset = first.Group[0].Best,
            SourceAsset = records,
            IsStale = isStale,
        };
    }

    private static AssetMatch Ambiguous(AssetMatch match, string reason, MatchRule rule, List<ViewMatch> views)
    {
        Asset[] candidates = views[0].Outcome.Candidate;
        if (views.Count > 1)
        {
            candidates = [.. views.SelectMany(view => view.Outcome.Candidate)];
            Array.Sort(candidates, SameMachine.CandidateOrder);
        }

        return match with { Status = MatchStatus.Ambiguous, Rule = rule.Id, Reason = reason, Candidate = candidates };
    }
}
