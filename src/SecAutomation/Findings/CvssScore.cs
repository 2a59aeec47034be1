namespace SecAutomation;

/// <summary>One CVSS rating of a finding.</summary>
public sealed record CvssScore
{
    /// <summary>The version: 2.0, 3.0, 3.1 or 4.0.</summary>
    public string Version { get; init; } = "";

    /// <summary>The base score, 0.0 to 10.0; null where the source gave a vector alone.</summary>
    public double? BaseScore { get; init; }

    /// <summary>The vector with the prefix of its version (<c>CVSS:3.1/AV:N/…</c>; none for 2.0); null where the source gave none.</summary>
    public string? Vector { get; init; }

    /// <summary>The band of <see cref="BaseScore"/>.</summary>
    public Severity Severity { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{BaseScore:0.0} (CVSS {Version})");
}
