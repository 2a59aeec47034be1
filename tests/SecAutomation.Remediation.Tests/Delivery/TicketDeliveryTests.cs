using SecAutomation.Remediation.Delivery;

namespace SecAutomation.Remediation.Tests.Delivery;

public sealed class TicketDeliveryTests
{
    private static readonly TrackerDraft s_draft = new()
    {
        Key = "sa1-aaaaaaaaaaaaaaaaaaaaaaaaaa",
        Title = "web01: fix CVE-2021-44228",
        Body = "The text.",
        Team = "IT",
        Priority = RemediationPriority.Critical,
        DueDate = new DateOnly(2026, 3, 11),
    };

    [Fact]
    public void A_ticket_that_is_there_is_adopted_and_nothing_is_sent()
    {
        SimulatedTracker tracker = new();
        SimulatedLedger ledger = new();
        SimulatedRun.Clean.Run(s_draft, tracker, ledger)!.Action.ShouldBe(TicketAction.Created);

        DeliveryOutcome again = SimulatedRun.Clean.Run(s_draft, tracker, ledger)!;

        again.Action.ShouldBe(TicketAction.Adopted);
        again.Ticket!.Id.ShouldBe("1");
        tracker.Creates.ShouldBe(1);
    }

    [Fact]
    public void A_lost_answer_is_found_by_searching_in_the_same_run()
    {
        SimulatedTracker tracker = new();
        SimulatedLedger ledger = new();

        DeliveryOutcome outcome = (SimulatedRun.Clean with { Fault = CreateFault.AnswerLost, Lag = 90 }).Run(s_draft, tracker, ledger)!;

        outcome.Action.ShouldBe(TicketAction.Created);
        outcome.Reason.ShouldBe("The answer was lost; the ticket was found.");
        ledger.SentAt.ShouldBeNull();
    }

    [Fact]
    public void A_request_of_which_nothing_is_found_stays_uncertain_and_the_next_run_sends_it_anew()
    {
        SimulatedTracker tracker = new();
        SimulatedLedger ledger = new();

        DeliveryOutcome outcome = (SimulatedRun.Clean with { Fault = CreateFault.RequestLost }).Run(s_draft, tracker, ledger)!;
        outcome.Action.ShouldBe(TicketAction.Uncertain);
        outcome.Failure!.Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        ledger.SentAt.ShouldNotBeNull();

        SimulatedRun.Clean.Run(s_draft, tracker, ledger)!.Action.ShouldBe(TicketAction.Created);
        tracker.All.Count().ShouldBe(1);
    }

    [Fact]
    public void A_run_that_was_killed_after_sending_makes_the_next_one_wait_until_the_search_can_be_believed()
    {
        SimulatedTracker tracker = new();
        DateTimeOffset begin = tracker.Now;
        SimulatedLedger ledger = new();
        (SimulatedRun.Clean with { Lag = 100, KilledAt = 2, KilledAfter = true }).Run(s_draft, tracker, ledger).ShouldBeNull();
        tracker.Creates.ShouldBe(1);

        DeliveryOutcome outcome = SimulatedRun.Clean.Run(s_draft, tracker, ledger)!;

        outcome.Action.ShouldBe(TicketAction.Adopted);
        tracker.Creates.ShouldBe(1);
        (tracker.Now - begin).ShouldBeGreaterThanOrEqualTo(SimulatedTracker.Settle);
    }

