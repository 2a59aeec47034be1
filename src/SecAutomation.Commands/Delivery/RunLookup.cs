using SecAutomation.Commands.Connections;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery;

/// <summary>Finds runs in a ledger.</summary>
internal static class RunLookup
{
    /// <summary>How the names of local stores begin.</summary>
    public const string LocalInstance = "local-";

    /// <summary>Finds a run and what it did.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.RunNotFound"/>.</exception>
    public static async Task<(RemediationRun Run, IReadOnlyList<LedgerEntry> Entry)> FindAsync(
        LedgerPlace place, string id, TimeProvider time, CancellationToken token)
    {
        if (!place.MayExist)
            throw NotFound(id, place.Location);

        TicketLedger ledger = await place.OpenAsync(time, token).ConfigureAwait(false);
        await using (ledger.ConfigureAwait(false))
        {
            IReadOnlyList<RemediationRun> found = await ledger.FindRunsAsync([id], withEntries: false, token).ConfigureAwait(false);
            return found.Count == 0 ? throw NotFound(id, place.Location) : (found[0], await ledger.ReadEntriesAsync(id, token).ConfigureAwait(false));
        }
    }

    /// <summary>The failure for a run that is not there.</summary>
    public static FailureException NotFound(string id, string file) =>
        new(FailureId.RunNotFound, $"The ledger {file} has no run '{id}'.", "Get-RemediationRun with the same -Ledger or -StorePath lists the runs.", id);
}
