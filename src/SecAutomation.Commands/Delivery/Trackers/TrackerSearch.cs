using SecAutomation.Remediation.Delivery;
using SecAutomation.Storage;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>Finds tickets of a tracker that people ask for.</summary>
/// <param name="tracker">The tracker.</param>
/// <param name="ledger">What is remembered of its tickets.</param>
internal sealed class TrackerSearch(ITicketTracker tracker, TicketLedger ledger)
{
    /// <summary>Finds them. Whatever the tracker answers is compared again on our side.</summary>
    /// <param name="query">Which.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The tickets as they are, the oldest first; one that was closed as a duplicate, too. None of another maker.</returns>
    public async Task<IReadOnlyList<StoredTicket>> FindAsync(TicketQuery query, CancellationToken token)
    {
        Func<StoredTicket, bool> fits = query.Compile();
        IReadOnlyDictionary<string, StoredTicket> known = await ledger.FindTicketsAsync(tracker.Instance, [], [], withOpen: true, token).ConfigureAwait(false);
        IReadOnlyList<TrackerTicket> read = await tracker.FindAsync(Asked(query, [.. known.Values]), token).ConfigureAwait(false);
        if (query is { Id: null, Key: null, Number: null })
        {
            // A search may not show yet what the ledger knows by its id.
            HashSet<string> shown = new(read.Select(ticket => ticket.Id), StringComparer.Ordinal);
            string[] hidden = [.. known.Values.Where(ticket => fits(ticket) && !shown.Contains(ticket.Id)).Select(ticket => ticket.Id)];
            if (hidden.Length > 0)
                read = [.. read, .. await tracker.FindAsync(new TrackerQuery { Id = hidden }, token).ConfigureAwait(false)];
        }

        IReadOnlyDictionary<string, StoredTicket> remembered = await ledger
            .FindTicketsAsync(tracker.Instance, [.. read.Select(TwinTickets.KeyOf).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)], [], withOpen: false, token)
            .ConfigureAwait(false);
        return
        [
            .. read.DistinctBy(ticket => ticket.Id, StringComparer.Ordinal)
                .Select(ticket => Join(ticket, remembered.GetValueOrDefault(TwinTickets.KeyOf(ticket))))
                .OfType<StoredTicket>()
                .Where(fits)
                .OrderBy(ticket => ticket.CreatedAt).ThenBy(ticket => ticket.Id.Length).ThenBy(ticket => ticket.Id, StringComparer.Ordinal),
        ];
    }

    // Of a ticket whose words nobody remembers, its text in the tracker is the only one.
    private static StoredTicket? Join(TrackerTicket ticket, StoredTicket? memory) => TrackedTickets.Join(ticket, memory) is { } joined
        ? joined.Draft.Text.Length > 0 ? joined : joined with { Draft = joined.Draft with { Text = ticket.Body } }
        : null;

    private static TrackerQuery Asked(TicketQuery query, IReadOnlyList<StoredTicket> known)
    {
        if (query.Id is { } ids)
            return new TrackerQuery { Id = ids };

        if (query.Key is { } keys)
            return new TrackerQuery { Key = keys };

        // Trackers find ids and keys; a number that the ledger knows no id for needs the list of our tickets.
        if (query.Number is { } numbers)
        {
            Dictionary<string, string> idOf = known.DistinctBy(ticket => ticket.Number, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(ticket => ticket.Number, ticket => ticket.Id, StringComparer.OrdinalIgnoreCase);
            return numbers.All(idOf.ContainsKey)
                ? new TrackerQuery { Id = [.. numbers.Select(number => idOf[number])] }
                : new TrackerQuery { MarkedSince = DateTimeOffset.UnixEpoch };
        }

        return query.ComputerName is { } names && !names.Any(name => name.AsSpan().ContainsAny('*', '?', '[') || name.Contains('`', StringComparison.Ordinal))
            ? new TrackerQuery { Alias = [.. names.Select(name => name.ToLowerInvariant())] }
            : new TrackerQuery { MarkedSince = DateTimeOffset.UnixEpoch };
    }
}
