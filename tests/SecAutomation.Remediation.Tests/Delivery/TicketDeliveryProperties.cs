using CsCheck;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Delivery;

/// <summary>However often a delivery is killed, and whatever becomes of its requests, one ticket is there in the end.</summary>
public sealed class TicketDeliveryProperties
{
    private static readonly TrackerDraft s_draft = new()
    {
        Key = TicketKey.Mint("tracker", new TicketGroup("host", "web01"), 1),
        Title = "web01: fix CVE-2021-44228",
        Body = "The text.",
        Team = "IT",
        Priority = RemediationPriority.Critical,
    };

    private static readonly Gen<SimulatedRun> s_run =
        from fault in Gen.Enum<CreateFault>()
        from lag in Gen.Int[0, 120]
        from killedAt in Gen.Int[-1, 9]
        from killedAfter in Gen.Bool
        from pause in Gen.Int[0, 200]
        from needsReadBack in Gen.Bool
        select new SimulatedRun(fault, lag, killedAt, killedAfter, pause) { NeedsReadBack = needsReadBack };

    [Fact]
    public void After_any_faults_and_kills_a_clean_run_leaves_exactly_one_ticket() =>
        Gen.Select(s_run.Array[0, 6], Gen.Bool).Sample(
            (runs, isUnique) =>
            {
                SimulatedTracker tracker = new() { IsKeyUnique = isUnique };
                SimulatedLedger ledger = new();
                foreach (SimulatedRun run in runs)
                {
                    // A dropped key can be found by the block in the text alone, which the draft of this test does not have.
                    (run with { Fault = run is { Fault: CreateFault.KeyDropped } ? CreateFault.None : run.Fault }).Run(s_draft, tracker, ledger);
                }

                DeliveryOutcome last = SimulatedRun.Clean.Run(s_draft, tracker, ledger)!;
                return last is { Action: TicketAction.Created or TicketAction.Adopted, Ticket: not null }
                    && TwinTickets.Of(tracker.All, s_draft.Key).Count == 1
                    && ledger.SentAt is null;
            },
            iter: 3_000);

    [Fact]
    public void A_run_sends_the_request_at_most_once() =>
        s_run.Sample(
            run =>
            {
                SimulatedTracker tracker = new();
                SimulatedLedger ledger = new();
                run.Run(s_draft, tracker, ledger);
                return tracker.Creates <= 1;
            },
            iter: 1_000);

    [Fact]
    public void Two_machines_without_a_common_ledger_agree_after_the_sweep() =>
        Gen.Select(s_run, s_run, Gen.Bool).Sample(
            (first, second, isUnique) =>
            {
                SimulatedTracker tracker = new() { IsKeyUnique = isUnique };
                SimulatedLedger one = new(), other = new();
                SimulatedRun hidden = first with { Fault = CreateFault.None, Lag = 120, KilledAt = -1, Pause = 0 };
                hidden.Run(s_draft, tracker, one);
                (second with { Fault = CreateFault.None, KilledAt = -1, Pause = 300 }).Run(s_draft, tracker, other);
                foreach (TrackerTicket loser in TwinTickets.Sweep([.. tracker.All]).SelectMany(twins => twins.Loser))
                {
                    tracker.MarkDuplicate(loser.Id);
                }

                DeliveryOutcome again = SimulatedRun.Clean.Run(s_draft, tracker, other)!;
                return again.Action == TicketAction.Adopted && TwinTickets.Of(tracker.All, s_draft.Key).Count == 1;
            },
            iter: 500);
}
