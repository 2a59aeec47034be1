using SecAutomation.Engine.Actions;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery;

/// <summary>Carries single planned tickets out in a tracker, each exactly once.</summary>
/// <param name="tracker">The tracker.</param>
/// <param name="ledger">What outlives a kill.</param>
/// <param name="owner">Who claims: this run.</param>
/// <param name="time">The clock.</param>
/// <param name="told">Hears of what could not be done and does no harm.</param>
internal sealed class TicketSender(ITicketTracker tracker, TicketLedger ledger, string owner, TimeProvider time, Action<string> told)
{
    /// <summary>Creates a ticket, or finds the one that is there.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="token">Stops it; a request that is under way is a doubt then.</param>
    /// <returns>What came of it, and the ticket as it is now.</returns>
    public async Task<(DeliveryOutcome Outcome, StoredTicket? Ticket)> CreateAsync(TicketDraft draft, CancellationToken token)
    {
        Claim claim = await ledger.ClaimAsync(tracker.Instance, draft, owner, owner, token).ConfigureAwait(false);
        if (!claim.IsGiven)
            return (new DeliveryOutcome(TicketAction.Skipped, $"It is being written by {claim.HeldBy}.", null), null);

        bool isSettled = false;
        try
        {
            (TrackerDraft rendered, TrackerFile? file) = TrackerText.Render(draft, tracker.Abilities);
            var delivery = new TicketDelivery(rendered, tracker.Abilities, claim.SentAt, claim.TicketId);
            while (delivery.Next.Kind != DeliveryStepKind.Done)
                await StepAsync(delivery, rendered, token).ConfigureAwait(false);

            DeliveryOutcome outcome = delivery.Outcome!;
            StoredTicket? ticket = null;
            if (outcome.Ticket is { } made)
            {
                if (file is not null)
                    outcome = outcome with { Ticket = await AttachAsync(made, file, token).ConfigureAwait(false) };

                ticket = Keep(made, draft);
            }

            if (!outcome.IsOpen)
                await ledger.SettleAsync(tracker.Instance, draft.Key, owner, ticket, CancellationToken.None).ConfigureAwait(false);

            isSettled = !outcome.IsOpen;
            return (outcome, ticket);
        }
        finally
        {
            if (!isSettled)
                await ledger.ReleaseAsync(tracker.Instance, draft.Key, owner, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Changes, closes or reopens a ticket. What people changed in it stays.</summary>
    /// <param name="planned">What is to be done.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>The ticket as it is now, in the tracker and for the ledger, and what people had changed.</returns>
    public async Task<(TrackerTicket Now, StoredTicket Ticket, IReadOnlySet<string> Edited)> ChangeAsync(PlannedTicket planned, CancellationToken token)
    {
        StoredTicket existing = planned.Existing!;
        TrackerTicket now = await tracker.ReadAsync(existing.Id, token).ConfigureAwait(false) ?? throw new FailureException(
            FailureId.TicketNotFound, $"The ticket {existing.Number} is not in {tracker.Name} any more.", "Run again: its work gets another one.", existing.Number);
        IReadOnlySet<string> edited = TrackedTickets.Edited(now, existing.Written);
        TrackerComment? comment = planned.Comment is null ? null : TrackerText.Comment(existing.Draft.Key, planned.Comment, tracker.Abilities);
        if (planned.Action == TicketAction.Reopened)
            now = await tracker.ReopenAsync(now.Id, comment!, token).ConfigureAwait(false);

        (TrackerDraft rendered, TrackerFile? file) = TrackerText.Render(planned.Draft, tracker.Abilities);
        TrackerChange change = Change(rendered, planned.Draft, existing.Draft.Team, now, edited);
        SortedSet<string> notApplied = new(StringComparer.Ordinal);
        if (!change.IsEmpty)
        {
            now = await tracker.UpdateAsync(now.Id, change, token).ConfigureAwait(false);
            notApplied.UnionWith(now.NotApplied);
        }

        if (file is not null)
            now = await AttachAsync(now, file, token).ConfigureAwait(false);

        now = planned switch
        {
            { State: TicketState.Closed } => await tracker.CloseAsync(now.Id, planned.Resolution, comment, token).ConfigureAwait(false),
            { State: TicketState.AwaitingVerification } => await tracker.ResolveAsync(now.Id, comment!, token).ConfigureAwait(false),
            _ => now,
        };
        notApplied.UnionWith(now.NotApplied);
        if (comment is not null && planned.State is not (TicketState.Closed or TicketState.AwaitingVerification) && planned.Action != TicketAction.Reopened)
            await tracker.CommentAsync(now.Id, comment, token).ConfigureAwait(false);

        now = now with { NotApplied = [.. notApplied] };
        StoredTicket kept = Keep(now, planned.Draft);
        if (planned.State == TicketState.Closed && now.SameResolution.Contains(planned.Resolution))
            kept = kept with { Resolution = planned.Resolution };

        await ledger.WriteAsync(tracker.Instance, [kept], CancellationToken.None).ConfigureAwait(false);
        return (now, kept, edited);
    }

    private async Task StepAsync(TicketDelivery delivery, TrackerDraft draft, CancellationToken token)
    {
        DeliveryStep step = delivery.Next;
        switch (step.Kind)
        {
            case DeliveryStepKind.Find:
                DateTimeOffset askedAt = time.GetUtcNow();
                delivery.Found(await tracker.FindAsync(new TrackerQuery { Key = [draft.Key], SentAt = step.SentAt }, token).ConfigureAwait(false), askedAt);
                break;
            case DeliveryStepKind.Wait:
                TimeSpan left = step.Until - time.GetUtcNow();
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, time, token).ConfigureAwait(false);

                delivery.Waited();
                break;
            case DeliveryStepKind.Intend:
                delivery.Intended(await ledger.IntendAsync(tracker.Instance, draft.Key, owner, token).ConfigureAwait(false));
                break;
            case DeliveryStepKind.Create:
                TrackerTicket created;
                try
                {
                    created = await tracker.CreateAsync(draft, token).ConfigureAwait(false);
                }
                catch (FailureException failure)
                {
                    delivery.Failed(failure);
                    break;
                }

                delivery.Created(created);
                break;
            case DeliveryStepKind.ReadBack:
                delivery.Read(await TryAsync(() => tracker.ReadAsync(step.Id, token)).ConfigureAwait(false));
                break;
            case DeliveryStepKind.Repair:
                delivery.Repaired(await TryAsync<TrackerTicket>(async () => await tracker.UpdateAsync(step.Id, step.Change, token).ConfigureAwait(false)).ConfigureAwait(false));
                break;
            default:
                await TryAsync<TrackerTicket>(async () =>
                {
                    await tracker.MarkDuplicateAsync(step.Id, step.WinnerId, token).ConfigureAwait(false);
                    return null;
                }).ConfigureAwait(false);
                delivery.Merged();
                break;
        }
    }

    private static TrackerChange Change(TrackerDraft wanted, TicketDraft draft, string known, TrackerTicket now, IReadOnlySet<string> edited)
    {
        // A text that people changed, or of which the ledger has lost a part, keeps everything but its marker.
        bool isOurs = !edited.Contains(nameof(RemediationTicket.Text)) && TrackedTickets.IsWhole(draft);
        string? body = isOurs ? wanted.Body : TrackerText.ReplaceMarker(now.Body, draft);
        return new TrackerChange
        {
            Title = edited.Contains(nameof(RemediationTicket.Title)) || wanted.Title == now.Title ? null : wanted.Title,
            Body = body is null || TicketBody.IsSame(body, now.Body) ? null : body,
            Priority = edited.Contains(nameof(RemediationTicket.Priority)) || wanted.Priority == RemediationPriority.Unknown || now.HasPriority(wanted.Priority) ? null : wanted.Priority,
            Team = edited.Contains(nameof(RemediationTicket.Team)) || wanted.Team.Length == 0 || wanted.Team == known ? null : wanted.Team,
            DueDate = edited.Contains(nameof(RemediationTicket.DueDate)) || wanted.DueDate == now.DueDate ? null : wanted.DueDate,
        };
    }

    private async Task<TrackerTicket> AttachAsync(TrackerTicket ticket, TrackerFile file, CancellationToken token)
    {
        if (tracker.Abilities.CanAttach)
        {
            try
            {
                await tracker.AttachAsync(ticket.Id, file, token).ConfigureAwait(false);
                return ticket;
            }
            catch (FailureException failure)
            {
                told($"{ticket.Number}: {file.Name} could not be attached. {failure.Message}");
            }
        }

        return ticket with { NotApplied = [.. ticket.NotApplied, "Attachment"] };
    }

    private static StoredTicket Keep(TrackerTicket ticket, TicketDraft draft) => TrackedTickets.Join(ticket, null) is { } read
        ? read with { Draft = draft, Written = TrackerText.Fields(ticket), Resolution = ticket.Resolution == TicketResolution.None && ticket.State == TicketState.Closed ? TicketResolution.Fixed : read.Resolution }
        : new StoredTicket
        {
            Id = ticket.Id, Number = ticket.Number, Url = ticket.Url, Draft = draft, State = ticket.State, CreatedAt = ticket.CreatedAt, UpdatedAt = ticket.UpdatedAt,
            ClosedAt = ticket.ClosedAt, Resolution = ticket.Resolution, Written = TrackerText.Fields(ticket),
        };

    private async Task<T?> TryAsync<T>(Func<Task<T?>> work)
        where T : class
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (FailureException failure)
        {
            told(failure.Message);
            return null;
        }
    }
}
