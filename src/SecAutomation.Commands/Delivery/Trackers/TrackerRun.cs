using System.Collections.Concurrent;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>One run over a tracker: plan, ask, send each ticket exactly once, and merge what turned out to be there twice.</summary>
/// <param name="planning">What the run wants.</param>
/// <param name="limits">How much it may change.</param>
/// <param name="throttle">How many tickets are written at once.</param>
/// <param name="time">The clock.</param>
internal sealed class TrackerRun(ITicketPlanning planning, RunLimits limits, int throttle, TimeProvider time)
{
    // After so many failures of one kind in a row that no ticket can be to blame for, the rest is not tried.
    private const int MostInVain = 3;

    private readonly ConcurrentDictionary<string, int> _inVain = new(StringComparer.Ordinal);

    /// <summary>Makes the run.</summary>
    /// <param name="use">The tracker, and the ledger that outlives a kill.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops it; what was sent is written down.</param>
    /// <returns>How many tickets were changed.</returns>
    public async Task<int> MakeAsync(TrackerUse use, IPipelineWriter writer, CancellationToken token)
    {
        (ITicketTracker tracker, TicketLedger ledger) = (use.Tracker, use.Ledger);
        limits.CheckPlace(tracker.Name);
        var shelf = new TrackerShelf(tracker, ledger);
        IReadOnlyList<StoredTicket> existing = await shelf.FindAsync(planning, token).ConfigureAwait(false);
        if (planning.NeedsAllOpen)
            planning.Remember(await ledger.ReadSightingsAsync(tracker.Instance, token).ConfigureAwait(false));

        RunPlan plan = planning.Plan(tracker.Instance, existing);
        await tracker.PrepareAsync([.. plan.Ticket.Where(ticket => ticket.IsAssigned).Select(ticket => ticket.Draft.Team).Distinct(StringComparer.Ordinal)], token).ConfigureAwait(false);
        var questions = new RunQuestions(plan, limits, tracker.Name, writer);
        await questions.AskAsync(RunForecast.Of(plan.Ticket, tracker.Abilities, throttle, use.PerRequest())).ConfigureAwait(false);
        PlannedTicket[] wanted = [.. plan.Ticket.Where(questions.IsWanted)];
        if (wanted.Length == 0)
        {
            foreach (PlannedTicket ticket in plan.Ticket)
                writer.Output(questions.Outcome(ticket));

            return 0;
        }

        limits.Check(wanted, existing.Count(ticket => ticket.State != TicketState.Closed));
        await ledger.WriteAsync(tracker.Instance, [.. existing.DistinctBy(ticket => ticket.Draft.Key, StringComparer.Ordinal)], token).ConfigureAwait(false);
        await ledger.SeeAsync(tracker.Instance, plan.Sighting, token).ConfigureAwait(false);
        RunJournal journal = await RunJournal.BeginAsync(
            ledger, planning.Describe(new RemediationRun { Kind = planning.Kind, Connection = tracker.Name, Instance = tracker.Instance }), time, token).ConfigureAwait(false);
        try
        {
            RemediationTicket[] left = [.. plan.Ticket.Except(wanted).Select(questions.Outcome)];
            await journal.RecordAsync([.. left.Select(outcome => (outcome, (StoredTicket?)null, (StoredTicket?)null))]).ConfigureAwait(false);
            foreach (RemediationTicket outcome in left)
                writer.Output(outcome);

            // Their work may be planned again in other tickets, as by another grouping.
            await new OpenDoubts(tracker, ledger, time).SettleAsync(RunOwner.Of(journal.Id), null, writer.Verbose, token).ConfigureAwait(false);
            var sender = new TicketSender(tracker, ledger, RunOwner.Of(journal.Id), time, writer.Warning);
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Clamp(throttle, 1, Math.Max(1, tracker.Abilities.Concurrency)), CancellationToken = token };
            var created = new ConcurrentBag<string>();
            await Parallel.ForEachAsync(wanted, parallel, async (ticket, stop) =>
            {
                (RemediationTicket outcome, StoredTicket? after) = await SendAsync(ticket, tracker, sender, writer, stop).ConfigureAwait(false);
                if (outcome.Action is TicketAction.Created or TicketAction.Adopted or TicketAction.Uncertain)
                    created.Add(ticket.Draft.Key);

                await TellAsync(outcome, ticket.Existing, after).ConfigureAwait(false);
            }).ConfigureAwait(false);
            await SweepAsync(tracker, [.. created], writer, token).ConfigureAwait(false);
            await journal.EndAsync().ConfigureAwait(false);
            return wanted.Length;
        }
        catch (Exception exception) when (exception is FailureException or OperationCanceledException)
        {
            await journal.EndAsync(exception).ConfigureAwait(false);
            throw;
        }

