namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The groups of metrics.</summary>
public enum CvssMetricGroup
{
    /// <summary>What the vulnerability is. Mandatory.</summary>
    Base = 0,

    /// <summary>What changes over time: temporal in 2.0 and 3.x, threat in 4.0.</summary>
    Threat = 1,

    /// <summary>What is so only where the software runs.</summary>
    Environmental = 2,

    /// <summary>Said beside the score, without weight in it. 4.0 alone.</summary>
    Supplemental = 3,
}
