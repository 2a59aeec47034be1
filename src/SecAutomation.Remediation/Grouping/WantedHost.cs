using SecAutomation.Remediation.Grouping.Fixes;

namespace SecAutomation.Remediation.Grouping;

/// <summary>One machine of a run and the work on it.</summary>
/// <param name="Machine">Which machine, by the register.</param>
/// <param name="Facts">What is known of it, with its open findings.</param>
/// <param name="IsIdentified">Whether the inventory knows it well enough for a ticket of its own.</param>
/// <param name="IsExploited">Whether it has a CVE that is known to be exploited.</param>
/// <param name="FirstSeen">When its findings were first seen, UTC.</param>
/// <param name="Source">The hosts of the run that turned out to be it.</param>
internal sealed record WantedHost(
    int Machine,
    TicketHost Facts,
    bool IsIdentified,
    bool IsExploited,
    DateTimeOffset? FirstSeen,
    IReadOnlyList<AssetDetail> Source)
{
    private Dictionary<string, (double Score, string Group)>? _fix;

    /// <summary>Its tags in the inventories.</summary>
    public IReadOnlyCollection<string> Tags =>
        [.. Source.SelectMany(host => host.Asset?.Tag ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The work, sorted.</summary>
    public IEnumerable<string> Work =>
        Facts.Finding.SelectMany(FindingWork.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The most urgent decision about the CVEs of a finding; null where no table was asked.</summary>
    public RemediationDecision? DecisionOf(Finding finding) =>
        FindingWork.MostUrgent(Source.SelectMany(host => host.CriticalCveHost?.Decision ?? []), finding);

    /// <summary>Whether a finding has a CVE that is known to be exploited. Where the host does not say which of its CVEs that are, it may be any.</summary>
    public bool IsExploitedBy(Finding finding) => Facts.KnownExploitedCve.Length == 0
        ? IsExploited
        : finding.CveId.Any(cve => Facts.KnownExploitedCve.Contains(cve, StringComparer.OrdinalIgnoreCase));

    /// <summary>What the fix of a unit is a fix of. Two detections of one CVE may name two fixes; the unit goes with the worst, and the ticket shows both.</summary>
    public string FixOf(string work) => (_fix ??= Fixes())[work].Group;

    /// <summary>The host with only those findings, and of these only those CVEs, that are wanted.</summary>
    public TicketHost Only(IReadOnlySet<string> work)
    {
        Finding[] findings = [.. FindingsOf(work)];
        HashSet<string> cves = new(findings.SelectMany(finding => finding.CveId), StringComparer.OrdinalIgnoreCase);
        return Facts with
        {
            Finding = findings,
            KnownExploitedCve = [.. Facts.KnownExploitedCve.Where(cves.Contains)],
            Decision = [.. Facts.Decision.Where(decision => cves.Contains(decision.CveId))],
            AffectedSoftware = AffectedSoftware.Find(Facts.AffectedSoftware, findings),
        };
    }

    /// <summary>Only those findings, and of these only those CVEs, that are wanted.</summary>
    public IEnumerable<Finding> FindingsOf(IReadOnlySet<string> work) => Facts.Finding.Select(finding => FindingWork.Narrow(finding, work)).OfType<Finding>();

    private Dictionary<string, (double Score, string Group)> Fixes()
    {
        Dictionary<string, (double Score, string Group)> fixes = new(StringComparer.Ordinal);
        foreach (Finding finding in Facts.Finding)
        {
            (double Score, string Group) fix = (finding.CvssScore ?? -1, Fix.Of(finding).Group);
            foreach (string work in FindingWork.Of(finding))
            {
                bool isWorse = !fixes.TryGetValue(work, out (double Score, string Group) known)
                    || fix.Score > known.Score
                    || (fix.Score.Equals(known.Score) && string.CompareOrdinal(fix.Group, known.Group) < 0);
                if (isWorse)
                {
                    fixes[work] = fix;
                }
            }
        }

        return fixes;
    }
}
