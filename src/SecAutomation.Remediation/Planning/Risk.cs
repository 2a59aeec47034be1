namespace SecAutomation.Remediation.Planning;

/// <summary>What one finding on one host puts at risk.</summary>
/// <param name="Priority">How urgent it is.</param>
/// <param name="IsExploited">Whether it is known to be exploited.</param>
/// <param name="FirstSeen">When it was first seen, UTC; null where no source says.</param>
/// <param name="Decision">What a decision table says of it; null where none was asked.</param>
public readonly record struct Risk(
    RemediationPriority Priority, bool IsExploited, DateTimeOffset? FirstSeen, RemediationDecision? Decision = null)
{
    /// <summary>Judges a finding by its score, else by the vendor's label.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isExploited">Whether its host has a CVE that is known to be exploited.</param>
    /// <param name="firstSeen">When the host's findings were first seen, for a finding that does not say.</param>
    /// <param name="decision">What a decision table says of it, which then counts alone; null where none was asked.</param>
    /// <returns>The risk.</returns>
    public static Risk Of(Finding finding, bool isExploited, DateTimeOffset? firstSeen, RemediationDecision? decision = null)
    {
        if (decision is not null)
            return new Risk(decision.Priority, isExploited, finding.FirstSeen ?? firstSeen, decision);

        RemediationPriority priority = finding.CvssScore switch
        {
            >= 9.0 => RemediationPriority.Critical,
            >= 7.0 => RemediationPriority.High,
            >= 4.0 => RemediationPriority.Medium,
            >= 0.0 => RemediationPriority.Low,
            _ => Of(finding.Severity is Severity.Unknown ? finding.VendorSeverity : finding.Severity),
        };
        return new Risk(isExploited ? RemediationPriority.Critical : priority, isExploited, finding.FirstSeen ?? firstSeen);
    }

    private static RemediationPriority Of(Severity severity) => severity switch
    {
        Severity.Critical => RemediationPriority.Critical,
        Severity.High => RemediationPriority.High,
        Severity.Medium => RemediationPriority.Medium,
        Severity.Low or Severity.None => RemediationPriority.Low,
        _ => RemediationPriority.Unknown,
    };
}
