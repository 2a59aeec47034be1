namespace SecAutomation;

/// <summary>One detection of a scanner on one host. It may stand for many CVEs, or for none.</summary>
public sealed record Finding
{
    /// <summary>The CVEs, upper-case, distinct and sorted; empty where the detection has none.</summary>
    public string[] CveId { get; init; } = [];

    /// <summary><see cref="CveId"/> in one text, for Export-Csv.</summary>
    public string CveIdText => string.Join(", ", CveId);

    /// <summary>The scanner's own number of the check: plugin id, QID, OID.</summary>
    public string? DetectionId { get; init; }

    /// <summary>The scanner's title.</summary>
    public string? Title { get; init; }

    /// <summary>The base score of the newest CVSS version carried. It is the detection's score, the highest of its CVEs, not that of each CVE.</summary>
    public double? CvssScore { get; init; }

    /// <summary>The version of <see cref="CvssScore"/>: 2.0, 3.0, 3.1 or 4.0.</summary>
    public string? CvssVersion { get; init; }

    /// <summary>The vector of <see cref="CvssScore"/>.</summary>
    public string? CvssVector { get; init; }

    /// <summary>All CVSS ratings, newest version first.</summary>
    public CvssScore[] Cvss { get; init; } = [];

    /// <summary>The band of <see cref="CvssScore"/>; <see cref="VendorSeverity"/> where there is no score.</summary>
    public Severity Severity { get; init; }

    /// <summary>The vendor's label, mapped by the connector's manifest.</summary>
    public Severity VendorSeverity { get; init; }

    /// <summary>The vendor's label as it stands in the source.</summary>
    public string? VendorLabel { get; init; }

    /// <summary>Open, reopened, fixed, accepted, or unknown where the source does not say.</summary>
    public FindingState State { get; init; }

    /// <summary>Why the state is another than the scanner's: what a vendor states in a VEX document. Null where the state is the scanner's own.</summary>
    public string? StateReason { get; init; }

    /// <summary>The port, 0 to 65535; null where the finding belongs to no port (scanners write 0).</summary>
    public int? Port { get; init; }

    /// <summary>The transport protocol, lower-case: tcp, udp, icmp.</summary>
    public string? Protocol { get; init; }

    /// <summary>The software that the scanner names as affected.</summary>
    public InstalledSoftware[] Software { get; init; } = [];

    /// <summary>What the scanner tells to do.</summary>
    public string? Solution { get; init; }

    /// <summary>When the scanner first saw it, UTC; null where the source does not say.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When the scanner last saw it, UTC; null where the source does not say.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <inheritdoc/>
    public override string ToString() => CveId.Length == 0 ? $"{Title}" : $"{CveIdText}: {Title}";
}
