using SecAutomation.Engine.Actions;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What the real products refuse, drop and answer wrongly.</summary>
[Trait("Category", "Server")]
public sealed class RealTrackerRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_without_the_fields_stops_the_run()
    {
        await using RealTracker tracker = RealTracker.Open("RequestTracker");

        FailureException failure = await Should.ThrowAsync<FailureException>(() => tracker.Actions.PrepareAsync([tracker.Team, "Facilities"], Token));

        failure.Id.ShouldBe(FailureId.TicketFieldMissing);
        failure.Message.ShouldContain("queue Facilities");
    }

    [Fact]
    public async Task An_account_that_does_not_see_the_fields_stops_the_run()
    {
        TestServer server = TestServer.Require("REQUESTTRACKER", Assert.Skip);
        await using RealTracker tracker = RealTracker.Open("RequestTracker", secret: server["LIMITED_TOKEN"]);

        (await Should.ThrowAsync<FailureException>(() => tracker.Actions.PrepareAsync([tracker.Team], Token))).Id.ShouldBe(FailureId.TicketFieldMissing);
    }

    [Fact]
    public async Task Characters_of_the_query_language_are_characters_of_a_key()
    {
        await using RealTracker tracker = RealTracker.Open("RequestTracker");
        string key = RealTracker.NewKey() + "' OR 'x' = 'x\\";

        (await tracker.Actions.FindAsync([key], Token)).ShouldBeEmpty();
        (await tracker.Actions.FindByNameAsync(["o'brien\\", "%_web'"], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_status_that_is_not_there_is_named_after_a_200()
    {
        await using RealTracker tracker = RealTracker.Open("RequestTracker", setting: setting => setting["fixedStatus"] = "nosuch");
        ReadTicket made = await MakeAsync(tracker);

        ReadTicket closed = await tracker.Actions.CloseAsync(made.Id, TicketResolution.Fixed, null, null, Token);

        closed.NotApplied.ShouldBe(["State"]);
        closed.State.ShouldBe(TicketState.New);
    }

    [Fact]
    public async Task A_title_that_is_cut_is_named()
    {
        await using RealTracker tracker = RealTracker.Open("RequestTracker");
        ReadTicket made = await MakeAsync(tracker);

        (await tracker.Actions.UpdateAsync(made.Id, new TicketValues { Title = new string('é', 150) }, Token)).NotApplied.ShouldBe(["Title"]);
        (await tracker.Actions.UpdateAsync(made.Id, new TicketValues { Title = new string('é', 100) }, Token)).NotApplied.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_that_is_none_stops_the_run()
    {
        TestServer server = TestServer.Require("REDMINE", Assert.Skip);
        await using RealTracker usual = RealTracker.Open("Redmine");
        await MakeAsync(usual);
        await using RealTracker tracker = RealTracker.Open("Redmine", setting: setting => setting["keyField"] = server["UNFILTERED_FIELD"]);

        (await Should.ThrowAsync<FailureException>(() => tracker.Actions.PrepareAsync([tracker.Team], Token))).Id.ShouldBe(FailureId.TicketFilterIgnored);
    }

    [Fact]
    public async Task A_wrong_key_is_noticed_where_anybody_may_read()
    {
        TestServer server = TestServer.Require("REDMINE", Assert.Skip);
        await using RealTracker tracker = RealTracker.Open("Redmine", setting: setting => setting["project"] = server["OPEN_PROJECT"], secret: "0123456789012345678901234567890123456789");

        (await tracker.Actions.FindAsync([RealTracker.NewKey()], Token)).ShouldBeEmpty();
        (await Should.ThrowAsync<FailureException>(() => tracker.Actions.PrepareAsync([tracker.Team], Token))).Id.ShouldBe(FailureId.CredentialRefused);
    }

    [Fact]
    public async Task An_account_that_may_only_read_is_told_so()
    {
        TestServer server = TestServer.Require("REDMINE", Assert.Skip);
        await using RealTracker tracker = RealTracker.Open("Redmine", secret: server["READER_API_KEY"]);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => MakeAsync(tracker));

        failure.Id.ShouldBe(FailureId.PermissionMissing);
    }

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task An_unknown_team_stops_the_run(string product)
    {
        await using RealTracker tracker = RealTracker.Open(product);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => tracker.Actions.PrepareAsync(["Nobody"], Token));

        failure.Id.ShouldBe(FailureId.TeamNotFound);
        failure.NextStep.ShouldNotBeNull().ShouldContain(tracker.Team);
    }

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task A_ticket_that_is_not_there_is_none(string product)
    {
        await using RealTracker tracker = RealTracker.Open(product);

        (await tracker.Actions.ReadAsync("99999999", Token)).ShouldBeNull();
        (await Should.ThrowAsync<FailureException>(() => tracker.Actions.CloseAsync("99999999", TicketResolution.Fixed, null, null, Token))).Id.ShouldBe(FailureId.TicketNotFound);
    }

    private static async Task<ReadTicket> MakeAsync(RealTracker tracker)
    {
        string key = RealTracker.NewKey();
        return await tracker.Actions.CreateAsync(RealTrackerTests.Draft(tracker, key, $"made{key[4..12]}"), Token);
    }
}
