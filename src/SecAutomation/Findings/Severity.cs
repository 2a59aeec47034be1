namespace SecAutomation;

/// <summary>A severity band, with the names and limits of CVSS 3.1 and 4.0.</summary>
/// <remarks>Source: FIRST, CVSS v3.1 specification, section 5, and CVSS v4.0 specification, section 6.</remarks>
public enum Severity
{
    /// <summary>The source gave neither a score nor a label that its connector knows.</summary>
    Unknown = 0,

    /// <summary>A score of 0.0, or a purely informational detection.</summary>
    None = 1,

    /// <summary>0.1 to 3.9.</summary>
    Low = 2,

    /// <summary>4.0 to 6.9.</summary>
    Medium = 3,

    /// <summary>7.0 to 8.9.</summary>
    High = 4,

    /// <summary>9.0 to 10.0.</summary>
    Critical = 5,
}
