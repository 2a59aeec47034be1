namespace SecAutomation.Remediation.Selection;

/// <summary>The bands of CVSS 3.1, section 5, and 4.0, section 6.</summary>
internal static class SeverityBand
{
    public static Severity Of(double score) => score switch
    {
        >= 9.0 => Severity.Critical,
        >= 7.0 => Severity.High,
        >= 4.0 => Severity.Medium,
        > 0.0 => Severity.Low,
        _ => Severity.None,
    };

    /// <summary>The band of a finding's score; its label where it has none.</summary>
    public static Severity Of(Finding finding)
    {
        if (finding.CvssScore is double score)
            return Of(score);
        return finding.VendorSeverity == Severity.Unknown ? finding.Severity : finding.VendorSeverity;
    }

    public static RemediationPriority Priority(Severity severity) => severity switch
    {
        Severity.Critical => RemediationPriority.Critical,
        Severity.High => RemediationPriority.High,
        Severity.Medium => RemediationPriority.Medium,
        Severity.Low or Severity.None => RemediationPriority.Low,
        _ => RemediationPriority.Unknown,
    };
}
