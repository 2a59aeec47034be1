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
    /// <summary>The work, sorted.</summary>
    public IEnumerable<string> Work =>
        Facts.Finding.SelectMany(FindingWork.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The most urgent decision about the CVEs of a finding; null where no table was asked.</summary>
    public RemediationDecision? DecisionOf(Finding finding) => Source
        .SelectMany(host => host.CriticalCveHost?.Decision ?? [])
        .Where(decision => finding.CveId.Contains(decision.CveId, StringComparer.OrdinalIgnoreCase))
        .OrderByDescending(decision => decision.Priority)
        .ThenBy(decision => decision.Days ?? int.MaxValue)
        .ThenBy(decision => decision.CveId, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The host with only those findings, and of these only those CVEs, that are wanted.</summary>
    public TicketHost Only(IReadOnlySet<string> work)
    {
        Finding[] findings = [.. Facts.Finding.Select(finding => FindingWork.Narrow(finding, work)).OfType<Finding>()];
        return Facts with { Finding = findings, AffectedSoftware = AffectedSoftware.Find(Facts.AffectedSoftware, findings) };
    }
}
