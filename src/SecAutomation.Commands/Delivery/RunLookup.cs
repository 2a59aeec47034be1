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
        string file, string id, TimeProvider time, CancellationToken token)
    {
        if (!File.Exists(file))
            throw NotFound(id, file);

        TicketLedger ledger = await TicketLedger.OpenFileAsync(file, new LedgerOptions { Time = time }, token).ConfigureAwait(false);
        await using (ledger.ConfigureAwait(false))
        {
            IReadOnlyList<RemediationRun> found = await ledger.FindRunsAsync([id], withEntries: false, token).ConfigureAwait(false);
            return found.Count == 0 ? throw NotFound(id, file) : (found[0], await ledger.ReadEntriesAsync(id, token).ConfigureAwait(false));
        }
    }

    /// <summary>The failure for a run that is not there.</summary>
    public static FailureException NotFound(string id, string file) =>
        new(FailureId.RunNotFound, $"The ledger {file} has no run '{id}'.", "Get-RemediationRun with the same -StorePath lists the runs.", id);
}
