using SecAutomation.Remediation.Grouping;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Remediation.Planning;

/// <summary>Writes the draft of one ticket: a new one, or one that is there and gets more work.</summary>
internal sealed class TicketComposer(IReadOnlyList<StoredTicket> existing, Coverage coverage, PlanOptions options)
{
    private readonly ILookup<(string Kind, string Value), StoredTicket> _byGroup = existing.ToLookup(
        ticket => (ticket.Draft.Content.GroupKind, ticket.Draft.Content.GroupValue));

    private readonly HashSet<string> _keys = existing.Select(ticket => ticket.Draft.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Plans the ticket of a group.</summary>
    public PlannedTicket Compose(TicketGroup group, List<Addition> additions)
    {
        StoredTicket[] same = [.. Coverage.Ordered(SameGroup(group, additions))];
        StoredTicket? open = same.FirstOrDefault(ticket => Coverage.IsOpen(ticket) && (!WorkGroups.IsOfTeam(group) || !WasMoved(ticket)));
        TicketRoute? route = group == WorkGroups.OfUnidentified ? null : options.Routes.Find(additions[0].Host.Facts, additions[0].Host.Tags);
        TicketHost[] hosts = Gather(open, additions);
        WorkUnit[] units =
        [
            .. (open?.Draft.Unit ?? [])
                .Concat(hosts.SelectMany(host => host.Finding.SelectMany(FindingWork.Of).Select(work => new WorkUnit(host.CanonicalName, work))))
                .Distinct()
                .OrderBy(unit => unit.Host, StringComparer.Ordinal)
                .ThenBy(unit => unit.Work, StringComparer.Ordinal),
        ];
        Risk[] risks =
        [
            .. additions.SelectMany(addition => addition.Host.FindingsOf(addition.Work)
                .Select(finding => Risk.Of(finding, addition.Host.IsExploitedBy(finding), addition.Host.FirstSeen, addition.Host.DecisionOf(finding)))),
        ];
        RemediationPriority priority = options.Priority ?? risks.Max(risk => risk.Priority);
        DueDate due = Due(open, risks);
        string added = Tally.Describe(
            [.. additions.SelectMany(addition => addition.Work.Select(work => new WorkUnit(addition.Host.Facts.CanonicalName, work)))],
            [.. additions.Select(addition => addition.Host.Facts.CanonicalName)]);

        TicketDraft draft = new()
        {
            Priority = open is null || priority > open.Draft.Priority ? priority : open.Draft.Priority,
            DueDate = due.Date,
            Content = new TicketContent
            {
                GroupKind = group.Kind,
                GroupValue = open?.Draft.Content.GroupValue ?? group.Value,
                Host = hosts,
                Route = open is null ? route?.Team : open.Draft.Content.Route,
            },
            Unit = units,
            Alias = [.. (open?.Draft.Alias ?? []).Concat(hosts.SelectMany(host => host.Alias)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
        string reason;
        if (open is not null)
        {
            draft = draft with { Key = open.Draft.Key, Episode = open.Draft.Episode, Team = open.Draft.Team };
            reason = $"Added {added}.";
        }
        else
        {
            int episode = same.Select(ticket => ticket.Draft.Episode).DefaultIfEmpty(0).Max() + 1;
            string key;
            while (_keys.Contains(key = TicketKey.Mint(options.Instance, group, episode)))
            {
                episode++;
            }

            string team = group == WorkGroups.OfUnidentified ? options.UnmatchedTeam ?? options.Team : route?.Team ?? options.Team;
            draft = draft with { Key = key, Episode = episode, Team = team };
            reason = same.LastOrDefault() is { } last
                ? $"No open ticket covers {added}; {last.Number} was closed ({last.Resolution})."
                : $"No open ticket covers {added}.";
            if (route is not null)
                reason += $" {route.Team} answers for it by {route.Place}.";
        }

        draft = draft with { Title = TicketTitle.Of(draft) };
        draft = draft with { Text = options.Template.Render(draft, due.Reason, options.Today, out bool isShortened), IsShortened = isShortened };
        return new PlannedTicket(open is null ? TicketAction.Created : TicketAction.Updated, reason, draft, open);
    }

    /// <summary>Whether a person gave the ticket to another team than the run did.</summary>
    public static bool WasMoved(StoredTicket ticket) => ticket.Written is { Team: { } given } && given != ticket.Draft.Team;

    // A host keeps its ticket under whatever name it comes; the other groups are told by their value.
    private IEnumerable<StoredTicket> SameGroup(TicketGroup group, List<Addition> additions) =>
        group.Kind == WorkGroups.Host
            ? coverage.HostTickets(additions[0].Host.Machine)
                .Union(_byGroup[(group.Kind, group.Value)].Where(ticket => !Coverage.IsOpen(ticket)))
            : _byGroup[(group.Kind, group.Value)];

    private TicketHost[] Gather(StoredTicket? open, List<Addition> additions)
    {
        List<TicketHost> hosts = [];
        Dictionary<int, int> place = [];
        foreach (TicketHost host in open?.Draft.Content.Host ?? [])
        {
            string name = Coverage.CanonicalName(host);
            if (coverage.Machine(open!, name) is { } machine)
            {
                place.TryAdd(machine, hosts.Count);
            }

            hosts.Add(host with { CanonicalName = name });
        }

        foreach (Addition addition in additions)
        {
            TicketHost more = addition.Host.Only(addition.Work);
            if (place.TryGetValue(addition.Host.Machine, out int known))
            {
                hosts[known] = TicketHosts.Merge(hosts[known], more);
            }
            else
            {
                hosts.Add(more);
            }
        }

        return [.. hosts.OrderBy(host => host.CanonicalName, StringComparer.Ordinal)];
    }

    private DueDate Due(StoredTicket? open, IEnumerable<Risk> risks)
    {
        DueDate due = options.DueDate is { } asked
            ? new DueDate(asked, "given by whoever ran this (-DueDate).")
            : options.DueDates.Reckon(risks, options.Today);
        return open?.Draft.DueDate is { } kept && (due.Date is null || kept <= due.Date)
            ? new DueDate(kept, "set when the ticket was created; what was added since does not ask for an earlier day.")
            : due;
    }
}
