using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Gives a host its findings where it came as a flat row with CVEs.</summary>
internal static class FindingRow
{
    /// <summary>Fills what the row says of the findings.</summary>
    /// <param name="host">The host.</param>
    /// <param name="bag">The object that it was made from.</param>
    /// <param name="row">The same as a row; null where it is an object of a class.</param>
    /// <returns>The host with the CVEs in upper case and at least one finding for each.</returns>
    public static CriticalCveHost Complete(CriticalCveHost host, PSObject bag, PropertyRow? row)
    {
        if (bag.BaseObject is CriticalCveHost || host.Finding.Length > 0)
            return host;

        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (string text in host.CveId)
            CveText.AddAll<char>(text, found);
        string[] cves = [.. found];
        Finding told = RecordRebuilder.Rebuild<Finding>(bag, row) with { CveId = cves };
        double? score = told.CvssScore ?? host.MaxCvss;
        told = told with
        {
            CvssScore = score,
            Severity = told.Severity == Severity.Unknown ? CvssScore.SeverityOf(score) : told.Severity,
            FirstSeen = told.FirstSeen ?? host.FirstSeen,
            LastSeen = told.LastSeen ?? host.LastSeen,
        };

        // A row with a detection is one finding. A bare list of CVEs says nothing on what belongs together.
        bool isDetection = told.Title is not null || told.DetectionId is not null || told.Solution is not null;
        return host with
        {
            CveId = cves,
            MaxCvss = score,
            Finding = isDetection ? [told] : [.. cves.Select(cve => told with { CveId = [cve] })],
        };
    }
}
