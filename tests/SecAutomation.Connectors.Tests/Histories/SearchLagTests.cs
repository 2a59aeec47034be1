using CsCheck;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Remediation.Planning;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>A tracker whose search shows a ticket up to three minutes after it was made.</summary>
public sealed class SearchLagTests
{
    private const int LongestLag = 180;
    private const int LongestPause = 600;
    private const int Requests = 25;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(LongestLag)]
    public Task A_run_that_repeats_one_at_once_makes_no_second_ticket(int lag) => PlayAsync(lag, killedAt: 0, killedAfter: false, pause: 0, TrackerFault.None, forgets: false);

    [Theory]
    [InlineData(1)]
    [InlineData(LongestLag)]
    public Task A_lost_ledger_costs_time_and_no_ticket(int lag) => PlayAsync(lag, killedAt: 0, killedAfter: false, pause: 0, TrackerFault.None, forgets: true);

    [Fact]
    public void Kills_and_lost_answers_leave_one_ticket_whatever_the_lag() => Gen.Select(
        Gen.Int[0, LongestLag], Gen.Int[0, Requests], Gen.Bool, Gen.Int[0, LongestPause],
        Gen.Int[0, 3].Select(i => new[] { TrackerFault.None, TrackerFault.LostRequest, TrackerFault.LostAnswer, TrackerFault.BadGatewayAfterwards }[i]), Gen.Bool)
        .Sample((lag, killedAt, killedAfter, pause, fault, forgets) => PlayAsync(lag, killedAt, killedAfter, pause, fault, forgets).GetAwaiter().GetResult(), iter: 40, threads: 2);

    private static async Task PlayAsync(int lag, int killedAt, bool killedAfter, int pause, TrackerFault fault, bool forgets)
    {
        var clock = new HistoryClock();
        var world = new HistoryWorld(clock);
        await using var place = new TrackerPlace(clock, new TrackerTraps { SearchLag = TimeSpan.FromSeconds(lag) }, settles: true);
        world.Appear(0, 0);
        world.Appear(1, 1);

        await place.RunAsync(Planning(), new HistoryEvent.Run(false, 7, ScanWorth.Whole, RemediationGrouping.Host, "IT Operations", killedAt, killedAfter, fault));
        if (forgets)
            place.Forget();
        clock.Move(TimeSpan.FromSeconds(pause));
        await place.RunAsync(Planning(), null);

        // What the second run left alone, as the first might still be at it.
        clock.Move(TimeSpan.FromSeconds(LongestPause));
        (await place.RunAsync(Planning(), null)).ShouldBeTrue();
        string written = await place.FingerprintAsync();
        (await place.RunAsync(Planning(), null)).ShouldBeTrue();

        (await place.FingerprintAsync()).ShouldBe(written);
        (await place.TicketsAsync()).SelectMany(ticket => ticket.Unit).Select(unit => (world.MachineOf(unit.Host), unit.Work)).Order()
            .ShouldBe([(0, "CVE-2020-0001"), (1, "CVE-2021-44228")]);

        ITicketPlanning Planning() => new NewPlanning(
            world.Scan(7, ScanWorth.Whole), new PlanOptions { Team = "IT Operations", Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) }, countsOpen: false);
    }
}
