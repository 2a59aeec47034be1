namespace SecAutomation;

/// <summary>A host with at least one critical finding, or a clean one where these were asked for: the outcome of step 1.</summary>
public sealed record CriticalCveHost
{
    /// <summary>The first label of the name as the source spells it; the whole IP address of a host that is known by that alone.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The fully qualified name, lower-case; null where the source gave none.</summary>
    public string? Fqdn { get; init; }

    /// <summary>The NetBIOS name; null where the source gave none.</summary>
    public string? NetBiosName { get; init; }

    /// <summary>Every name that the sources gave, as spelled there.</summary>
    public string[] Alias { get; init; } = [];

    /// <summary>IP addresses in canonical text.</summary>
    public string[] IPAddress { get; init; } = [];

    /// <summary><see cref="IPAddress"/> in one text, for Export-Csv.</summary>
    public string IPAddressText => string.Join(", ", IPAddress);

    /// <summary>MAC addresses, 12 lower-case hex digits.</summary>
    public string[] MacAddress { get; init; } = [];

    /// <summary>The identifier of the scanner's agent, or of the host in the scanner.</summary>
    public string? AgentId { get; init; }

    /// <summary>The BIOS (SMBIOS) UUID, lower-case.</summary>
    public string? BiosUuid { get; init; }

    /// <summary>The serial number; null where the source gave none.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The maker of the hardware; null where the source did not say.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The identifier of the instance at its cloud provider; null where the source gave none.</summary>
    public string? CloudId { get; init; }

    /// <summary>The account, subscription or project of <see cref="CloudId"/>; null where the source did not say.</summary>
    public string? CloudAccount { get; init; }

    /// <summary>The network that was scanned, where several networks repeat addresses; null where the source did not say.</summary>
    public string? Network { get; init; }

    /// <summary>The operating system as the scanner names it.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The distinct CVEs of <see cref="Finding"/>, sorted.</summary>
    public string[] CveId { get; init; } = [];

    /// <summary><see cref="CveId"/> in one text, for Export-Csv.</summary>
    public string CveIdText => string.Join(", ", CveId);

    /// <summary>The highest <see cref="SecAutomation.Finding.CvssScore"/>; null where no finding has a score.</summary>
    public double? MaxCvss { get; init; }

    /// <summary>Whether one of the CVEs is known to be exploited; null where that is not known.</summary>
    public bool? KnownExploited { get; init; }

    /// <summary>Those of <see cref="CveId"/> that are known to be exploited, sorted; empty where that is not known.</summary>
    public string[] KnownExploitedCve { get; init; } = [];

    /// <summary>How urgent the host is.</summary>
    public RemediationPriority Priority { get; init; }

    /// <summary>What raised <see cref="Priority"/> above what the severity says, in one sentence; empty where severity alone decided.</summary>
    public string PriorityReason { get; init; } = "";

    /// <summary>The feeds of CVE intelligence that were asked, with their days and hashes; empty where none was.</summary>
    public IntelligenceFeed[] Intelligence { get; init; } = [];

    /// <summary>What a decision table says, one for each CVE, the most urgent first; empty where no table was asked.</summary>
    public RemediationDecision[] Decision { get; init; } = [];

    /// <summary>The critical findings, the worst first.</summary>
    public Finding[] Finding { get; init; } = [];

    /// <summary>The earliest <see cref="SecAutomation.Finding.FirstSeen"/>, UTC.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The latest <see cref="SecAutomation.Finding.LastSeen"/>, UTC.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The files or connections that told of the host; several joined with "; ".</summary>
    public string Source { get; init; } = "";

    /// <summary>What was read.</summary>
    public ScanRead Read { get; init; } = new();

    /// <summary>Everything that each scanner saw open on the host, whatever was selected; empty unless it was asked for (-IncludeClean).</summary>
    public ScanEvidence[] Evidence { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Fqdn ?? ComputerName;
}
