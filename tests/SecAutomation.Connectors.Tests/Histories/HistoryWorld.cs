using SecAutomation.Remediation.Rules;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>The truth: which machines have which holes, what they were ever called, and which risks are accepted.</summary>
internal sealed class HistoryWorld
{
    private static readonly string[] s_machine = ["web", "db", "app"];
    private static readonly string[] s_cve = ["CVE-2020-0001", "CVE-2021-44228", "CVE-2022-22965"];

    private readonly HistoryClock _clock;
    private readonly List<string>[] _names = [.. s_machine.Select(name => new List<string> { name })];
    private readonly HashSet<(int Host, string Cve)> _open = [];
    private readonly List<TicketException> _exceptions = [];

    public HistoryWorld(HistoryClock clock) => _clock = clock;

    /// <summary>How many machines there are.</summary>
    public static int Machines => s_machine.Length;

    /// <summary>How many holes a machine may have.</summary>
    public static int Cves => s_cve.Length;

    /// <summary>The holes.</summary>
    public IReadOnlySet<(int Host, string Cve)> Open => _open;

    /// <summary>The accepted risks.</summary>
    public ExceptionList Exceptions => new([.. _exceptions]);

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    public void Appear(int host, int cve) => _open.Add((host, s_cve[cve]));

    public void Fix(int host, int cve) => _open.Remove((host, s_cve[cve]));

    public void Rename(int host) => _names[host].Add(FormattableString.Invariant($"{s_machine[host]}-{_names[host].Count}"));

    public void Except(int host, int cve, int days) => _exceptions.Add(new TicketException
    {
        Host = [s_machine[host] + "*"], Work = [s_cve[cve]], Kind = TicketResolution.RiskAccepted, Owner = "anna", Reason = "replaced soon", Expires = Today.AddDays(days), Place = "exceptions.csv",
    });

    /// <summary>Whether the risk is accepted today.</summary>
    public bool IsExcepted(int host, string cve) =>
        _exceptions.Exists(rule => rule.HoldsOn(Today) && rule.Work.Contains(cve, StringComparer.Ordinal) && rule.Host[0] == s_machine[host] + "*");

    /// <summary>The machine that was ever called so.</summary>
    public int MachineOf(string name)
    {
        string bare = name.Split('.')[0];
        return Array.FindIndex(_names, names => names.Contains(bare, StringComparer.Ordinal));
    }

    /// <summary>What a scan of these machines and the inventory tell.</summary>
    /// <param name="machines">One bit for each.</param>
    /// <param name="worth">What the scan is worth.</param>
    public AssetDetail[] Scan(int machines, ScanWorth worth) =>
        [.. Enumerable.Range(0, Machines).Where(host => (machines & (1 << host)) != 0).Select(host => See(host, worth)).Where(host => worth != ScanWorth.WithoutEvidence || host.CriticalCveHost!.Finding.Length > 0)];

    private AssetDetail See(int host, ScanWorth worth)
    {
        DateTimeOffset scannedAt = _clock.GetUtcNow().AddMinutes(-10);
        string[] seen =
        [
            .. s_cve.Where((cve, index) => _open.Contains((host, cve)) && worth switch
            {
                ScanWorth.Partial => (host + index) % 2 == 0,
                ScanWorth.LockedOut => false,
                _ => true,
            }),
        ];
        bool isComplete = worth is not ScanWorth.Partial;
        string name = _names[host][^1], fqdn = $"{name}.corp.example";
        return new AssetDetail
        {
            ComputerName = name,
            Fqdn = fqdn,
            MatchStatus = MatchStatus.Matched,
            MatchConfidence = MatchConfidence.High,
            MatchReason = "R3 the full name is equal.",
            Owner = host == 0 ? "Web Team" : null,
            Asset = new Asset
            {
                ComputerName = name, Fqdn = fqdn, Source = "assets.csv", Place = $"line {host + 2}", AssetId = $"asset-{host}",
                Alias = [.. _names[host].SkipLast(1).Select(old => $"{old}.corp.example")],
            },
            CriticalCveHost = new CriticalCveHost
            {
                ComputerName = name,
                Fqdn = fqdn,
                CveId = seen,
                Finding = [.. seen.Select(cve => new Finding { CveId = [cve], DetectionId = cve, Title = $"Title of {cve}", CvssScore = 9.8, CvssVersion = "3.1", Solution = "Update it.", State = FindingState.Open })],
                Source = "scan.nessus",
                Read = new ScanRead { Source = "scan.nessus", IsComplete = isComplete, ScannedAt = scannedAt, Credentialed = worth != ScanWorth.LockedOut },
                Evidence = worth == ScanWorth.WithoutEvidence
                    ? []
                    : [new ScanEvidence { Connector = "Nessus", Source = "scan.nessus", OpenWork = seen, ScannedAt = scannedAt, IsComplete = isComplete, Credentialed = worth != ScanWorth.LockedOut }],
            },
        };
    }
}
