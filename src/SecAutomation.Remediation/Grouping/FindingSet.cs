using System.Text.Json;

namespace SecAutomation.Remediation.Grouping;

/// <summary>The findings of one host, each once.</summary>
internal static class FindingSet
{
    /// <summary>Joins findings that are one detection at one port: their CVEs together, the rest from the newest. One without a CVE is a unit of its own. The worst first.</summary>
    public static Finding[] Merge(IEnumerable<Finding> findings)
    {
        Finding[] all = [.. findings];
        return all.Length <= 1 ? all : Sort(all
            .GroupBy(finding => (
                string.IsNullOrWhiteSpace(finding.DetectionId) ? finding.Title : finding.DetectionId,
                finding.Port,
                finding.Protocol,
                HasCve: finding.CveId.Length > 0))
            .Select(Join));
    }

    public static Finding[] Sort(IEnumerable<Finding> findings) =>
    [
        .. findings
            .OrderByDescending(finding => finding.CvssScore ?? -1)
            .ThenBy(finding => finding.DetectionId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Title, StringComparer.Ordinal)
            .ThenBy(finding => finding.Port)
            .ThenBy(finding => finding.Protocol, StringComparer.Ordinal),
    ];

    private static Finding Join(IEnumerable<Finding> same)
    {
        Finding[] all = [.. same];
        if (all.Length == 1)
        {
            return all[0];
        }

        Finding newest = all.OrderBy(finding => finding.LastSeen).ThenBy(finding => JsonSerializer.Serialize(finding), StringComparer.Ordinal).Last();
        return newest with
        {
            CveId = [.. all.SelectMany(finding => finding.CveId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstSeen = all.Min(finding => finding.FirstSeen),
        };
    }
}