        async Task TellAsync(RemediationTicket outcome, StoredTicket? before, StoredTicket? after)
        {
            await journal.RecordAsync((outcome, before, after)).ConfigureAwait(false);
            writer.Output(outcome);
        }
    }

    private async Task<(RemediationTicket Outcome, StoredTicket? After)> SendAsync(
        PlannedTicket ticket, ITicketTracker tracker, TicketSender sender, IPipelineWriter writer, CancellationToken token)
    {
        RemediationTicket planned = TicketRecord.Of(ticket.Draft, tracker.Name, ticket.Action, ticket.Reason);
        if (_inVain.FirstOrDefault(one => one.Value >= MostInVain).Key is { } vain)
            return (planned with { Action = TicketAction.Skipped, Reason = $"It was not tried, as others failed before it: {vain}." }, null);

        try
        {
            if (ticket.Existing is null)
            {
                (DeliveryOutcome outcome, StoredTicket? made) = await sender.CreateAsync(ticket.Draft, token).ConfigureAwait(false);
                if (outcome.Failure is { } failure)
                    Report(failure, ticket.Draft.Title, writer);

                return (Of(outcome.Ticket, made, planned) with { Action = outcome.Action, Reason = outcome.Reason.Length > 0 ? outcome.Reason : ticket.Reason }, made);
            }

            (TrackerTicket now, StoredTicket kept, IReadOnlySet<string> edited) = await sender.ChangeAsync(ticket, token).ConfigureAwait(false);
            string reason = edited.Count == 0 ? ticket.Reason : $"{ticket.Reason} {string.Join(" and ", edited.Order(StringComparer.Ordinal))} stay as somebody set them.";
            return (Of(now, kept, planned) with { Action = ticket.Action, Reason = reason }, kept);
        }
        catch (FailureException failure)
        {
            Report(failure, ticket.Draft.Title, writer);
            return (planned with { Action = TicketAction.Failed, Reason = failure.Message, Id = ticket.Existing?.Id ?? "", Number = ticket.Existing?.Number ?? "" }, null);
        }
    }

    private static RemediationTicket Of(TrackerTicket? now, StoredTicket? kept, RemediationTicket planned) => now is null || kept is null
        ? planned
        : TicketRecord.Of(kept, planned.Connection) with
        {
            Url = now.Url,
            Team = now.Team ?? planned.Team,
            NotApplied = [.. now.NotApplied],
        };

    private void Report(FailureException failure, string title, IPipelineWriter writer)
    {
        writer.Error(Failures.ToErrorRecord(failure, title));
        if (failure.Id is FailureId.CredentialRefused or FailureId.PermissionMissing or FailureId.ConnectionFailed or FailureId.CertificateInvalid or FailureId.RedirectRefused)
            _inVain.AddOrUpdate($"{failure.Id}", 1, (_, count) => count + 1);
    }

    // Two machines without a common ledger can make one ticket each at the same moment; afterwards, both see both.
    private async Task SweepAsync(ITicketTracker tracker, IReadOnlyList<string> keys, IPipelineWriter writer, CancellationToken token)
    {
        if (keys.Count == 0)
            return;

        if (!tracker.Abilities.HasConsistentFind)
            await Task.Delay(tracker.Abilities.SettleTime, time, token).ConfigureAwait(false);

        try
        {
            await DuplicateSweep.MergeAsync(tracker, await tracker.FindAsync(new TrackerQuery { Key = keys }, token).ConfigureAwait(false), writer, token).ConfigureAwait(false);
        }
        catch (FailureException failure)
        {
            writer.Warning($"Whether tickets are there twice could not be looked up. {failure.Message} Repair-RemediationLedger does it later.");
        }
    }
}
