using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>Histories in which a promise was broken once.</summary>
public sealed class TicketHistoryTests
{
    private const string Team = "IT Operations";

    [Theory]
    [InlineData(TrackerFault.LostRequest)]
    [InlineData(TrackerFault.BadGateway)]
    public Task Work_whose_request_was_lost_gets_a_ticket_although_it_is_grouped_otherwise_now(TrackerFault fault) => PlayAsync(
        new HistoryEvent.Appears(2, 1),
        new HistoryEvent.Run(false, 7, ScanWorth.Whole, RemediationGrouping.All, Team, Fault: fault),
        new HistoryEvent.Run(false, 7, ScanWorth.Whole, RemediationGrouping.Host, Team));

    [Fact]
    public Task Work_whose_answer_was_lost_stands_in_its_ticket_although_it_is_grouped_otherwise_now() => PlayAsync(
        new HistoryEvent.Appears(2, 1),
        new HistoryEvent.Run(false, 7, ScanWorth.Whole, RemediationGrouping.All, Team, Fault: TrackerFault.LostAnswer),
        new HistoryEvent.Run(false, 7, ScanWorth.Whole, RemediationGrouping.Host, Team));

    private static async Task PlayAsync(params HistoryEvent[] history)
    {
        var clock = new HistoryClock();
        await using var place = new TrackerPlace(clock);
        await new HistoryPlayer(clock, new HistoryWorld(clock), place).PlayAsync(history);
    }
}
