namespace SecAutomation.Remediation.Grouping;

/// <summary>The work that a finding stands for: one unit for each CVE, or one for the detection.</summary>
internal static class FindingWork
{
    private const string Detection = "detection:";

    public static IEnumerable<string> Of(Finding finding) =>
        finding.CveId.Length == 1
            ? [finding.CveId[0].ToUpperInvariant()]
            : finding.CveId.Length > 0
            ? finding.CveId.Select(cve => cve.ToUpperInvariant()).Distinct(StringComparer.Ordinal)
            : [Detection + (NotBlank(finding.DetectionId) ?? NotBlank(finding.Title)?.ToLowerInvariant() ?? "unknown")];

    /// <summary>Whether anything is left to do: what is fixed or accepted is no work.</summary>
    public static bool IsOpen(Finding finding) => finding.State is not (FindingState.Fixed or FindingState.Accepted);

    /// <summary>The finding with only the CVEs that are wanted; null where none is.</summary>
    public static Finding? Narrow(Finding finding, IReadOnlySet<string> wanted)
    {
        if (finding.CveId.Length == 0)
        {
            return wanted.Contains(Of(finding).Single()) ? finding : null;
        }

        string[] cve = [.. Of(finding).Where(wanted.Contains).Order(StringComparer.Ordinal)];
        return cve.Length == 0 ? null : finding with { CveId = cve };
    }

    /// <summary>The most urgent of the decisions about the CVEs of a finding; null where none is about one of them.</summary>
    public static RemediationDecision? MostUrgent(IEnumerable<RemediationDecision> decisions, Finding finding) => decisions
        .Where(decision => finding.CveId.Contains(decision.CveId, StringComparer.OrdinalIgnoreCase))
        .OrderByDescending(decision => decision.Priority)
        .ThenBy(decision => decision.Days ?? int.MaxValue)
        .ThenBy(decision => decision.CveId, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
