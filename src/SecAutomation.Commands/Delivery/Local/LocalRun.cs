using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Local;

/// <summary>One run over the local store: plan, ask, and write all tickets in one transaction.</summary>
/// <param name="planning">What the run wants.</param>
/// <param name="limits">How much it may change.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalRun(ITicketPlanning planning, RunLimits limits, TimeProvider time)
{
    private const int ShownEvery = 25;

    /// <summary>Makes the tickets.</summary>
    /// <param name="store">The store.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops before the tickets take effect; then none does.</param>
    /// <returns>How many tickets were changed.</returns>
    /// <exception cref="FailureException">The plan changes more than is allowed; nothing was written.</exception>
    public async Task<int> MakeAsync(TicketStore store, IPipelineWriter writer, CancellationToken token)
    {
        limits.CheckPlace(RunLimits.LocalStore);
        IReadOnlyList<StoredTicket> existing = await LocalShelf.FindAsync(planning, store.FindAsync, token).ConfigureAwait(false);
        await RememberAsync(planning, store, time, token).ConfigureAwait(false);
        RunPlan plan = planning.Plan(store.Instance, existing);
        var questions = new RunQuestions(plan, limits, store.Path, writer);
        await questions.AskAsync().ConfigureAwait(false);
        if (!questions.IsAnyWanted)
        {
            Emit(plan.Ticket.Select(questions.Outcome), writer);
            return 0;
        }

        Check(plan, existing, questions);
        TicketTransaction transaction = await store.BeginAsync(token).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Planned anew: while a person thought, another run may have written.
            existing = await LocalShelf.FindAsync(planning, transaction.FindAsync, token).ConfigureAwait(false);
            plan = planning.Plan(transaction.Instance, existing);
            Check(plan, existing, questions);
            TicketLedger ledger = await TicketLedger
                .OpenFileAsync(TicketLedger.BesideStore(store.Path), new LedgerOptions { Time = time }, token).ConfigureAwait(false);
            await using (ledger.ConfigureAwait(false))
            {
                RunJournal journal = await RunJournal.BeginAsync(
                    ledger, planning.Describe(new RemediationRun { Kind = planning.Kind, Connection = store.Path, Instance = transaction.Instance }), time, token).ConfigureAwait(false);
                try
                {
                    List<(RemediationTicket, StoredTicket?, StoredTicket?)> outcome = await WriteAsync(plan, questions, store.Path, transaction, writer, token).ConfigureAwait(false);

                    // Before it takes effect: a run that is killed in between is said to have been interrupted, and Undo looks at the tickets themselves.
                    await journal.RecordAsync(outcome).ConfigureAwait(false);
                    await ledger.SeeAsync(transaction.Instance, plan.Sighting, token).ConfigureAwait(false);
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    await journal.EndAsync().ConfigureAwait(false);
                    Emit(outcome.Select(one => one.Item1), writer);
                    return outcome.Count(one => one.Item3 is not null);
                }
                catch (Exception exception) when (exception is FailureException or OperationCanceledException)
                {
                    await journal.EndAsync(exception).ConfigureAwait(false);
                    throw;
                }
            }
        }
    }

    private async Task<List<(RemediationTicket, StoredTicket?, StoredTicket?)>> WriteAsync(
        RunPlan plan, RunQuestions questions, string path, TicketTransaction transaction, IPipelineWriter writer, CancellationToken token)
    {
        DateTimeOffset now = time.GetUtcNow();
        var outcome = new List<(RemediationTicket, StoredTicket?, StoredTicket?)>(plan.Ticket.Count);
        int changes = 0;
        foreach (PlannedTicket ticket in plan.Ticket)
        {
            if (!questions.IsWanted(ticket))
            {
                outcome.Add((questions.Outcome(ticket), null, null));
                continue;
            }

            StoredTicket written = ticket.Existing is { } known
                ? await transaction.ReviseAsync(known.Id, Revision(ticket), now, token).ConfigureAwait(false)
                : await transaction.CreateAsync(ticket.Draft, now, token).ConfigureAwait(false);
            outcome.Add((TicketRecord.Of(written, path, ticket.Action, ticket.Reason), ticket.Existing, written));
            if (++changes % ShownEvery == 0)
                Show(writer, changes, plan.Ticket.Count);
        }

        if (changes >= ShownEvery)
            Show(writer, changes, changes, ProgressRecordType.Completed);

        return outcome;
    }

    private static TicketRevision Revision(PlannedTicket ticket) => new(ticket.Draft)
    {
        State = ticket.State,
        Resolution = ticket.Resolution,
        Comment = ticket.Comment,
    };

    private static void Show(
        IPipelineWriter writer, int done, int total, ProgressRecordType type = ProgressRecordType.Processing) =>
        writer.Progress(new ProgressRecord(1, "Writing tickets", $"{done} of {total}")
        {
            PercentComplete = 100 * done / total,
            RecordType = type,
        });

    /// <summary>Tells a planning what the ledger remembers. Reading alone makes no ledger where there is none.</summary>
    public static async Task RememberAsync(ITicketPlanning planning, TicketStore store, TimeProvider time, CancellationToken token)
    {
        string path = TicketLedger.BesideStore(store.Path);
        if (!planning.NeedsAllOpen || !File.Exists(path))
            return;

        TicketLedger ledger = await TicketLedger.OpenFileAsync(path, new LedgerOptions { Time = time }, token).ConfigureAwait(false);
        await using (ledger.ConfigureAwait(false))
            planning.Remember(await ledger.ReadSightingsAsync(store.Instance, token).ConfigureAwait(false));
    }

    private void Check(RunPlan plan, IReadOnlyList<StoredTicket> existing, RunQuestions questions) => limits.Check(
        plan.Ticket.Where(questions.IsWanted),
        existing.Count(ticket => ticket.State != TicketState.Closed));

    private static void Emit(IEnumerable<RemediationTicket> tickets, IPipelineWriter writer)
    {
        foreach (RemediationTicket ticket in tickets)
            writer.Output(ticket);
    }
}
