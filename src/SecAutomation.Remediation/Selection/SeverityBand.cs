namespace SecAutomation.Remediation.Selection;

/// <summary>How bad a finding is, and how urgent that makes it.</summary>
internal static class SeverityBand
{
    /// <summary>The band of a finding's score; its label where it has none.</summary>
    public static Severity Of(Finding finding)
    {
        if (finding.CvssScore is double score)
            return CvssScore.SeverityOf(score);
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
