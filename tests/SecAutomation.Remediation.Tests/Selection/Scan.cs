namespace SecAutomation.Remediation.Tests.Selection;

/// <summary>Short words for the records that the stories are about.</summary>
internal static class Scan
{
    public static DateTimeOffset Monday { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static Finding Critical(string cve = "CVE-2021-44228", string? id = "155999", double? score = 9.8) => new()
    {
        CveId = cve.Length == 0 ? [] : [cve],
        DetectionId = id,
        Title = $"Check {id}",
        CvssScore = score,
        CvssVersion = score is null ? null : "3.1",
        Cvss = score is null ? [] : [new CvssScore { Version = "3.1", BaseScore = score }],
        State = FindingState.Open,
        Port = 443,
        Protocol = "tcp",
        FirstSeen = Monday,
        LastSeen = Monday,
    };

    public static ScannedHost Host(
        string name,
        string? fqdn = null,
        string? ip = null,
        string? agent = null,
        string? uuid = null,
        string? netBios = null,
        string[]? alias = null,
        string source = "scan.nessus",
        DateTimeOffset? scannedAt = null,
        params Finding[] findings) => new()
        {
            Identity = new HostIdentity
            {
                ComputerName = name,
                Fqdn = fqdn,
                NetBiosName = netBios,
                Alias = alias ?? [name],
                IPAddress = ip is null ? null : ip.Split(' '),
                AgentId = agent,
                BiosUuid = uuid,
            },
            Finding = findings.Length == 0 ? [Critical()] : findings,
            Read = new ScanRead
            {
                Source = source,
                Connector = "Scanner",
                Received = 10,
                IsComplete = true,
                ScannedAt = scannedAt ?? Monday,
            },
        };
}
