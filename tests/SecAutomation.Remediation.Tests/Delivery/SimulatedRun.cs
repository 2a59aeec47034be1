using SecAutomation.Remediation.Delivery;

namespace SecAutomation.Remediation.Tests.Delivery;

/// <summary>One run of a delivery over a simulated tracker, which may be killed before or after any effect.</summary>
/// <param name="Fault">What goes wrong with the request.</param>
/// <param name="Lag">How long the search does not show what was made, in seconds, at most the settle time.</param>
/// <param name="KilledAt">The step at which it is killed; -1: it lives.</param>
/// <param name="KilledAfter">Whether the step has its effect before.</param>
/// <param name="Pause">How many seconds later the next run begins.</param>
internal sealed record SimulatedRun(CreateFault Fault, int Lag, int KilledAt, bool KilledAfter, int Pause)
{
    public static SimulatedRun Clean { get; } = new(CreateFault.None, 0, -1, false, 1);

    /// <summary>Whether the tracker's answer to a create leaves something out.</summary>
    public bool NeedsReadBack { get; init; } = true;

    /// <summary>Runs it.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="tracker">The tracker.</param>
    /// <param name="ledger">What outlives a kill.</param>
    /// <returns>What came of it; null where it was killed.</returns>
    public DeliveryOutcome? Run(TrackerDraft draft, SimulatedTracker tracker, SimulatedLedger ledger)
    {
        TicketDelivery delivery = new(draft, new TrackerAbilities { SettleTime = SimulatedTracker.Settle, HasConsistentFind = Lag == 0, NeedsReadBack = NeedsReadBack }, ledger.SentAt, ledger.Id);
        for (int step = 0; delivery.Next.Kind != DeliveryStepKind.Done; step++)
        {
            step.ShouldBeLessThan(50);
            if (step == KilledAt && !KilledAfter)
            {
                return null;
            }

            Action answer = Do(delivery, draft, tracker, ledger);
            if (step == KilledAt)
            {
                return null;
            }

            answer();
        }

        ledger.SentAt = delivery.Outcome!.IsOpen ? ledger.SentAt : null;
        ledger.Id = delivery.Outcome.Ticket?.Id ?? ledger.Id;
        tracker.Now += TimeSpan.FromSeconds(Pause);
        return delivery.Outcome;
    }

    private Action Do(TicketDelivery delivery, TrackerDraft draft, SimulatedTracker tracker, SimulatedLedger ledger)
    {
        DeliveryStep step = delivery.Next;
        switch (step.Kind)
        {
            case DeliveryStepKind.Find:
                DateTimeOffset askedAt = tracker.Now;
                IReadOnlyList<TrackerTicket> found = tracker.Find(draft.Key);
                return () => delivery.Found(found, askedAt);
            case DeliveryStepKind.Wait:
                tracker.Now = step.Until;
                return delivery.Waited;
            case DeliveryStepKind.Intend:
                DateTimeOffset now = tracker.Now;
                ledger.SentAt = now;
                return () => delivery.Intended(now);
            case DeliveryStepKind.Create:
                try
                {
                    TrackerTicket created = tracker.Create(draft, Fault, TimeSpan.FromSeconds(Lag));
                    return () => delivery.Created(created);
                }
                catch (FailureException failure)
                {
                    return () => delivery.Failed(failure);
                }

            case DeliveryStepKind.ReadBack:
                TrackerTicket? read = tracker.Read(step.Id);
                return () => delivery.Read(read);
            case DeliveryStepKind.Repair:
                TrackerTicket? repaired = tracker.Repair(step.Id, step.Change);
                return () => delivery.Repaired(repaired);
            default:
                tracker.MarkDuplicate(step.Id);
                return delivery.Merged;
        }
    }
}
