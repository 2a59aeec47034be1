namespace SecAutomation;

/// <summary>What one feed, or the store of all of them, holds of one CVE. A part that is null was not told.</summary>
public sealed record CveFacts
{
    /// <summary>The CVE, upper-case.</summary>
    public string CveId { get; init; } = "";

    /// <summary>The entry in CISA's catalogue of known exploited vulnerabilities.</summary>
    public KevEntry? Kev { get; init; }

    /// <summary>The EPSS score.</summary>
    public EpssEntry? Epss { get; init; }

    /// <summary>All CVSS ratings, newest version first; null where no feed with ratings told of the CVE.</summary>
    public CvssScore[]? Cvss { get; init; }

    /// <summary>When it was published.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>When its record was last changed.</summary>
    public DateOnly? Modified { get; init; }

    /// <summary>Whether its record was rejected.</summary>
    public bool IsRejected { get; init; }

    /// <summary>CISA's SSVC decision points.</summary>
    public SsvcPoints? Ssvc { get; init; }
}
