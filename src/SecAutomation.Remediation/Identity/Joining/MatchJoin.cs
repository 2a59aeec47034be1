namespace SecAutomation.Remediation.Identity;

/// <summary>Joins the decisions of several inventories. Decisions are joined, never records whose decision nobody took.</summary>
internal static class MatchJoin
{
    /// <param name="views">What each inventory says, in the order of precedence.</param>
    public static JoinedMatch Join(ViewMatch[] views)
    {
        if (views.Length == 1)
            return Alone(views);

        List<ViewMatch> matched = [.. views.Where(view => view.Status == MatchStatus.Matched)];
        List<ViewMatch> ambiguous = [.. views.Where(view => view.Status == MatchStatus.Ambiguous)];
        if (matched.Count == 0)
            return ambiguous.Count > 0 ? Ambiguous(views, Strongest(ambiguous), ambiguous, []) : new JoinedMatch(Nothing(views), views, null, []);

        ViewMatch lead = matched.Find(view => view.IsReviewed) ?? Strongest(matched);
        if (!lead.IsReviewed && ambiguous.FindAll(view => Doubts(view, lead)) is { Count: > 0 } doubts && Strongest(doubts) is ViewMatch doubt)
            return Ambiguous(views, doubt, [.. views.Where(view => view == lead || view == doubt || matched.Contains(view))], []);

        var remarks = new List<string>();
        var joined = new List<ViewMatch>();
        foreach (ViewMatch view in matched)
        {
            if (view == lead)
            {
                joined.Add(view);
            }
            else if (Contradict(lead, view) is string fact)
            {
                if (view.Confidence == lead.Confidence && !lead.IsReviewed)
                    return Ambiguous(views, lead, matched, [$"the inventories contradict each other: {Called(lead)} and {Called(view)} differ by the {fact}"]);
                remarks.Add($"{Called(view)} is another machine by its {fact}");
            }
            else if (AreTwoDevices(lead, view.Index, view.Group[0]))
            {
                remarks.Add($"{Called(view)} is another device of the directory");
            }
            else if (view.Confidence > MatchConfidence.Low || lead.Confidence == MatchConfidence.Low || IsLinked(lead, view.Index, view.Group[0]))
            {
                joined.Add(view);
            }
        }

        List<(InventoryIndex, AssetGroup)> parts = [];
        foreach (ViewMatch view in views)
        {
            if (joined.Contains(view))
            {
                parts.Add((view.Index, view.Group[0]));
            }
            else if (view.Status == MatchStatus.Ambiguous)
            {
                AssetGroup[] linked = Array.FindAll(view.Group, group => IsLinked(lead, view.Index, group));
                if (linked.Length == 1)
                    parts.Add((view.Index, linked[0]));
                else
                    remarks.Add($"{MatchWords.Quoted(view.Index.Source)} has {MatchWords.Machines(view.Group.Length)} that fit, and none was taken");
            }
        }

        return new JoinedMatch(MatchStatus.Matched, views, lead, [.. parts]) { Remark = remarks };
    }

    private static JoinedMatch Alone(ViewMatch[] views)
    {
        ViewMatch view = views[0];
        (InventoryIndex, AssetGroup)[] parts = view.Candidate is null && view.Group.Length > 0 ? new (InventoryIndex, AssetGroup)[view.Group.Length] : [];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = (view.Index, view.Group[i]);
        return new JoinedMatch(
            view.Status,
            views,
            view.Status is MatchStatus.Matched or MatchStatus.Ambiguous ? view : null,
            parts);
    }

    private static MatchStatus Nothing(ViewMatch[] views)
    {
        if (Array.TrueForAll(views, view => view.Status == MatchStatus.Rejected))
            return MatchStatus.Rejected;
        return Array.Exists(views, view => view.Status == MatchStatus.Unknown || (view.Status == MatchStatus.Rejected && !view.Index.IsComplete))
            ? MatchStatus.Unknown
            : MatchStatus.NotFound;
    }

    private static JoinedMatch Ambiguous(ViewMatch[] views, ViewMatch lead, List<ViewMatch> ambiguous, string[] remarks) => new(
        MatchStatus.Ambiguous, views, lead, [.. ambiguous.SelectMany(view => view.Group.Select(group => (view.Index, group)))]) { Remark = remarks };

    private static ViewMatch Strongest(List<ViewMatch> matched)
    {
        ViewMatch strongest = matched[0];
        foreach (ViewMatch view in matched)
        {
            int order = view.Confidence.CompareTo(strongest.Confidence);
            if (order > 0 || (order == 0 && string.CompareOrdinal(view.RuleId, strongest.RuleId) < 0))
                strongest = view;
        }

        return strongest;
    }

