namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The versions of the Common Vulnerability Scoring System, oldest first.</summary>
public enum CvssVersion
{
    /// <summary>CVSS 2.0 (FIRST, 2007).</summary>
    V20 = 0,

    /// <summary>CVSS 3.0 (FIRST, 2015).</summary>
    V30 = 1,

    /// <summary>CVSS 3.1 (FIRST, 2019).</summary>
    V31 = 2,

    /// <summary>CVSS 4.0 (FIRST, 2023).</summary>
    V40 = 3,
}
