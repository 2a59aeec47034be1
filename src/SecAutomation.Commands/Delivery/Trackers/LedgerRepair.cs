using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>Rebuilds the ledger of a tracker from its tickets, settles what was left in doubt, and merges duplicates.</summary>
/// <param name="time">The clock.</param>
internal sealed class LedgerRepair(TimeProvider time)
{
    /// <summary>Repairs.</summary>
    /// <param name="use">The tracker and its ledger.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops it.</param>
    public async Task<int> MakeAsync(TrackerUse use, IPipelineWriter writer, CancellationToken token)
    {
        (ITicketTracker tracker, TicketLedger ledger) = (use.Tracker, use.Ledger);
        await tracker.PrepareAsync([], token).ConfigureAwait(false);
        IReadOnlyList<TrackerTicket> found = await tracker.FindAsync(new TrackerQuery { MarkedSince = DateTimeOffset.UnixEpoch }, token).ConfigureAwait(false);
        string question = $"{found.Count} tickets of {tracker.Name} in {ledger.Location}";
        if (await writer.ShouldProcessAsync(question, "Rebuild the ledger and merge duplicates").ConfigureAwait(false) != ChangeAnswer.Yes)
            return 0;

        RunJournal journal = await RunJournal.BeginAsync(
            ledger, new RemediationRun { Kind = RunKind.Repair, Connection = tracker.Name, Instance = tracker.Instance, Read = found.Count }, time, token).ConfigureAwait(false);
        try
        {
            IReadOnlyList<(TrackerTicket Loser, TrackerTicket Winner)> merged = await DuplicateSweep.MergeAsync(tracker, found, writer, token).ConfigureAwait(false);
            HashSet<string> gone = new(merged.Select(pair => pair.Loser.Id), StringComparer.Ordinal);
            IReadOnlyDictionary<string, StoredTicket> known = await ledger.FindTicketsAsync(
                tracker.Instance, [.. found.Select(TwinTickets.KeyOf).Where(key => key.Length > 0)], [], withOpen: false, token).ConfigureAwait(false);
            StoredTicket[] tickets =
            [
                .. found.Where(ticket => !gone.Contains(ticket.Id))
                    .GroupBy(TwinTickets.KeyOf, StringComparer.Ordinal)
                    .Select(key => TwinTickets.Of(key, key.Key) is [{ } first, ..] ? TrackedTickets.Join(first, known.GetValueOrDefault(key.Key)) : null)
                    .OfType<StoredTicket>(),
            ];
            await ledger.RebuildAsync(tracker.Instance, tickets, token).ConfigureAwait(false);
            int settled = await new OpenDoubts(tracker, ledger, time)
                .SettleAsync(RunOwner.Of(journal.Id), tickets.ToDictionary(ticket => ticket.Draft.Key, StringComparer.Ordinal), writer.Verbose, token).ConfigureAwait(false);
            await journal.RecordAsync([.. merged.Select(pair => Entry(pair, tracker.Name))]).ConfigureAwait(false);
            await journal.EndAsync().ConfigureAwait(false);
            writer.Verbose($"{tickets.Length} tickets are in the ledger, {merged.Count} duplicates were merged, {settled} doubts were settled.");
            writer.Output((await ledger.FindRunsAsync([journal.Id], withEntries: true, token).ConfigureAwait(false))[0]);
            return tickets.Length;
        }
        catch (Exception exception) when (exception is FailureException or OperationCanceledException)
        {
            await journal.EndAsync(exception).ConfigureAwait(false);
            throw;
        }
    }

    private static (RemediationTicket, StoredTicket?, StoredTicket?) Entry((TrackerTicket Loser, TrackerTicket Winner) pair, string place) => (
        new RemediationTicket
        {
            Action = TicketAction.Closed, Reason = $"It was the same as {pair.Winner.Number}.", Id = pair.Loser.Id, Number = pair.Loser.Number,
            Title = pair.Loser.Title, Key = TwinTickets.KeyOf(pair.Loser), Connection = place,
        },
        null,
        null);
}
