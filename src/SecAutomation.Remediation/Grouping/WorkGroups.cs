using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Grouping;

/// <summary>Sorts the work of a host into groups: each unit into exactly one.</summary>
internal static class WorkGroups
{
    public const string Host = "host", Cve = "cve", Fix = "fix", Owner = "owner", All = "all", Unidentified = "unidentified";

    /// <summary>The group that hosts come into that no inventory identified.</summary>
    public static TicketGroup OfUnidentified { get; } = new(Unidentified, "");

    /// <summary>The group of one unit.</summary>
    public static TicketGroup Of(WantedHost host, string work, RemediationGrouping grouping)
    {
        if (!host.IsIdentified)
        {
            return OfUnidentified;
        }

        return grouping switch
        {
            RemediationGrouping.Cve => new TicketGroup(Cve, work),
            RemediationGrouping.Fix => new TicketGroup(Fix, host.FixOf(work)),
            RemediationGrouping.Owner => new TicketGroup(Owner, CanonicalOwner(host.Facts.Owner)),
            RemediationGrouping.All => new TicketGroup(All, ""),
            _ => new TicketGroup(Host, host.Facts.CanonicalName),
        };
    }

    /// <summary>Every group that some work of a host may come into, whatever else is learnt of the host.</summary>
    public static IEnumerable<TicketGroup> Possible(AssetDetail host, string canonicalName, RemediationGrouping grouping)
    {
        IEnumerable<Finding> findings = host.CriticalCveHost?.Finding ?? [];
        return grouping switch
        {
            RemediationGrouping.Cve => findings.SelectMany(FindingWork.Of).Select(work => new TicketGroup(Cve, work)),
            RemediationGrouping.Fix => findings.Select(finding => new TicketGroup(Fix, Fixes.Fix.Of(finding).Group)),
            RemediationGrouping.Owner => [new TicketGroup(Owner, CanonicalOwner(host.Owner)), new TicketGroup(Owner, "")],
            RemediationGrouping.All => [new TicketGroup(All, "")],
            _ => [new TicketGroup(Host, canonicalName)],
        };
    }

    private static string CanonicalOwner(string? owner) => MarkdownText.OneLine(owner).ToLowerInvariant();
}
