using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>Finds the tickets of a tracker that a plan has to know.</summary>
/// <param name="tracker">The tracker.</param>
/// <param name="ledger">What is remembered of its tickets.</param>
internal sealed class TrackerShelf(ITicketTracker tracker, TicketLedger ledger)
{
    /// <summary>Finds them.</summary>
    /// <param name="planning">What is wanted.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The tickets, open and closed.</returns>
    public async Task<IReadOnlyList<StoredTicket>> FindAsync(ITicketPlanning planning, CancellationToken token)
    {
        Dictionary<string, StoredTicket> found = new(StringComparer.Ordinal);
        bool needsAllOpen = planning.NeedsAllOpen;
        IReadOnlyList<StoredTicket> scoped = await planning.Scope.FindAsync(
            async (wanted, stop) =>
            {
                IReadOnlyDictionary<string, StoredTicket> known = await ledger
                    .FindTicketsAsync(tracker.Instance, [], wanted.Alias, needsAllOpen, stop).ConfigureAwait(false);

                // A group that is no host's, such as one for everything, has no name to look for: then all of ours are listed.
                bool isListed = needsAllOpen || wanted.Group.Any(group => group.Kind is "all" or "owner" or "unidentified");
                TrackerQuery query = isListed
                    ? new TrackerQuery { MarkedSince = DateTimeOffset.UnixEpoch }
                    : new TrackerQuery { Alias = wanted.Alias, Id = planning.Id };
                IReadOnlyList<TrackerTicket> read = await tracker.FindAsync(query, stop).ConfigureAwait(false);

                // A search may not show yet what the ledger knows by its id.
                HashSet<string> shown = new(read.Select(ticket => ticket.Id), StringComparer.Ordinal);
                string[] hidden = [.. known.Values.Where(ticket => ticket.State != TicketState.Closed && !shown.Contains(ticket.Id)).Select(ticket => ticket.Id)];
                if (hidden.Length > 0)
                    read = [.. read, .. await tracker.FindAsync(new TrackerQuery { Id = hidden }, stop).ConfigureAwait(false)];

                foreach (TrackerTicket ticket in WithoutDuplicates(read))
                {
                    string key = TwinTickets.KeyOf(ticket);
                    StoredTicket? memory = known.GetValueOrDefault(key) ?? await RememberAsync(key, stop).ConfigureAwait(false);
                    if (TrackedTickets.Join(ticket, memory) is { } joined)
                        found[ticket.Id] = joined;
                }

                return [.. found.Values];
            },
            token).ConfigureAwait(false);
        return [.. scoped.UnionBy(found.Values, ticket => ticket.Id, StringComparer.Ordinal)];
    }

    private async Task<StoredTicket?> RememberAsync(string key, CancellationToken token) => key.Length == 0
        ? null
        : (await ledger.FindTicketsAsync(tracker.Instance, [key], [], withOpen: false, token).ConfigureAwait(false)).GetValueOrDefault(key);

    private static IEnumerable<TrackerTicket> WithoutDuplicates(IEnumerable<TrackerTicket> tickets) =>
        tickets.Where(ticket => ticket is not { State: TicketState.Closed, Resolution: TicketResolution.Duplicate });
}
