using SecAutomation.Remediation.Planning;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>What a run did, taken back where nobody has touched it since: what Undo-RemediationRun wants.</summary>
/// <param name="run">The run.</param>
/// <param name="entries">What it did.</param>
internal sealed class UndoPlanning(RemediationRun run, IReadOnlyList<LedgerEntry> entries) : ITicketPlanning
{
    /// <inheritdoc/>
    public RunKind Kind => RunKind.Undo;

    /// <inheritdoc/>
    public TicketScope Scope { get; } = new([], []);

    /// <inheritdoc/>
    public bool NeedsAllOpen => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Id { get; } = [.. Changes(entries).Select(entry => entry.After!.Id).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public RemediationRun Describe(RemediationRun undo) => undo with { Read = entries.Count };

    /// <inheritdoc/>
    public RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing)
    {
        Dictionary<string, StoredTicket> byId = existing.ToDictionary(ticket => ticket.Id, StringComparer.Ordinal);
        return new RunPlan([.. Changes(entries).Reverse().Select(entry => Plan(entry, byId.GetValueOrDefault(entry.After!.Id)))], []);
    }

    private static IEnumerable<LedgerEntry> Changes(IReadOnlyList<LedgerEntry> entries) => entries.Where(entry => entry.After is not null);

    private PlannedTicket Plan(LedgerEntry entry, StoredTicket? now)
    {
        StoredTicket after = entry.After!;
        if (now is null)
            return Leave(after, "It is not there any more.", null);

        if (entry.Entry.Action == TicketAction.Adopted)
            return Leave(now.Draft, $"The run {run.Id} found it and did not make it.", now);

        if (Touched(now, after) is { } why)
            return Leave(now.Draft, why, now);

        if (entry.Before is not { } before)
        {
            string reason = $"Made by the run {run.Id}, which was taken back.";
            return new PlannedTicket(TicketAction.Closed, reason, now.Draft, now) { State = TicketState.Closed, Resolution = TicketResolution.Other, Comment = reason };
        }

        string words = $"Put back to what it was before the run {run.Id}, which was taken back.";
        return (before.State, now.State) switch
        {
            (TicketState.Closed, not TicketState.Closed) => new PlannedTicket(TicketAction.Closed, words, before.Draft, now) { State = TicketState.Closed, Resolution = before.Resolution, Comment = words },
            (not TicketState.Closed, TicketState.Closed) => new PlannedTicket(TicketAction.Reopened, words, before.Draft, now) { State = before.State, Comment = words },
            _ => new PlannedTicket(TicketAction.Updated, words, before.Draft, now) { State = before.State == now.State ? null : before.State, Comment = words },
        };
    }

    private static string? Touched(StoredTicket now, StoredTicket after)
    {
        if (now.IsTouched == true)
            return "Somebody worked on it since.";

        if (now.State != after.State)
            return $"It is {now.State} now, and the run left it {after.State}.";

        return after.Written is null
            ? TicketPrint.Of(now) == TicketPrint.Of(after) ? null : "It was changed since."
            : now.Draft.Priority != (after.Written.Priority ?? now.Draft.Priority) || now.Draft.DueDate != after.Written.DueDate
                || now.Draft.Title != after.Written.Title || !now.Draft.Unit.ToHashSet().SetEquals(after.Draft.Unit)
                ? "It was changed since."
                : null;
    }

    private static PlannedTicket Leave(TicketDraft draft, string reason, StoredTicket? now) => new(TicketAction.Skipped, $"Left alone. {reason}", draft, now);

    private static PlannedTicket Leave(StoredTicket after, string reason, StoredTicket? now) => Leave(after.Draft, reason, now);
}
