namespace SecAutomation.Remediation.Selection;

/// <summary>One finding where several reports tell of the same detection at the same place.</summary>
internal static class FindingFolding
{
    private const int FewFindings = 16;

    /// <summary>The findings of one machine, each detection once, in no particular order.</summary>
    public static IEnumerable<Finding> Fold(IReadOnlyList<ScannedHost> records)
    {
        if (records.Count == 1)
        {
            IReadOnlyList<Finding> only = records[0].Finding;
            return AreDifferent(only) ? only : FoldBy(Date(records[0]), Key);
        }

        // Numbers of detections are a product's own; two products mean the same only where the title is the same too.
        IEnumerable<Dated> perProduct = records
            .GroupBy(record => record.Read.Connector, StringComparer.Ordinal)
            .SelectMany(product => FoldBy(product.SelectMany(Date), Key).Select(finding => new Dated(finding, finding.LastSeen)));
        return FoldBy(perProduct, finding => Key(finding) with { Title = finding.Title?.ToUpperInvariant() });
    }

    // One report mostly tells each detection once, and then there is nothing to fold.
    private static bool AreDifferent(IReadOnlyList<Finding> findings)
    {
        if (findings.Count > FewFindings)
            return false;

        for (int i = 1; i < findings.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (Finding one, Finding other) = (findings[i], findings[j]);
                if (one.DetectionId is null || (one.DetectionId == other.DetectionId && one.Port == other.Port && string.Equals(one.Protocol, other.Protocol, StringComparison.OrdinalIgnoreCase)))
                    return false;
            }
        }

        return findings.Count < 2 || findings[0].DetectionId is not null;
    }

    private static IEnumerable<Dated> Date(ScannedHost host) =>
        host.Finding.Select(finding => new Dated(finding, finding.LastSeen ?? host.Read.ScannedAt));

    private static IEnumerable<Finding> FoldBy(IEnumerable<Dated> findings, Func<Finding, DetectionKey> key) =>
        findings.GroupBy(dated => key(dated.Finding)).Select(group => Join([.. group]));

    private static DetectionKey Key(Finding finding) => finding.DetectionId is string id
        ? new DetectionKey(id, null, finding.Port, finding.Protocol?.ToUpperInvariant())
        : new DetectionKey(
            $"{finding.CveIdText}\n{string.Join('\n', finding.Software.Select(software => software.ToString()))}",
            finding.Title?.ToUpperInvariant(),
            finding.Port,
            finding.Protocol?.ToUpperInvariant());

    private static Finding Join(Dated[] same)
    {
        if (same.Length == 1)
            return same[0].Finding;

        Array.Sort(same, NewestFirst);
        Finding newest = same[0].Finding;
        Finding scored = Array.Find(same, dated => dated.Finding.CvssScore is not null)?.Finding ?? newest;
        return newest with
        {
            CveId = [.. same.SelectMany(dated => dated.Finding.CveId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            CvssScore = scored.CvssScore,
            CvssVersion = scored.CvssVersion,
            CvssVector = scored.CvssVector,
            Cvss = scored.Cvss,
            Severity = newest.CvssScore is null ? scored.Severity : newest.Severity,
            Solution = same.Select(dated => dated.Finding.Solution).FirstOrDefault(text => !string.IsNullOrEmpty(text)),
            Software = [.. same.SelectMany(dated => dated.Finding.Software).DistinctBy(one => (one.Name, one.Version, one.Cpe))],
            FirstSeen = same.Min(dated => dated.Finding.FirstSeen),
            LastSeen = same.Max(dated => dated.Finding.LastSeen),
        };
    }

    /// <summary>A total order, so that what stands first does not depend on the order of the reports.</summary>
    private static int NewestFirst(Dated a, Dated b)
    {
        int order = Nullable.Compare(b.At, a.At);
        if (order == 0)
            order = Openness(a.Finding.State).CompareTo(Openness(b.Finding.State));
        return order != 0 ? order : WorstFirst.Compare(a.Finding, b.Finding);
    }

    // Of two that are equally new, the one that asks for work.
    private static int Openness(FindingState state) => state switch
    {
        FindingState.Reopened => 0,
        FindingState.Open => 1,
        FindingState.Unknown => 2,
        FindingState.Accepted => 3,
        _ => 4,
    };

    private sealed record Dated(Finding Finding, DateTimeOffset? At);

    private readonly record struct DetectionKey(string Id, string? Title, int? Port, string? Protocol);
}
