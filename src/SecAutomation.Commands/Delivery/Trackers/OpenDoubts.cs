using SecAutomation.Remediation.Delivery;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>Requests of earlier runs of which nobody knows whether they made a ticket. Until that is known, nobody else may make one for their work.</summary>
/// <param name="tracker">The tracker.</param>
/// <param name="ledger">Where they were written down before they left.</param>
/// <param name="time">The clock.</param>
internal sealed class OpenDoubts(ITicketTracker tracker, TicketLedger ledger, TimeProvider time)
{
    private const int Most = 10_000;

    /// <summary>Settles those that nobody looks after: a doubt whose ticket is there is none; one that is older than the tracker needs, and has none, is none either.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="tickets">Every ticket of the tracker by its key; null to look for those of the doubts.</param>
    /// <param name="told">Hears what each came to.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>How many were settled.</returns>
    public async Task<int> SettleAsync(string owner, IReadOnlyDictionary<string, StoredTicket>? tickets, Action<string> told, CancellationToken token)
    {
        IReadOnlyList<(string Key, DateTimeOffset SentAt)> doubts = await ledger.TakeAbandonedAsync(tracker.Instance, owner, Most, token).ConfigureAwait(false);
        HashSet<string> left = [.. doubts.Select(doubt => doubt.Key)];
        try
        {
            DateTimeOffset askedAt = time.GetUtcNow();
            if (doubts.Count > 0)
                tickets ??= await FindAsync(doubts, token).ConfigureAwait(false);
            foreach ((string key, DateTimeOffset sentAt) in doubts)
            {
                bool isThere = tickets!.TryGetValue(key, out StoredTicket? ticket);
                if (!isThere && askedAt <= sentAt + tracker.Abilities.SettleTime)
                    continue;

                await ledger.SettleAsync(tracker.Instance, key, owner, ticket, token).ConfigureAwait(false);
                left.Remove(key);
                told(isThere ? $"The request for {ticket!.Number} had been heard." : $"The request for {key} made no ticket.");
            }
        }
        finally
        {
            foreach (string key in left)
                await ledger.ReleaseAsync(tracker.Instance, key, owner, CancellationToken.None).ConfigureAwait(false);
        }

        return doubts.Count - left.Count;
    }

    private async Task<IReadOnlyDictionary<string, StoredTicket>> FindAsync(IReadOnlyList<(string Key, DateTimeOffset SentAt)> doubts, CancellationToken token)
    {
        string[] keys = [.. doubts.Select(doubt => doubt.Key)];
        IReadOnlyList<TrackerTicket> found = await tracker.FindAsync(new TrackerQuery { Key = keys, SentAt = doubts.Min(doubt => doubt.SentAt) }, token).ConfigureAwait(false);
        IReadOnlyDictionary<string, StoredTicket> known = await ledger.FindTicketsAsync(tracker.Instance, keys, [], withOpen: false, token).ConfigureAwait(false);
        return keys
            .Select(key => TwinTickets.Of(found, key) is [{ } first, ..] ? TrackedTickets.Join(first, known.GetValueOrDefault(key)) : null)
            .OfType<StoredTicket>()
            .ToDictionary(ticket => ticket.Draft.Key, StringComparer.Ordinal);
    }
}
