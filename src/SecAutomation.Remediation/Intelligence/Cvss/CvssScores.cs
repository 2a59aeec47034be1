namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>Vectors as the ratings that scripts see.</summary>
public static class CvssScores
{
    private static readonly string[] s_version = ["2.0", "3.0", "3.1", "4.0"];

    /// <summary>Scores a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <returns>All its scores, and the vector as its specification writes it.</returns>
    public static CvssScore Of(CvssVector vector)
    {
        CvssRating rating = vector.Rate();
        double? threat = (double?)rating.Threat;
        return new CvssScore
        {
            Version = s_version[(int)vector.Version],
            BaseScore = (double)rating.Base,
            Severity = CvssScore.SeverityOf((double)rating.Base),
            TemporalScore = vector.Version == CvssVersion.V40 ? null : threat,
            ThreatScore = vector.Version == CvssVersion.V40 ? threat : null,
            EnvironmentalScore = (double?)rating.Environmental,
            Vector = vector.ToString(),
        };
    }
}
