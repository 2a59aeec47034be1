using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Planning;

/// <summary>Which existing tickets a plan has to know, open and closed: those that hold one of the hosts, and those of one of the groups.</summary>
/// <param name="Alias">The names of the hosts, lower-case and sorted.</param>
/// <param name="Group">The groups that the work may fall into.</param>
public sealed record TicketScope(IReadOnlyCollection<string> Alias, IReadOnlyCollection<TicketGroup> Group)
{
    /// <summary>The scope of a run, before any ticket is known.</summary>
    /// <param name="hosts">The hosts of the run.</param>
    /// <param name="grouping">How the run groups.</param>
    /// <param name="teams">The teams that routes may name.</param>
    /// <returns>The scope.</returns>
    public static TicketScope Of(IReadOnlyList<AssetDetail> hosts, RemediationGrouping grouping, IReadOnlyList<string>? teams = null)
    {
        HashSet<string> alias = new(StringComparer.Ordinal);
        HashSet<TicketGroup> group = [WorkGroups.OfUnidentified];
        foreach (AssetDetail host in hosts)
        {
            HostNames names = HostNames.Of(host);
            alias.UnionWith(names.Alias);
            group.UnionWith(WorkGroups.Possible(host, names.Canonical, grouping));
        }

        if (teams is { Count: > 0 } && grouping != RemediationGrouping.Host)
            group.UnionWith([.. group.SelectMany(one => teams.Select(team => WorkGroups.OfTeam(one, team)))]);

        return new TicketScope([.. alias.Order(StringComparer.Ordinal)], group);
    }

    /// <summary>The scope with the other names that tickets know for its hosts.</summary>
    /// <param name="found">The tickets found so far.</param>
    /// <returns>A wider scope, or this one where the tickets tell no other name.</returns>
    public TicketScope Widen(IReadOnlyList<StoredTicket> found)
    {
        HashSet<string> alias = new(Alias, StringComparer.Ordinal);
        string[][] known = [.. found.SelectMany(ticket => ticket.Draft.Content.Host).Select(host => HostNames.Of(host).Alias)];
        int before;
        do
        {
            before = alias.Count;
            foreach (string[] names in known)
            {
                if (names.Any(alias.Contains))
                {
                    alias.UnionWith(names);
                }
            }
        }
        while (alias.Count > before);
        return alias.Count == Alias.Count ? this : this with { Alias = [.. alias.Order(StringComparer.Ordinal)] };
    }

    /// <summary>Finds every ticket that a plan has to know: asks again as long as the tickets tell further names of the hosts.</summary>
    /// <param name="find">Looks for the tickets of a scope: in a store, or in a tracker.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The tickets for <see cref="TicketPlanner.Plan"/>.</returns>
    public async Task<IReadOnlyList<StoredTicket>> FindAsync(
        Func<TicketScope, CancellationToken, Task<IReadOnlyList<StoredTicket>>> find, CancellationToken cancellationToken)
    {
        TicketScope scope = this;
        while (true)
        {
            IReadOnlyList<StoredTicket> found = await find(scope, cancellationToken).ConfigureAwait(false);
            TicketScope wider = scope.Widen(found);
            if (ReferenceEquals(wider, scope))
            {
                return found;
            }

            scope = wider;
        }
    }
}