    [Fact]
    public void A_run_that_was_killed_before_sending_costs_no_wait()
    {
        SimulatedTracker tracker = new();
        DateTimeOffset begin = tracker.Now;
        SimulatedLedger ledger = new();
        (SimulatedRun.Clean with { KilledAt = 0, KilledAfter = true }).Run(s_draft, tracker, ledger).ShouldBeNull();

        SimulatedRun.Clean.Run(s_draft, tracker, ledger)!.Action.ShouldBe(TicketAction.Created);

        (tracker.Now - begin).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_plain_no_is_a_failure_and_no_doubt()
    {
        SimulatedTracker tracker = new();
        SimulatedLedger ledger = new();

        DeliveryOutcome outcome = (SimulatedRun.Clean with { Fault = CreateFault.Refused }).Run(s_draft, tracker, ledger)!;

        outcome.Action.ShouldBe(TicketAction.Failed);
        outcome.Failure!.Id.ShouldBe(FailureId.RequestRefused);
        ledger.SentAt.ShouldBeNull();
    }

    [Fact]
    public void A_dropped_key_is_sent_again()
    {
        SimulatedTracker tracker = new();
        SimulatedLedger ledger = new();

        DeliveryOutcome outcome = (SimulatedRun.Clean with { Fault = CreateFault.KeyDropped }).Run(s_draft, tracker, ledger)!;

        outcome.Action.ShouldBe(TicketAction.Created);
        outcome.Ticket!.NotApplied.ShouldBeEmpty();
        tracker.All.Single().Key.ShouldBe(s_draft.Key);
    }

    [Fact]
    public void Whoever_loses_the_race_for_a_unique_key_is_merged_into_the_winner()
    {
        SimulatedTracker tracker = new() { IsKeyUnique = true };
        TicketDelivery slow = new(s_draft, new TrackerAbilities());
        slow.Found([], tracker.Now);
        slow.Intended(tracker.Now);
        SimulatedLedger ledger = new();
        SimulatedRun.Clean.Run(s_draft, tracker, ledger);

        slow.Created(tracker.Create(s_draft, CreateFault.None, TimeSpan.Zero));
        slow.Read(tracker.Read(slow.Next.Id));
        slow.Found(tracker.Find(s_draft.Key), tracker.Now);

        slow.Next.Kind.ShouldBe(DeliveryStepKind.MarkDuplicate);
        (slow.Next.Id, slow.Next.WinnerId).ShouldBe(("2", "1"));
        slow.Merged();
        slow.Outcome!.Ticket!.Id.ShouldBe("1");
    }

    [Fact]
    public void What_the_tracker_did_not_take_is_sent_once_more_and_then_named()
    {
        TicketDelivery delivery = new(s_draft, new TrackerAbilities());
        delivery.Found([], DateTimeOffset.UnixEpoch);
        delivery.Intended(DateTimeOffset.UnixEpoch);
        TrackerTicket kept = new() { Id = "7", Key = s_draft.Key, Team = "Nobody", Priority = RemediationPriority.Low };
        delivery.Created(kept);
        delivery.Read(kept);

        delivery.Next.Kind.ShouldBe(DeliveryStepKind.Repair);
        delivery.Next.Change.ShouldBe(new TrackerChange { Team = "IT", Priority = RemediationPriority.Critical, DueDate = s_draft.DueDate });
        delivery.Repaired(kept with { Team = "it" });

        delivery.Outcome!.Action.ShouldBe(TicketAction.Created);
        string.Join(",", delivery.Outcome.Ticket!.NotApplied).ShouldBe("DueDate,Priority");
    }

    [Fact]
    public void A_ticket_that_the_answer_says_in_full_is_not_read_again()
    {
        TicketDelivery delivery = Sent(new TrackerAbilities { NeedsReadBack = false });

        delivery.Created(new TrackerTicket { Id = "7", Key = s_draft.Key, Team = "IT", Priority = s_draft.Priority, DueDate = s_draft.DueDate });

        delivery.Outcome!.Action.ShouldBe(TicketAction.Created);
        delivery.Outcome.Ticket!.NotApplied.ShouldBeEmpty();
    }

    [Fact]
    public void What_an_answer_in_full_leaves_out_is_sent_once_more_and_a_key_that_it_leaves_out_is_looked_for()
    {
        TicketDelivery dropped = Sent(new TrackerAbilities { NeedsReadBack = false });
        dropped.Created(new TrackerTicket { Id = "7", Key = s_draft.Key, Team = "Nobody", Priority = s_draft.Priority, DueDate = s_draft.DueDate });
        dropped.Next.Change.ShouldBe(new TrackerChange { Team = "IT" });

        TicketDelivery keyless = Sent(new TrackerAbilities { NeedsReadBack = false });
        keyless.Created(new TrackerTicket { Id = "7" });
        keyless.Next.ShouldBe(new DeliveryStep(DeliveryStepKind.ReadBack) { Id = "7" });
    }

    [Fact]
    public void Of_twins_the_one_that_people_touched_stays()
    {
        TrackerTicket[] twins =
        [
            new() { Id = "3", Key = s_draft.Key },
            new() { Id = "12", Key = s_draft.Key, IsTouched = true },
            new() { Id = "5", Key = s_draft.Key, State = TicketState.Closed, IsTouched = true },
            new() { Id = "2", Key = s_draft.Key, State = TicketState.Closed, Resolution = TicketResolution.Duplicate },
            new() { Id = "1", Key = "sa1-bbbbbbbbbbbbbbbbbbbbbbbbbb" },
        ];

        string.Join(" ", TwinTickets.Of(twins, s_draft.Key).Select(ticket => ticket.Id)).ShouldBe("12 3 5");
    }

    [Fact]
    public void A_stamp_is_the_same_for_the_same_occasion_alone()
    {
        string stamp = CommentStamp.Of(s_draft.Key, "fixed web01|CVE-2021-44228");

        stamp.ShouldMatch(@"^\[sa:[0-9a-f]{12}\]$");
        stamp.ShouldBe(CommentStamp.Of(s_draft.Key, "fixed web01|CVE-2021-44228"));
        (stamp == CommentStamp.Of(s_draft.Key, "fixed web02|CVE-2021-44228")).ShouldBeFalse();
    }

    private static TicketDelivery Sent(TrackerAbilities abilities)
    {
        TicketDelivery delivery = new(s_draft, abilities);
        delivery.Found([], DateTimeOffset.UnixEpoch);
        delivery.Intended(DateTimeOffset.UnixEpoch);
        return delivery;
    }
}
