namespace SecAutomation;

/// <summary>What decides whether a finding is critical. Scanners carry several scores and a label, and they disagree.</summary>
public enum SeverityBasis
{
    /// <summary>The newest CVSS version that the finding carries (4.0, then 3.1, 3.0, 2.0); its label where it carries none. The default.</summary>
    NewestCvss = 0,

    /// <summary>The highest base score of all CVSS versions that the finding carries; its label where it carries none.</summary>
    HighestCvss = 1,

    /// <summary>The CVSS 2.0 base score alone.</summary>
    CvssV2 = 2,

    /// <summary>The CVSS 3.1 or 3.0 base score alone.</summary>
    CvssV3 = 3,

    /// <summary>The CVSS 4.0 base score alone.</summary>
    CvssV4 = 4,

    /// <summary>The label of the vendor alone, as the connector maps it.</summary>
    Vendor = 5,
}
