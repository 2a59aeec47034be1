using SecAutomation.Engine.Actions;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What becomes of a write whose answer does not come.</summary>
public sealed class UncertainWriteTests
{
    private const string Key = "sa1-abcdefghijklmnopqrstuvwxyz";

    private static readonly TicketValues s_draft = new() { Key = Key, Title = "Patch web01", Body = "Patch it.", Team = "IT Operations" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TrackerFault.LostRequest, 0)]
    [InlineData(TrackerFault.LostAnswer, 1)]
    [InlineData(TrackerFault.CutAnswer, 1)]
    [InlineData(TrackerFault.BadGateway, 0)]
    [InlineData(TrackerFault.BadGatewayAfterwards, 1)]
    [InlineData(TrackerFault.FailedAfterwards, 1)]
    [InlineData(TrackerFault.LoginPage, 0)]
    public async Task A_create_without_a_clear_answer_is_a_doubt_is_sent_once_and_the_next_find_decides(TrackerFault fault, int made)
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        server.FailWrites(fault);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft, Token));

        failure.Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        server.Writes.ShouldBe(1);
        (await connection.Actions.FindAsync([Key], Token)).Count.ShouldBe(made);
    }

    [Fact]
    public async Task A_create_that_was_too_early_is_sent_again_after_the_wait()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        server.FailWrites(TrackerFault.TooMany);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        made.Id.ShouldBe("1");
        server.Writes.ShouldBe(2);
        server.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_create_that_is_stopped_under_way_is_a_doubt()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        await connection.Actions.PrepareAsync([], Token);
        server.FailWrites(TrackerFault.StalledAnswer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Task<ReadTicket> create = connection.Actions.CreateAsync(s_draft, stop.Token);
        while (server.Tickets.Count == 0)
            await Task.Delay(10, Token);
        await stop.CancelAsync();

        (await Should.ThrowAsync<FailureException>(() => create)).Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        server.Writes.ShouldBe(1);
    }

    [Theory]
    [InlineData(TrackerFault.LostAnswer, 1)]
    [InlineData(TrackerFault.BadGatewayAfterwards, 1)]
    public async Task A_comment_whose_answer_is_lost_is_looked_for_and_made_once(TrackerFault fault, int comments)
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);
        server.FailWrites(fault);

        await connection.Actions.CommentAsync(made.Id, "Seen again. [sa:1]", "[sa:1]", Token);
        await connection.Actions.CommentAsync(made.Id, "Seen again. [sa:1]", "[sa:1]", Token);

        server.Tickets[0].Comment.Count.ShouldBe(comments);
    }

    [Fact]
    public async Task A_comment_whose_request_is_lost_is_a_doubt()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);
        server.FailWrites(TrackerFault.LostRequest);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.CommentAsync(made.Id, "Seen. [sa:1]", "[sa:1]", Token))).Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        server.Tickets[0].Comment.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_read_back()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);
        server.FailWrites(TrackerFault.LostAnswer, TrackerFault.LostRequest);

        ReadTicket taken = await connection.Actions.UpdateAsync(made.Id, new TicketValues { Title = "Patch web02" }, Token);
        ReadTicket lost = await connection.Actions.UpdateAsync(made.Id, new TicketValues { Title = "Patch web03" }, Token);

        taken.NotApplied.ShouldBeEmpty();
        lost.NotApplied.ShouldBe(["Title"]);
        lost.Title.ShouldBe("Patch web02");
    }

    [Fact]
    public async Task A_ticket_that_somebody_changed_meanwhile_is_left_as_it_is()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);
        string? version = (await connection.Actions.ReadAsync(made.Id, Token)).ShouldNotBeNull().Version;
        server.Edit(1, ticket => ticket.Title = "Mine");

        FailureException failure = await Should.ThrowAsync<FailureException>(
            () => connection.Actions.UpdateAsync(made.Id, new TicketValues { Title = "Patch web02", ExpectedVersion = version }, Token));

        failure.Id.ShouldBe(FailureId.RequestRefused);
        server.Tickets[0].Title.ShouldBe("Mine");
        (await connection.Actions.ReadAsync(made.Id, Token)).ShouldNotBeNull().IsTouched.ShouldBe(true);
    }
}
