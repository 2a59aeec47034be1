using System.Globalization;

namespace SecAutomation;

/// <summary>One CVSS rating, of a finding, a feed or a vector.</summary>
public sealed record CvssScore
{
    // Tenths plus one, zero where there is none: hundreds of thousands of findings carry ratings without these scores.
    private readonly byte _temporal;
    private readonly byte _threat;
    private readonly byte _environmental;

    /// <summary>The version: 2.0, 3.0, 3.1 or 4.0.</summary>
    public string Version { get; init; } = "";

    /// <summary>The base score, 0.0 to 10.0; null where the source gave a vector alone.</summary>
    public double? BaseScore { get; init; }

    /// <summary>The vector with the prefix of its version (<c>CVSS:3.1/AV:N/…</c>; none for 2.0); null where the source gave none.</summary>
    public string? Vector { get; init; }

    /// <summary>The band of <see cref="BaseScore"/>.</summary>
    public Severity Severity { get; init; }

    /// <summary>The temporal score of 2.0, 3.0 and 3.1, in tenths from 0.0 to 10.0; null where the vector has no temporal metric.</summary>
    public double? TemporalScore
    {
        get => Score(_temporal);
        init => _temporal = Tenths(value);
    }

    /// <summary>The score of 4.0 with its threat metric (CVSS-BT), in tenths from 0.0 to 10.0; null where the vector has none.</summary>
    public double? ThreatScore
    {
        get => Score(_threat);
        init => _threat = Tenths(value);
    }

    /// <summary>The score with all metrics, in tenths from 0.0 to 10.0; null where the vector has no environmental metric.</summary>
    public double? EnvironmentalScore
    {
        get => Score(_environmental);
        init => _environmental = Tenths(value);
    }

    /// <summary>The score that says most: environmental, else threat or temporal, else base.</summary>
    public double? OverallScore => EnvironmentalScore ?? ThreatScore ?? TemporalScore ?? BaseScore;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BaseScore:0.0} (CVSS {Version})");

    /// <summary>The band of a score, by the names and limits of CVSS 3.1 and 4.0, for 2.0 too: NVD's own labels for 2.0 stop at High.</summary>
    /// <param name="score">0.0 to 10.0; null where there is none.</param>
    /// <returns>The band; <see cref="Severity.Unknown"/> for null.</returns>
    public static Severity SeverityOf(double? score) => score switch
    {
        null => Severity.Unknown,
        >= 9.0 => Severity.Critical,
        >= 7.0 => Severity.High,
        >= 4.0 => Severity.Medium,
        > 0.0 => Severity.Low,
        _ => Severity.None,
    };

    private static double? Score(byte tenths) => tenths == 0 ? null : (tenths - 1) / 10.0;

    private static byte Tenths(double? score) => score switch
    {
        null => 0,
        >= 0.0 and <= 10.0 => (byte)(Math.Round(score.Value * 10) + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(score), score, "A CVSS score is 0.0 to 10.0."),
    };
}
