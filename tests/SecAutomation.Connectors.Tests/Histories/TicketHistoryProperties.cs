using CsCheck;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>
/// Whatever happens to a few machines, their tickets and the runs over them: a piece of work stands in at most one open ticket, nothing closes without
/// evidence, nothing is lost, and a run that is repeated writes nothing.
/// </summary>
/// <remarks>A failure is made as short as can be and printed with its seed; <c>CsCheck_Time</c> (seconds) makes the tests look longer.</remarks>
[Trait("Category", "Heavy")]
public sealed class TicketHistoryProperties
{
    private const int Histories = 60;

    private static readonly Gen<int> s_host = Gen.Int[0, HistoryWorld.Machines - 1];
    private static readonly Gen<int> s_cve = Gen.Int[0, HistoryWorld.Cves - 1];
    private static readonly Gen<RemediationGrouping> s_grouping = OneOf(RemediationGrouping.Host, RemediationGrouping.Host, RemediationGrouping.Cve, RemediationGrouping.Fix, RemediationGrouping.Owner, RemediationGrouping.All);
    private static readonly Gen<string> s_team = OneOf("IT Operations", "Network & O'Brien");

    private static readonly Gen<HistoryEvent> s_life = Gen.OneOf(
        Gen.Select(s_host, s_cve, (host, cve) => (HistoryEvent)new HistoryEvent.Appears(host, cve)),
        Gen.Select(s_host, s_cve, (host, cve) => (HistoryEvent)new HistoryEvent.Appears(host, cve)),
        Gen.Select(s_host, s_cve, (host, cve) => (HistoryEvent)new HistoryEvent.Fixed(host, cve)),
        s_host.Select(host => (HistoryEvent)new HistoryEvent.Renamed(host)),
        Gen.Select(s_host, s_cve, Gen.Int[0, 9], (host, cve, days) => (HistoryEvent)new HistoryEvent.Excepted(host, cve, days)),
        Gen.Int[1, 40].Select(days => (HistoryEvent)new HistoryEvent.Waits(days)),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4], (ticket, field) => (HistoryEvent)new HistoryEvent.Edited(ticket, field)),
        Gen.Select(Gen.Int[0, 9], Gen.Bool, (ticket, isAccepted) => (HistoryEvent)new HistoryEvent.Closed(ticket, isAccepted)),
        Gen.Const((HistoryEvent)new HistoryEvent.Forgotten()));

    private static readonly Gen<HistoryEvent> s_run =
        from isUpdate in Gen.Bool
        from hosts in Gen.Int[1, 7]
        from scan in OneOf(ScanWorth.Whole, ScanWorth.Whole, ScanWorth.WithoutEvidence, ScanWorth.Partial, ScanWorth.LockedOut)
        from grouping in s_grouping
        from team in s_team
        select (HistoryEvent)new HistoryEvent.Run(isUpdate, hosts, scan, grouping, team);

    private static readonly Gen<HistoryEvent> s_unluckyRun =
        from run in s_run
        from killedAt in Gen.Int[0, 25]
        from killedAfter in Gen.Bool
        from fault in OneOf(
            TrackerFault.None, TrackerFault.None, TrackerFault.LostRequest, TrackerFault.LostAnswer, TrackerFault.CutAnswer, TrackerFault.BadGateway, TrackerFault.BadGatewayAfterwards, TrackerFault.FailedAfterwards)
        select (HistoryEvent)((HistoryEvent.Run)run with { KilledAt = killedAt, KilledAfter = killedAfter, Fault = fault });

    private static readonly TrackerTraps s_dropping = new() { DropsSecondKey = true, FoldsCase = true, IsLocalised = true, WritesNumbersAsItLikes = true };

    [Fact]
    public void The_local_store_keeps_its_promises_in_any_history() =>
        History(Gen.Frequency((3, s_life), (2, s_run))).Sample(history => Play(history, clock => new StorePlace(clock)), iter: Histories, threads: 2, print: Print);

    [Fact]
    public void A_tracker_keeps_them_in_any_history() =>
        History(Gen.Frequency((3, s_life), (2, s_run))).Sample(history => Play(history, clock => new TrackerPlace(clock)), iter: Histories, threads: 2, print: Print);

    [Fact]
    public void A_tracker_keeps_them_although_runs_are_killed_and_answers_lost() =>
        History(Gen.Frequency((3, s_life), (1, s_run), (2, s_unluckyRun))).Sample(history => Play(history, clock => new TrackerPlace(clock)), iter: Histories, threads: 2, print: Print);

    [Fact]
    public void A_tracker_with_traps_keeps_them_although_runs_are_killed_and_answers_lost() =>
        History(Gen.Frequency((3, s_life), (1, s_run), (2, s_unluckyRun))).Sample(history => Play(history, clock => new TrackerPlace(clock, s_dropping)), iter: Histories, threads: 2, print: Print);

    private static Gen<HistoryEvent[]> History(Gen<HistoryEvent> one) => one.Array[1, 14];

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Print(HistoryEvent[] history) => string.Join("\n", history.Select(one => one.ToString()));

    private static void Play(HistoryEvent[] history, Func<HistoryClock, ITicketPlace> open)
    {
        var clock = new HistoryClock();
        PlayAsync().GetAwaiter().GetResult();

        async Task PlayAsync()
        {
            await using ITicketPlace place = open(clock);
            await new HistoryPlayer(clock, new HistoryWorld(clock), place).PlayAsync(history);
        }
    }
}