    /// <summary>Whether an inventory that knows several machines proves that another's one is not the only one.</summary>
    private static bool Doubts(ViewMatch ambiguous, ViewMatch lead)
    {
        if (ambiguous.Rule is { Confidence: MatchConfidence strength } && strength > lead.Confidence && !Array.Exists(ambiguous.Group, group => IsLinked(lead, ambiguous.Index, group)))
            return true;
        return lead.ClaimsUnique && (ambiguous.Group.Length > InventoryIndex.MostCarriers
            || Array.Exists(ambiguous.Group, group => FullNamesDiffer(lead.Index, lead.Group[0], ambiguous.Index, group)));
    }

    /// <summary>The fact that says that two inventories' records are of two machines; null where none does.</summary>
    private static string? Contradict(ViewMatch a, ViewMatch b)
    {
        foreach (Identifiers one in a.Group[0].All.Select(asset => Identifiers.Of(a.Index[asset])))
        {
            foreach (Identifiers other in b.Group[0].All.Select(asset => Identifiers.Of(b.Index[asset])))
            {
                if (Identifiers.SameCloud(one, other))
                    return null;
                if (Identifiers.CloudDiffers(one, other))
                    return "cloud id";
                if (Identifiers.UuidDiffers(one, other))
                    return "BIOS UUID";
                if (Identifiers.SerialDiffers(one, other))
                    return "serial number";
            }
        }

        return a.IsByName && b.IsByName && FullNamesDiffer(a.Index, a.Group[0], b.Index, b.Group[0]) ? "full name" : null;
    }

    /// <summary>Whether a record is of the machine that was found, by a full name or an identifier and not by the host's name alone.</summary>
    private static bool IsLinked(ViewMatch lead, InventoryIndex index, AssetGroup group)
    {
        (Identifiers[] own, Identifiers[] others) = (IdentifiersOf(lead.Index, lead.Group[0]), IdentifiersOf(index, group));
        if (Any(own, others, (one, other) => Identifiers.Contradict(one, other)))
            return false;
        return Any(own, others, (one, other) => Identifiers.Agree(one, other))
            || (!Any(own, others, (one, other) => Identifiers.DirectoryDiffers(one, other)) && FullNames(lead.Index, lead.Group[0]).Overlaps(FullNames(index, group)));
    }

    /// <summary>Whether a directory knows the records as two devices, and no identifier says that they are one machine.</summary>
    private static bool AreTwoDevices(ViewMatch lead, InventoryIndex index, AssetGroup group)
    {
        (Identifiers[] own, Identifiers[] others) = (IdentifiersOf(lead.Index, lead.Group[0]), IdentifiersOf(index, group));
        return Any(own, others, (one, other) => Identifiers.DirectoryDiffers(one, other)) && !Any(own, others, (one, other) => Identifiers.Agree(one, other));
    }

    private static Identifiers[] IdentifiersOf(InventoryIndex index, AssetGroup group) => [.. group.All.Select(asset => Identifiers.Of(index[asset]))];

    private static bool Any(Identifiers[] own, Identifiers[] others, Func<Identifiers, Identifiers, bool> holds) =>
        Array.Exists(own, one => Array.Exists(others, other => holds(one, other)));

    private static bool FullNamesDiffer(InventoryIndex index, AssetGroup group, InventoryIndex otherIndex, AssetGroup other)
    {
        HashSet<string> own = FullNames(index, group);
        HashSet<string> others = FullNames(otherIndex, other);
        return own.Count > 0 && others.Count > 0 && !own.Overlaps(others);
    }

    private static HashSet<string> FullNames(InventoryIndex index, AssetGroup group) =>
        new(group.All.SelectMany(index.NamesOf).Where(name => name.Domain is not null).SelectMany(name => FullNames(index.Map, name.Short, name.Domain!)), StringComparer.Ordinal);

    // What the map says is one name contradicts nothing.
    private static IEnumerable<string> FullNames(NameMap map, string label, string domain)
    {
        yield return $"{label}.{map.Domain(domain)}";
        if (map.Behind($"{label}.{domain}") is string behind && HostName.Parse(behind) is { IsName: true, Domain: string other } name)
            yield return $"{name.ShortKey}.{map.Domain(other)}";
    }

    private static string Called(ViewMatch view) => $"{MatchWords.Name(view.Best)} of {MatchWords.Quoted(view.Index.Source)}";
}
