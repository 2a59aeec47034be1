namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The scores of a vector, 0.0 to 10.0 with one decimal.</summary>
/// <param name="Version">The version.</param>
/// <param name="Base">The base score; of 4.0 the score of the base metrics alone (CVSS-B).</param>
/// <param name="Threat">The temporal score of 2.0 and 3.x, the score with threat metrics (CVSS-BT) of 4.0; null where no such metric is defined.</param>
/// <param name="Environmental">The score with all metrics; null where no environmental metric is defined.</param>
public sealed record CvssRating(CvssVersion Version, decimal Base, decimal? Threat, decimal? Environmental)
{
    /// <summary>The score that says most: environmental, else threat, else base.</summary>
    public decimal Overall => Environmental ?? Threat ?? Base;

    /// <summary>The band of <see cref="Overall"/>.</summary>
    public Severity Severity => CvssScore.SeverityOf((double)Overall);
}
