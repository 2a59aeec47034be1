using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery;

/// <summary>Finds the tickets of a tracker that a plan has to know.</summary>
/// <param name="tracker">The tracker.</param>
/// <param name="ledger">What is remembered of its tickets.</param>
internal sealed class TrackerShelf(ITicketTracker tracker, TicketLedger ledger)
{
    /// <summary>Finds them, and lets the ledger know how they are now.</summary>
    /// <param name="scope">Names and groups.</param>
    /// <param name="needsAllOpen">Whether every open ticket is needed besides.</param>
    /// <param name="isKept">Whether the ledger is written: not where a run only tells what it would do.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The tickets, open and closed.</returns>
    public async Task<IReadOnlyList<StoredTicket>> FindAsync(TicketScope scope, bool needsAllOpen, bool isKept, CancellationToken token)
    {
        Dictionary<string, StoredTicket> found = new(StringComparer.Ordinal);
        IReadOnlyList<StoredTicket> scoped = await scope.FindAsync(
            async (wanted, stop) =>
            {
                IReadOnlyDictionary<string, StoredTicket> known = await ledger.FindTicketsAsync(tracker.Instance, [], wanted.Alias, needsAllOpen, stop).ConfigureAwait(false);

                // A group that is no host's, such as one for everything, has no name to look for: then all of ours are listed.
                bool isListed = needsAllOpen || wanted.Group.Any(group => group.Kind is "all" or "owner" or "unidentified");
                TrackerQuery query = isListed
                    ? new TrackerQuery { MarkedSince = DateTimeOffset.UnixEpoch }
                    : new TrackerQuery { Alias = wanted.Alias, Id = [] };
                IReadOnlyList<TrackerTicket> read = await tracker.FindAsync(query, stop).ConfigureAwait(false);

                // A search may not show yet what the ledger knows by its id.
                HashSet<string> shown = new(read.Select(ticket => ticket.Id), StringComparer.Ordinal);
                string[] hidden = [.. known.Values.Where(ticket => ticket.State != TicketState.Closed && !shown.Contains(ticket.Id)).Select(ticket => ticket.Id)];
                if (hidden.Length > 0)
                    read = [.. read, .. await tracker.FindAsync(new TrackerQuery { Id = hidden }, stop).ConfigureAwait(false)];

                foreach (TrackerTicket ticket in WithoutDuplicates(read))
                {
                    string key = TwinTickets.KeyOf(ticket);
                    if (TrackedTickets.Join(ticket, known.GetValueOrDefault(key)) is { } joined)
                        found[ticket.Id] = joined;
                }

                return [.. found.Values];
            },
            token).ConfigureAwait(false);
        StoredTicket[] all = [.. scoped.UnionBy(found.Values, ticket => ticket.Id, StringComparer.Ordinal)];
        if (isKept)
            await ledger.WriteAsync(tracker.Instance, [.. all.GroupBy(ticket => ticket.Draft.Key, StringComparer.Ordinal).Select(twins => twins.First())], token).ConfigureAwait(false);

        return all;
    }

    private static IEnumerable<TrackerTicket> WithoutDuplicates(IEnumerable<TrackerTicket> tickets) =>
        tickets.Where(ticket => ticket is not { State: TicketState.Closed, Resolution: TicketResolution.Duplicate });
}
