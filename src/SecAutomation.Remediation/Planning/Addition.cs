using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Planning;

/// <summary>Work on one machine that no open ticket covers.</summary>
/// <param name="Host">The machine.</param>
/// <param name="Work">The work.</param>
internal sealed record Addition(WantedHost Host, SortedSet<string> Work)
{
    /// <summary>Adds a unit to its group.</summary>
    public static void To(Dictionary<TicketGroup, List<Addition>> groups, TicketGroup group, WantedHost host, string work)
    {
        if (!groups.TryGetValue(group, out List<Addition>? additions))
        {
            groups[group] = additions = [];
        }

        // Hosts come one after the other, so that the last is the only one that can be this.
        if (additions.Count == 0 || additions[^1].Host.Machine != host.Machine)
        {
            additions.Add(new Addition(host, new SortedSet<string>(StringComparer.Ordinal)));
        }

        additions[^1].Work.Add(work);
    }
}
