namespace SecAutomation.Storage.Ledger;

/// <summary>One entry of a run with what is needed to take it back.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Before">The ticket before; null where it did not exist, or nothing was changed.</param>
/// <param name="After">The ticket afterwards; null where nothing was changed.</param>
public sealed record LedgerEntry(RunEntry Entry, StoredTicket? Before = null, StoredTicket? After = null);
