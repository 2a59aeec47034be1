using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Planning;

/// <summary>What the scans of a run say of the machines of tickets.</summary>
internal sealed class ScannedMachines
{
    private readonly Coverage _coverage;
    private readonly Dictionary<int, Scanned> _machines;

    private ScannedMachines(Coverage coverage, IEnumerable<WantedHost> hosts)
    {
        _coverage = coverage;
        _machines = hosts.ToDictionary(host => host.Machine, host => new Scanned(host));
    }

    public static ScannedMachines Of(IReadOnlyList<AssetDetail> hosts, IReadOnlyList<StoredTicket> existing)
    {
        HostRegister register = new();
        Func<Coverage> prepared = Coverage.Prepare(existing, register);
        var gather = WantedHosts.Prepare(hosts, register);
        register.Conclude();
        Coverage coverage = prepared();
        return new ScannedMachines(coverage, gather(coverage.Canonical));
    }

    /// <summary>What is known of a host of a ticket; null where no scan of the run looked at it.</summary>
    public WantedHost? Find(StoredTicket ticket, string host) => Machine(ticket, host)?.Host;

    /// <summary>When a scan of the run looked at the host, UTC; null where none did, or does not say.</summary>
    public DateTimeOffset? ScannedAt(StoredTicket ticket, string host) => Machine(ticket, host)?.At;

    /// <summary>Whether the scan asks for the work: it is open, and was selected.</summary>
    public bool IsSeen(StoredTicket ticket, WorkUnit unit) => Machine(ticket, unit.Host)?.Wanted.Contains(unit.Work) == true;

    /// <summary>Whether the scan sees the work not fixed, selected or not.</summary>
    public bool IsPresent(StoredTicket ticket, WorkUnit unit) => Machine(ticket, unit.Host)?.Present.Contains(unit.Work) == true;

    /// <summary>Whether an open ticket covers the work.</summary>
    public bool IsCovered(StoredTicket ticket, WorkUnit unit) =>
        _coverage.Machine(ticket, unit.Host) is { } machine && _coverage.Open(machine, unit.Work) is not null;

    /// <summary>Whether a scan of the run looked at a host of the ticket.</summary>
    public bool IsNews(StoredTicket ticket) => ticket.Draft.Unit.Any(unit => Machine(ticket, unit.Host) is not null);

    /// <summary>The proof that work of a ticket is done; null where there is none.</summary>
    /// <remarks>
    /// The scanner says so, or every scanner that saw it has looked again: later than the ticket and the scan that it came
    /// from, to the end, not locked out of the host, and without seeing it.
    /// </remarks>
    public FixedWork? Prove(StoredTicket ticket, WorkUnit unit)
    {
        if (Machine(ticket, unit.Host) is not { } machine || machine.Present.Contains(unit.Work))
        {
            return null;
        }

        TicketHost? host = Array.Find(ticket.Draft.Content.Host, one => Coverage.CanonicalName(one) == unit.Host);
        DateTimeOffset since = host?.ScannedAt > ticket.CreatedAt ? host.ScannedAt.Value : ticket.CreatedAt;
        foreach (CriticalCveHost scan in machine.Scan)
        {
            if (scan.Read is { IsComplete: true, ScannedAt: { } at } && at > since
                && scan.Finding.Any(finding => finding.State == FindingState.Fixed && FindingWork.Of(finding).Contains(unit.Work, StringComparer.Ordinal)))
            {
                return Proof(unit, at, scan.Read.Source);
            }
        }

        ScanEvidence[] proofs =
        [
            .. machine.Scan.SelectMany(scan => scan.Evidence).Where(evidence =>
                evidence is { IsComplete: true, Credentialed: not false } && evidence.ScannedAt > since
                && !evidence.OpenWork.Contains(unit.Work, StringComparer.Ordinal)),
        ];
        bool isProved = host is { Scanner.Length: > 0 }
            ? Array.TrueForAll(host.Scanner, scanner => Array.Exists(proofs, proof => proof.Connector == scanner))
            : proofs.Length > 0;
        return isProved ? Proof(unit, proofs.Max(proof => proof.ScannedAt), string.Join("; ", proofs.Select(proof => proof.Source).Distinct(StringComparer.Ordinal))) : null;
    }

    private static FixedWork Proof(WorkUnit unit, DateTimeOffset? at, string source) =>
        new() { Host = unit.Host, Work = unit.Work, ScannedAt = at, Source = Identity.SourceName.Of(source) };

    private Scanned? Machine(StoredTicket ticket, string host) =>
        _coverage.Machine(ticket, host) is { } machine ? _machines.GetValueOrDefault(machine) : null;

    private sealed class Scanned(WantedHost host)
    {
        public WantedHost Host { get; } = host;

        public CriticalCveHost[] Scan { get; } = [.. host.Source.Select(source => source.CriticalCveHost).OfType<CriticalCveHost>()];

        public HashSet<string> Wanted { get; } = new(host.Work, StringComparer.Ordinal);

        public HashSet<string> Present { get; } = new(
            host.Source.Select(source => source.CriticalCveHost).OfType<CriticalCveHost>().SelectMany(scan => scan.Finding
                .Where(finding => finding.State != FindingState.Fixed).SelectMany(FindingWork.Of)
                .Concat(scan.Evidence.SelectMany(evidence => evidence.OpenWork))),
            StringComparer.Ordinal);

        public DateTimeOffset? At => Scan.Max(scan => scan.Read.ScannedAt);
    }
}
