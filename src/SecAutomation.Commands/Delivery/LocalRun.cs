using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Delivery;

/// <summary>One run over the local store: plan, ask, and write all tickets in one transaction.</summary>
/// <param name="planning">What the run wants.</param>
/// <param name="limits">How much it may change.</param>
/// <param name="now">The time of the run, UTC.</param>
internal sealed class LocalRun(ITicketPlanning planning, RunLimits limits, DateTimeOffset now)
{
    private const int ShownEvery = 25;

    // Of each change that was asked about: whether it is to be made.
    private readonly Dictionary<string, ChangeAnswer> _answer = new(StringComparer.Ordinal);

    /// <summary>Makes the tickets.</summary>
    /// <param name="store">The store.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops before the tickets take effect; then none does.</param>
    /// <returns>How many tickets were changed.</returns>
    /// <exception cref="FailureException">The plan changes more than is allowed; nothing was written.</exception>
    public async Task<int> MakeAsync(TicketStore store, IPipelineWriter writer, CancellationToken token)
    {
        IReadOnlyList<StoredTicket> existing = await FindAsync(store.FindAsync, token).ConfigureAwait(false);
        RunPlan plan = planning.Plan(store.Instance, existing);
        Report(plan, writer);
        await AskAsync(plan, store.Path, writer).ConfigureAwait(false);
        if (!_answer.ContainsValue(ChangeAnswer.Yes))
        {
            Emit(plan.Ticket.Select(ticket => Outcome(ticket, store.Path)), writer);
            return 0;
        }

        Check(plan, existing);
        var outcome = new List<RemediationTicket>(plan.Ticket.Count);
        int changes = 0;
        TicketTransaction transaction = await store.BeginAsync(token).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Planned anew: while a person thought, another run may have written.
            existing = await FindAsync(transaction.FindAsync, token).ConfigureAwait(false);
            plan = planning.Plan(transaction.Instance, existing);
            Check(plan, existing);
            foreach (PlannedTicket ticket in plan.Ticket)
            {
                if (!ticket.IsChange || Answer(ticket) != ChangeAnswer.Yes)
                {
                    outcome.Add(Outcome(ticket, store.Path));
                    continue;
                }

                StoredTicket written = ticket.Existing is { } known
                    ? await transaction.ReviseAsync(known.Id, Revision(ticket), now, token).ConfigureAwait(false)
                    : await transaction.CreateAsync(ticket.Draft, now, token).ConfigureAwait(false);
                outcome.Add(TicketRecord.Of(written, store.Path, ticket.Action, ticket.Reason));
                if (++changes % ShownEvery == 0)
                    Show(writer, changes, plan.Ticket.Count);
            }

            await transaction.CommitAsync(token).ConfigureAwait(false);
        }

        if (changes >= ShownEvery)
            Show(writer, changes, changes, ProgressRecordType.Completed);

        Emit(outcome, writer);
        return changes;
    }

    private static void Show(
        IPipelineWriter writer, int done, int total, ProgressRecordType type = ProgressRecordType.Processing) =>
        writer.Progress(new ProgressRecord(1, "Writing tickets", $"{done} of {total}")
        {
            PercentComplete = 100 * done / total,
            RecordType = type,
        });

    private static TicketRevision Revision(PlannedTicket ticket) => new(ticket.Draft)
    {
        State = ticket.State,
        Comment = ticket.Comment,
    };

    // A ticket may know a host by further names, under which other tickets stand.
    private async Task<IReadOnlyList<StoredTicket>> FindAsync(
        Func<TicketQuery, CancellationToken, Task<IReadOnlyList<StoredTicket>>> find, CancellationToken token)
    {
        IReadOnlyList<StoredTicket> scoped = await planning.Scope.FindAsync(
            (scope, stop) => find(new TicketQuery { Alias = scope.Alias, Group = scope.Group }, stop), token).ConfigureAwait(false);
        if (!planning.NeedsAllOpen)
            return scoped;

        IReadOnlyList<StoredTicket> open = await find(TicketQuery.Open, token).ConfigureAwait(false);
        return [.. scoped.UnionBy(open, ticket => ticket.Id, StringComparer.Ordinal)];
    }

    private void Check(RunPlan plan, IReadOnlyList<StoredTicket> existing) => limits.Check(
        plan.Ticket.Where(ticket => ticket.IsChange && Answer(ticket) == ChangeAnswer.Yes).Select(ticket => ticket.Action),
        existing.Count(ticket => ticket.State != TicketState.Closed));

    private static void Report(RunPlan plan, IPipelineWriter writer)
    {
        foreach (LeftOutHost host in plan.LeftOut)
        {
            string message = $"{host.Host.ComputerName} gets no ticket. {host.Reason}";
            if (host.Failure is { } failure)
                writer.Error(Failures.ToErrorRecord(new FailureException(failure, message, target: host.Host)));
            else
                writer.Warning(message);
        }

        foreach (string remark in plan.Remark)
            writer.Warning(remark);
    }

    private async Task AskAsync(RunPlan plan, string store, IPipelineWriter writer)
    {
        foreach (PlannedTicket ticket in plan.Ticket.Where(ticket => ticket.IsChange))
        {
            string action = ticket switch
            {
                { Existing: null } => "Create ticket",
                { Action: TicketAction.Closed, State: TicketState.AwaitingVerification } => $"Resolve ticket {ticket.Existing.Number}",
                { Action: TicketAction.Closed } => $"Close ticket {ticket.Existing.Number}",
                { Action: TicketAction.Reopened } => $"Reopen ticket {ticket.Existing.Number}",
                _ => $"Update ticket {ticket.Existing.Number}",
            };
            ChangeAnswer answer = await writer
                .ShouldProcessAsync($"{ticket.Draft.Title} for {ticket.Draft.Team} in {store}", action).ConfigureAwait(false);
            _answer[Group(ticket)] = answer;
            if (ticket.Existing is not null)
                _answer[ticket.Existing.Id] = answer;
        }

        int creates = plan.Creates;
        if (creates > limits.Creates && _answer.ContainsValue(ChangeAnswer.WhatIf))
            writer.Warning($"This plan creates {creates} tickets. Without -WhatIf it needs -MaximumTickets {creates}.");
    }

    // The key of a ticket is no name for it here: it holds the name of a store that may not exist yet.
    private static string Group(PlannedTicket ticket) =>
        $"{ticket.Draft.Content.GroupKind}:{ticket.Draft.Content.GroupValue}";

    private ChangeAnswer? Answer(PlannedTicket ticket)
    {
        ChangeAnswer answer;
        return (ticket.Existing is { } existing && _answer.TryGetValue(existing.Id, out answer))
            || _answer.TryGetValue(Group(ticket), out answer)
            ? answer
            : null;
    }

    private RemediationTicket Outcome(PlannedTicket ticket, string store)
    {
        string? refusal = !ticket.IsChange ? null : Answer(ticket) switch
        {
            ChangeAnswer.No => "It was not confirmed.",
            null => "Another run changed the store while this one asked. Run again.",
            _ => null,
        };
        TicketAction action = refusal is null ? ticket.Action : TicketAction.Skipped;
        return ticket.Existing is { } existing
            ? TicketRecord.Of(
                refusal is null ? existing with { Draft = ticket.Draft } : existing, store, action, refusal ?? ticket.Reason)
            : TicketRecord.Of(ticket.Draft, store, action, refusal ?? ticket.Reason);
    }

    private static void Emit(IEnumerable<RemediationTicket> tickets, IPipelineWriter writer)
    {
        foreach (RemediationTicket ticket in tickets)
            writer.Output(ticket);
    }
}
