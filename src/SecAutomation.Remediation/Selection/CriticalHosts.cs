namespace SecAutomation.Remediation.Selection;

/// <summary>Step 1 without its reading: the hosts with critical findings, one object a machine.</summary>
public static class CriticalHosts
{
    /// <summary>Joins the records that are of one machine and keeps the hosts with at least one finding that counts.</summary>
    /// <param name="hosts">The records of all reports, in any order.</param>
    /// <param name="rule">What counts.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The worst host first, then by name; the same whatever the order of <paramref name="hosts"/>.</returns>
    /// <remarks>
    /// Records are of one machine by the scanner's agent, the BIOS UUID, the full name, or the short name where neither a
    /// domain nor one of the stronger identifiers contradicts; by an IP address only where nothing else is known of both.
    /// Whether a CVE is known to be exploited is not known here.
    /// </remarks>
    public static IReadOnlyList<CriticalCveHost> Select(
        IEnumerable<ScannedHost> hosts, CriticalRule rule, CancellationToken cancellationToken = default)
    {
        ScannedHost[] records = [.. hosts];
        int[] groups = HostGrouping.Group(Array.ConvertAll(records, HostKeys.Of));
        cancellationToken.ThrowIfCancellationRequested();

        int[] order = [.. Enumerable.Range(0, records.Length)];
        Array.Sort((int[])groups.Clone(), order);
        var selection = new FindingSelection(rule);
        NamePattern[] patterns = [.. rule.ComputerName.Select(pattern => new NamePattern(pattern))];
        var selected = new List<CriticalCveHost>();
        var machine = new List<ScannedHost>();
        for (int i = 0; i < order.Length; i++)
        {
            machine.Add(records[order[i]]);
            if (i + 1 < order.Length && groups[order[i + 1]] == groups[order[i]])
                continue;

            cancellationToken.ThrowIfCancellationRequested();
            if (Find(machine, selection, patterns, rule.IncludeClean) is CriticalCveHost host)
                selected.Add(host);
            machine.Clear();
        }

        selected.Sort(WorstFirst.Compare);
        return selected;
    }

    private static CriticalCveHost? Find(List<ScannedHost> machine, FindingSelection selection, NamePattern[] patterns, bool includeClean)
    {
        Finding[] findings = [.. FindingFolding.Fold(machine).Where(selection.Wants)];
        if (findings.Length == 0 && !includeClean)
            return null;

        Array.Sort(findings, WorstFirst.Compare);
        CriticalCveHost host = HostJoining.Join(machine, findings);
        if (includeClean)
            host = host with { Evidence = HostEvidence.Of(machine) };
        return patterns.Length == 0 || Array.Exists(patterns, pattern => IsCalled(host, pattern)) ? host : null;
    }

    private static bool IsCalled(CriticalCveHost host, NamePattern pattern) =>
        pattern.Fits(host.ComputerName)
        || Array.Exists(host.IPAddress, pattern.Fits)
        || Array.Exists(host.Alias, alias => pattern.Fits(alias, HostName.Parse(alias)));
}
