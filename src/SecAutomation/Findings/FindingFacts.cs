namespace SecAutomation;

/// <summary>The few facts of a finding that decide its selection, cheap enough to be read before any object exists.</summary>
/// <param name="CvssV2">CVSS 2.0 base score.</param>
/// <param name="CvssV3">CVSS 3.1 or 3.0 base score.</param>
/// <param name="CvssV4">CVSS 4.0 base score.</param>
/// <param name="VendorSeverity">The vendor's label, mapped by the connector's manifest.</param>
/// <param name="State">Open, fixed, …</param>
/// <param name="LastSeen">When the scanner last saw it, UTC.</param>
/// <param name="HasCve">Whether the finding carries at least one CVE.</param>
public readonly record struct FindingFacts(
    double? CvssV2,
    double? CvssV3,
    double? CvssV4,
    Severity VendorSeverity,
    FindingState State,
    DateTimeOffset? LastSeen,
    bool HasCve);
