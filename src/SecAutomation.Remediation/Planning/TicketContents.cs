using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Planning;

/// <summary>Takes work out of the content of a ticket, and puts it back in.</summary>
internal static class TicketContents
{
    /// <summary>The ticket with exactly these units; what the scan knows of those that its content does not hold any more is put back.</summary>
    public static TicketDraft Keep(TicketDraft draft, IReadOnlySet<WorkUnit> units, ScannedMachines scan, StoredTicket ticket)
    {
        List<TicketHost> hosts = [];
        foreach (IGrouping<string, WorkUnit> host in units.GroupBy(unit => unit.Host, StringComparer.Ordinal).OrderBy(host => host.Key, StringComparer.Ordinal))
        {
            HashSet<string> work = new(host.Select(unit => unit.Work), StringComparer.Ordinal);
            TicketHost? known = Array.Find(draft.Content.Host, one => Coverage.CanonicalName(one) == host.Key);
            TicketHost? kept = known is null ? null : Only(known, work);
            HashSet<string> missing = [.. work.Except((kept?.Finding ?? []).SelectMany(FindingWork.Of), StringComparer.Ordinal)];
            if (missing.Count > 0 && scan.Find(ticket, host.Key) is { } scanned)
            {
                TicketHost more = scanned.Only(missing) with { CanonicalName = host.Key };
                kept = kept is null ? more : TicketHosts.Merge(kept, more);
            }

            if (kept is not null)
            {
                hosts.Add(kept with { CanonicalName = host.Key });
            }
        }

        return draft with
        {
            Unit = [.. units.OrderBy(unit => unit.Host, StringComparer.Ordinal).ThenBy(unit => unit.Work, StringComparer.Ordinal)],
            Content = draft.Content with
            {
                Host = [.. hosts],
                Fixed = [.. draft.Content.Fixed.Where(work => !units.Contains(new WorkUnit(work.Host, work.Work)))],
                Unseen = [.. draft.Content.Unseen.Where(name => hosts.Exists(host => host.CanonicalName == name))],
            },
        };
    }

    /// <summary>The host with the findings of this work alone.</summary>
    private static TicketHost Only(TicketHost host, HashSet<string> work)
    {
        Finding[] findings = [.. host.Finding.Select(finding => FindingWork.Narrow(finding, work)).OfType<Finding>()];
        return host with { Finding = findings, AffectedSoftware = AffectedSoftware.Find(host.AffectedSoftware, findings) };
    }
}
