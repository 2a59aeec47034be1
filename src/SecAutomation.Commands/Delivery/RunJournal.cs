using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery;

/// <summary>Writes down what one run does and leaves, and counts it.</summary>
internal sealed class RunJournal
{
    private readonly TicketLedger _ledger;
    private readonly TimeProvider _time;
    private readonly object _lock = new();
    private RemediationRun _run;

    private RunJournal(TicketLedger ledger, RemediationRun run, TimeProvider time) => (_ledger, _run, _time) = (ledger, run, time);

    /// <summary>The run's id.</summary>
    public string Id => _run.Id;

    /// <summary>The ledger.</summary>
    public TicketLedger Ledger => _ledger;

    /// <summary>Begins.</summary>
    /// <param name="ledger">Where it is written.</param>
    /// <param name="run">What kind of run it is, and over what.</param>
    /// <param name="time">The clock.</param>
    /// <param name="token">Stops it.</param>
    public static async Task<RunJournal> BeginAsync(TicketLedger ledger, RemediationRun run, TimeProvider time, CancellationToken token)
    {
        DateTimeOffset now = time.GetUtcNow();
        run = run with
        {
            Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}"),
            StartedAt = now,
            Machine = $"{Environment.MachineName}/{Environment.ProcessId}",
        };
        await ledger.BeginRunAsync(run, token).ConfigureAwait(false);
        return new RunJournal(ledger, run, time);
    }

    /// <summary>Writes down what came of tickets. A run that was stopped writes it, too.</summary>
    public async Task RecordAsync(params IReadOnlyList<(RemediationTicket Ticket, StoredTicket? Before, StoredTicket? After)> outcomes)
    {
        lock (_lock)
        {
            foreach ((RemediationTicket ticket, _, _) in outcomes)
                _run = Count(_run, ticket.Action);
        }

        DateTimeOffset now = _time.GetUtcNow();
        await _ledger.RecordAsync(
            _run.Id,
            [
                .. outcomes.Select(outcome => new LedgerEntry(
                    new RunEntry
                    {
                        At = now, Action = outcome.Ticket.Action, Reason = outcome.Ticket.Reason, Key = outcome.Ticket.Key, Id = outcome.Ticket.Id,
                        Number = outcome.Ticket.Number, Title = outcome.Ticket.Title, NotApplied = outcome.Ticket.NotApplied,
                    },
                    outcome.Before,
                    outcome.After)),
            ],
            CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Ends.</summary>
    /// <param name="failure">What ended it early; null where nothing did.</param>
    public Task EndAsync(Exception? failure = null)
    {
        _run = _run with
        {
            EndedAt = _time.GetUtcNow(),
            State = failure is null ? RunState.Completed : RunState.Failed,
            Error = failure is OperationCanceledException ? "It was stopped." : failure?.Message,
        };
        return _ledger.EndRunAsync(_run, CancellationToken.None);
    }

    private static RemediationRun Count(RemediationRun run, TicketAction action) => action switch
    {
        TicketAction.Created => run with { Created = run.Created + 1 },
        TicketAction.Updated or TicketAction.Reopened or TicketAction.Adopted => run with { Updated = run.Updated + 1 },
        TicketAction.Closed => run with { Closed = run.Closed + 1 },
        TicketAction.Unchanged => run with { Unchanged = run.Unchanged + 1 },
        TicketAction.Skipped => run with { Skipped = run.Skipped + 1 },
        TicketAction.Uncertain => run with { Uncertain = run.Uncertain + 1 },
        TicketAction.Failed => run with { Failed = run.Failed + 1 },
        _ => run,
    };
}
