namespace SecAutomation;

/// <summary>How urgent a ticket is; the larger, the more urgent, so that Sort-Object works.</summary>
public enum RemediationPriority
{
    /// <summary>Nothing to judge by.</summary>
    Unknown = 0,

    /// <summary>CVSS below 4.0.</summary>
    Low = 1,

    /// <summary>CVSS 4.0 to 6.9.</summary>
    Medium = 2,

    /// <summary>CVSS 7.0 to 8.9.</summary>
    High = 3,

    /// <summary>CVSS 9.0 and above, or known to be exploited.</summary>
    Critical = 4,
}
