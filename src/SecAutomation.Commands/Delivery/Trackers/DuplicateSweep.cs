using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Delivery;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>Merges tickets that carry one key, as the tracker can.</summary>
internal static class DuplicateSweep
{
    /// <summary>Merges them; one that cannot be merged is a warning, and the others go on.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="found">Tickets.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The pairs that were merged: the ticket that lost, and the one that stays.</returns>
    public static async Task<IReadOnlyList<(TrackerTicket Loser, TrackerTicket Winner)>> MergeAsync(
        ITicketTracker tracker, IReadOnlyList<TrackerTicket> found, IPipelineWriter writer, CancellationToken token)
    {
        List<(TrackerTicket, TrackerTicket)> merged = [];
        foreach ((TrackerTicket winner, IReadOnlyList<TrackerTicket> losers) in TwinTickets.Sweep(await WithTouchAsync(tracker, found, token).ConfigureAwait(false)))
        {
            foreach (TrackerTicket loser in losers)
            {
                try
                {
                    await tracker.MarkDuplicateAsync(loser.Id, winner.Id, token).ConfigureAwait(false);
                    merged.Add((loser, winner));
                    writer.Warning($"The tickets {winner.Number} and {loser.Number} were one and the same; {loser.Number} was merged into {winner.Number} or closed as its duplicate.");
                }
                catch (FailureException failure)
                {
                    writer.Warning($"The tickets {winner.Number} and {loser.Number} are one and the same. {failure.Message}");
                }
            }
        }

        return merged;
    }

    // Lists do not say whether people were there; only of twins is it worth asking.
    private static async Task<IReadOnlyList<TrackerTicket>> WithTouchAsync(ITicketTracker tracker, IReadOnlyList<TrackerTicket> found, CancellationToken token)
    {
        HashSet<string> twins = new(TwinTickets.Sweep(found).SelectMany(pair => pair.Loser.Append(pair.Winner)).Select(ticket => ticket.Id), StringComparer.Ordinal);
        if (twins.Count == 0)
            return found;

        IReadOnlyList<TrackerTicket> read = await tracker.FindAsync(new TrackerQuery { Id = [.. twins] }, token).ConfigureAwait(false);
        return [.. read, .. found.Where(ticket => !twins.Contains(ticket.Id))];
    }
}
