using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Grouping;

/// <summary>Sorts the work of a host into groups: each unit into exactly one.</summary>
internal static class WorkGroups
{
    public const string Host = "host", Cve = "cve", Fix = "fix", Owner = "owner", All = "all", Unidentified = "unidentified";

    /// <summary>The group that hosts come into that no inventory identified.</summary>
    public static TicketGroup OfUnidentified { get; } = new(Unidentified, "");

    // It stands in no name, no CVE and no text of a fix.
    private const char BeforeTeam = '\u001F';

    /// <summary>The group of one unit.</summary>
    /// <param name="host">The host.</param>
    /// <param name="work">The unit.</param>
    /// <param name="grouping">How the run groups.</param>
    /// <param name="team">The team that a route names for the host: hosts of several teams never share a ticket. Null where none does.</param>
    public static TicketGroup Of(WantedHost host, string work, RemediationGrouping grouping, string? team = null) =>
        OfTeam(Of(host, work, grouping), team);

    /// <summary>The part of a group that belongs to a team. A host has one team, and its group no parts.</summary>
    public static TicketGroup OfTeam(TicketGroup group, string? team) => team is null || group.Kind is Host or Unidentified
        ? group
        : group with { Value = $"{Bare(group.Value)}{BeforeTeam}{team.ToLowerInvariant()}" };

    /// <summary>The value of a group without the team.</summary>
    public static string Bare(string value) => value.IndexOf(BeforeTeam, StringComparison.Ordinal) is >= 0 and var at ? value[..at] : value;

    /// <summary>Whether a group belongs to a team.</summary>
    public static bool IsOfTeam(TicketGroup group) => group.Value.Contains(BeforeTeam, StringComparison.Ordinal);

    private static TicketGroup Of(WantedHost host, string work, RemediationGrouping grouping)
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
