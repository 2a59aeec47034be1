namespace SecAutomation.Remediation.Selection;

/// <summary>Marks findings of which vendors state that they are fixed, or that the product is not affected.</summary>
public sealed class VexMarking
{
    private readonly ILookup<string, VexStatement> _byCve;

    /// <param name="statements">What all documents state.</param>
    public VexMarking(IEnumerable<VexStatement> statements) =>
        _byCve = statements.ToLookup(statement => statement.CveId, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many findings have a CVE that something is stated of, and were not marked.</summary>
    public int Unmarked { get; private set; }

    /// <summary>The host with its findings, those marked that a statement speaks of.</summary>
    /// <param name="host">The host.</param>
    /// <param name="marked">Hears of each finding that was marked.</param>
    /// <remarks>
    /// A finding is marked where of each of its CVEs, in each piece of software that it names, the newest statement says so. What is stated to be
    /// affected on the same day counts more.
    /// </remarks>
    public ScannedHost Mark(ScannedHost host, Action<Finding> marked)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(marked);
        Finding[] findings = new Finding[host.Finding.Count];
        bool isChanged = false;
        for (int i = 0; i < findings.Length; i++)
        {
            findings[i] = Mark(host.Finding[i], host.OperatingSystem);
            if (ReferenceEquals(findings[i], host.Finding[i]))
                continue;

            isChanged = true;
            marked(findings[i]);
        }

        return !isChanged ? host : new ScannedHost
        {
            Identity = host.Identity, OperatingSystem = host.OperatingSystem, Finding = findings, Read = host.Read,
        };
    }

    private Finding Mark(Finding finding, string? operatingSystem)
    {
        if (finding.State is FindingState.Fixed or FindingState.Accepted || !finding.CveId.Any(_byCve.Contains))
            return finding;

        var reasons = new List<VexStatement>();
        foreach (string cve in finding.CveId)
        {
            foreach (InstalledSoftware software in finding.Software)
            {
                if (Newest(cve, software, operatingSystem) is { State: FindingState.Fixed or FindingState.Accepted } statement)
                    reasons.Add(statement);
            }
        }

        if (reasons.Count == 0 || reasons.Count < finding.CveId.Length * finding.Software.Length)
        {
            Unmarked++;
            return finding;
        }

        return finding with
        {
            State = reasons.TrueForAll(statement => statement.State == FindingState.Fixed) ? FindingState.Fixed : FindingState.Accepted,
            StateReason = string.Join("; ", reasons.Select(statement => statement.Reason).Distinct(StringComparer.Ordinal)),
        };
    }

    private VexStatement? Newest(string cve, InstalledSoftware software, string? operatingSystem) =>
        _byCve[cve]
            .Where(statement => Array.Exists(statement.Product, product => VexScope.Covers(product, software, operatingSystem)))
            .OrderByDescending(statement => statement.Stated ?? DateTimeOffset.MinValue)
            .ThenByDescending(statement => statement.State == FindingState.Open)
            .ThenByDescending(statement => statement.State == FindingState.Accepted)
            .ThenBy(statement => statement.Document, StringComparer.Ordinal)
            .FirstOrDefault();
}
