namespace SecAutomation;

/// <summary>What the feeds say of one CVE. Null is "not known": no feed that could say so was read, or it did not say.</summary>
public sealed record CveDetail
{
    /// <summary>The CVE, upper-case.</summary>
    public string CveId { get; init; } = "";

    /// <summary>Whether CISA lists it as known to be exploited; null where the catalogue was not read.</summary>
    public bool? KnownExploited { get; init; }

    /// <summary>When CISA listed it.</summary>
    public DateOnly? KevAdded { get; init; }

    /// <summary>The day by which CISA wants it remediated.</summary>
    public DateOnly? KevDueDate { get; init; }

    /// <summary>Whether ransomware campaigns are known to use it; null where the catalogue says that this is unknown, or was not read.</summary>
    public bool? KevRansomware { get; init; }

    /// <summary>CISA's name for it.</summary>
    public string? KevName { get; init; }

    /// <summary>CISA's description of it.</summary>
    public string? KevDescription { get; init; }

    /// <summary>What CISA wants done.</summary>
    public string? KevRequiredAction { get; init; }

    /// <summary>EPSS: the probability of exploitation in the next 30 days, 0 to 1.</summary>
    public double? EpssScore { get; init; }

    /// <summary>EPSS: the share of CVEs with an equal or lower score, 0 to 1.</summary>
    public double? EpssPercentile { get; init; }

    /// <summary>All CVSS ratings, newest version first.</summary>
    public CvssScore[] Cvss { get; init; } = [];

    /// <summary>The base score of the newest CVSS version.</summary>
    public double? CvssScore => Cvss.Length == 0 ? null : Cvss[0].BaseScore;

    /// <summary>The band of <see cref="CvssScore"/>.</summary>
    public Severity Severity => Cvss.Length == 0 ? Severity.Unknown : Cvss[0].Severity;

    /// <summary>SSVC Exploitation by CISA: <c>none</c>, <c>poc</c> or <c>active</c>.</summary>
    public string? SsvcExploitation { get; init; }

    /// <summary>SSVC Automatable by CISA: <c>no</c> or <c>yes</c>.</summary>
    public string? SsvcAutomatable { get; init; }

    /// <summary>SSVC Technical Impact by CISA: <c>partial</c> or <c>total</c>.</summary>
    public string? SsvcTechnicalImpact { get; init; }

    /// <summary>When CISA decided the SSVC points, UTC.</summary>
    public DateTimeOffset? SsvcAsOf { get; init; }

    /// <summary>When it was published.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>When its record was last changed.</summary>
    public DateOnly? Modified { get; init; }

    /// <summary>Whether the record was rejected: it stands for no vulnerability.</summary>
    public bool IsRejected { get; init; }

    /// <summary>Where feeds contradict each other, one sentence each.</summary>
    public string[] Conflict { get; init; } = [];

    /// <summary>The day of the oldest feed that was asked, UTC: nothing here is newer than its own feed; null where one gives no day.</summary>
    public DateTimeOffset? AsOf => Feed.Length == 0 || Array.Exists(Feed, feed => feed.AsOf is null) ? null : Feed.Min(feed => feed.AsOf);

    /// <summary>The feeds that were asked, with their dates.</summary>
    public IntelligenceFeed[] Feed { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => CveId;
}
