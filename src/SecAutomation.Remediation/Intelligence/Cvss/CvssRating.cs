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
    public Severity Severity => SeverityOf(Overall);

    /// <summary>The band of a score.</summary>
    /// <param name="score">0.0 to 10.0.</param>
    /// <returns>The band, by the names and limits of CVSS 3.1 and 4.0, for 2.0 too (as NVD's labels are coarser and stop at High).</returns>
    public static Severity SeverityOf(decimal score) => score switch
    {
        <= 0.0m => Severity.None,
        < 4.0m => Severity.Low,
        < 7.0m => Severity.Medium,
        < 9.0m => Severity.High,
        _ => Severity.Critical,
    };
}
