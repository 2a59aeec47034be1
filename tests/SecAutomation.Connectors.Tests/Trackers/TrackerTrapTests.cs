using SecAutomation.Engine.Actions;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What makes naive code wrong, one by one.</summary>
public sealed class TrackerTrapTests
{
    private const string Key = "sa1-abcdefghijklmnopqrstuvwxyz";
    private const string Team = "IT Operations";

    private static readonly TicketValues s_draft = new()
    {
        Key = Key,
        Title = "Patch web01",
        Body = "Patch it.\r\n\r\n```secautomation\nkey: " + Key + "\nhost: web01 web01.corp.example\nwork: CVE-2021-44228\n```",
        Team = Team,
        Priority = RemediationPriority.High,
        DueDate = new DateOnly(2026, 12, 1),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_is_made_found_and_read_back()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);

        await connection.Actions.PrepareAsync([Team], Token);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Actions.ReadBackAsync(made.Id, s_draft, Token)).NotApplied.ShouldBeEmpty();
        ReadTicket found = (await connection.Actions.FindAsync([Key], Token)).ShouldHaveSingleItem();
        found.Number.ShouldBe("T-1");
        found.Team.ShouldBe(Team);
        found.Priority.ShouldBe(RemediationPriority.High);
        found.Url.ShouldBe($"{server.Url}tickets/1");
    }

    [Fact]
    public async Task A_filter_that_is_left_out_stops_the_run_before_anything_is_written()
    {
        await using StubTracker server = new(new TrackerTraps { IgnoresUnknownFilters = true });
        await using StubConnection connection = new(server);
        await connection.Actions.CreateAsync(s_draft, Token);
        server.LosesFilter = true;

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync([Team], Token));

        failure.Id.ShouldBe(FailureId.TicketFilterIgnored);
        failure.Message.ShouldContain("T-1");
        server.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_filter_that_is_left_out_finds_no_wrong_ticket()
    {
        await using StubTracker server = new(new TrackerTraps { IgnoresUnknownFilters = true });
        await using StubConnection connection = new(server);
        await connection.Actions.CreateAsync(s_draft, Token);
        await connection.Actions.CreateAsync(s_draft with { Key = Key[..^1] + "2" }, Token);
        server.LosesFilter = true;

        (await connection.Actions.FindAsync([Key], Token)).ShouldHaveSingleItem().Id.ShouldBe("1");
    }

    [Fact]
    public async Task A_time_that_is_left_out_of_a_query_lists_no_older_tickets()
    {
        await using StubTracker server = new(new TrackerTraps { IgnoresInvalidQueryParts = true });
        await using StubConnection connection = new(server);
        await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Actions.ListAsync(TimeProvider.System.GetUtcNow().AddHours(1), Token)).ShouldBeEmpty();
        (await connection.Actions.ListAsync(TimeProvider.System.GetUtcNow().AddHours(-1), Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_field_that_is_not_there_stops_the_run_although_a_search_by_it_finds_nothing()
    {
        await using StubTracker server = new(new TrackerTraps { FindsNothingByUnknownFields = true }) { HasKeyField = false };
        await using StubConnection connection = new(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync([Team], Token));

        failure.Id.ShouldBe(FailureId.TicketFieldMissing);
        failure.Message.ShouldContain("'Key'");
        server.Writes.ShouldBe(0);
    }

    [Theory]
    [InlineData("key", "Key")]
    [InlineData("team", "Team")]
    [InlineData("priority", "Priority")]
    [InlineData("due", "DueDate")]
    [InlineData("body", "Text")]
    public async Task A_field_that_is_dropped_with_success_is_named(string field, string name)
    {
        await using StubTracker server = new(new TrackerTraps { Drops = new HashSet<string>(StringComparer.Ordinal) { field } });
        await using StubConnection connection = new(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Actions.ReadBackAsync(made.Id, s_draft, Token)).NotApplied.ShouldBe([name]);
        (await connection.Actions.UpdateAsync(made.Id, s_draft, Token)).NotApplied.ShouldBe([name]);
    }

    [Fact]
    public async Task A_close_that_is_answered_with_success_and_changes_nothing_is_named()
    {
        await using StubTracker server = new(new TrackerTraps { SaysSuccessWithoutChange = true });
        await using StubConnection connection = new(server);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        ReadTicket closed = await connection.Actions.CloseAsync(made.Id, TicketResolution.Fixed, null, null, Token);

        closed.State.ShouldBe(TicketState.New);
        closed.NotApplied.ShouldBe(["State"]);
    }

    [Fact]
    public async Task A_wrong_key_is_noticed_although_anybody_may_read()
    {
        await using StubTracker server = new(new TrackerTraps { AnswersAnonymously = true });
        await using StubConnection connection = new(server, apiKey: "wrong-key");

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync([Team], Token))).Id.ShouldBe(FailureId.CredentialRefused);
    }

    [Fact]
    public async Task A_search_that_lags_is_no_hindrance_to_a_read_by_id()
    {
        await using StubTracker server = new(new TrackerTraps { SearchLag = TimeSpan.FromMinutes(3) });
        await using StubConnection connection = new(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Actions.FindAsync([Key], Token)).ShouldBeEmpty();
        (await connection.Actions.ReadAsync(made.Id, Token)).ShouldNotBeNull().Key.ShouldBe(Key);
    }

    [Fact]
    public async Task Gaps_between_numbers_mean_nothing()
    {
        await using StubTracker server = new(new TrackerTraps { BurnsNumbers = true });
        await using StubConnection connection = new(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft with { Title = "" }, Token));
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        failure.Id.ShouldBe(FailureId.RequestRefused);
        failure.Message.ShouldContain("The title cannot be blank.");
        made.Id.ShouldBe("2");
    }

    [Fact]
    public async Task A_second_ticket_with_a_key_is_a_certain_no_where_the_product_refuses_it()
    {
        await using StubTracker server = new(new TrackerTraps { RefusesSecondKey = true });
        await using StubConnection connection = new(server);
        await connection.Actions.CreateAsync(s_draft, Token);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft, Token))).Id.ShouldBe(FailureId.RequestRefused);
        server.Tickets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_ticket_that_was_made_without_its_key_is_noticed_and_merged()
    {
        await using StubTracker server = new(new TrackerTraps { DropsSecondKey = true });
        await using StubConnection connection = new(server);
        ReadTicket winner = await connection.Actions.CreateAsync(s_draft, Token);
        ReadTicket loser = await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Actions.ReadBackAsync(loser.Id, s_draft, Token)).NotApplied.ShouldBe(["Key"]);
        await connection.Actions.MarkDuplicateAsync(loser.Id, winner.Id, Token);

        (await connection.Actions.FindAsync([Key], Token)).ShouldHaveSingleItem().Id.ShouldBe(winner.Id);
        ReadTicket gone = (await connection.Actions.ReadAsync(loser.Id, Token)).ShouldNotBeNull();
        gone.State.ShouldBe(TicketState.Closed);
        gone.Resolution.ShouldBe(TicketResolution.Duplicate);
    }

    [Fact]
    public async Task A_field_that_is_not_on_the_form_is_a_certain_no()
    {
        await using StubTracker server = new(new TrackerTraps { NotOnForm = new HashSet<string>(StringComparer.Ordinal) { "due" } });
        await using StubConnection connection = new(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft, Token));

        failure.Id.ShouldBe(FailureId.RequestRefused);
        failure.Message.ShouldContain("due");
    }

    [Fact]
    public async Task Names_in_another_language_change_nothing()
    {
        await using StubTracker server = new(new TrackerTraps { IsLocalised = true });
        await using StubConnection connection = new(server);
        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Actions.ReadBackAsync(made.Id, s_draft, Token)).NotApplied.ShouldBeEmpty();
        ReadTicket closed = await connection.Actions.CloseAsync(made.Id, TicketResolution.Fixed, null, null, Token);

        closed.State.ShouldBe(TicketState.Closed);
        closed.Priority.ShouldBe(RemediationPriority.High);
        (await connection.Actions.ReopenAsync(made.Id, "Back. [s]", "[s]", Token)).State.ShouldNotBe(TicketState.Closed);
    }

    [Fact]
    public async Task Numbers_as_text_dates_of_1970_and_missing_totals_are_understood()
    {
        await using StubTracker server = new(new TrackerTraps { WritesNumbersAsItLikes = true });
        await using StubConnection connection = new(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft with { DueDate = null }, Token);

        made.DueDate.ShouldBeNull();
        (await connection.Actions.FindAsync([Key], Token)).ShouldHaveSingleItem().Id.ShouldBe(made.Id);
    }

    [Fact]
    public async Task A_key_in_another_case_is_another_key()
    {
        await using StubTracker server = new(new TrackerTraps { FoldsCase = true });
        await using StubConnection connection = new(server);
        await connection.Actions.CreateAsync(s_draft with { Key = Key.ToUpperInvariant() }, Token);

        (await connection.Actions.FindAsync([Key], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_part_of_a_name_is_another_host()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        await connection.Actions.CreateAsync(s_draft, Token);

        (await connection.Tracker.FindAsync(new TrackerQuery { Alias = ["web0"] }, Token)).ShouldBeEmpty();
        (await connection.Tracker.FindAsync(new TrackerQuery { Alias = ["db01", "web01"] }, Token)).ShouldHaveSingleItem().Key.ShouldBe(Key);
    }

    [Fact]
    public async Task A_list_by_offsets_that_shrinks_while_it_is_read_is_read_again()
    {
        StubTracker? tracker = null;
        int lists = 0;
        await using StubTracker server = tracker = new()
        {
            Gate = request =>
            {
                // Before its second page is asked for, the first ticket loses its key.
                if (request.Query("marked") is not null && ++lists == 2)
                    tracker!.Edit(1, ticket => ticket.Key = "");
                return null;
            },
        };
        await using StubConnection connection = new(server);
        for (int i = 0; i < 120; i++)
            await connection.Actions.CreateAsync(s_draft with { Key = NewKey(i) }, Token);

        IReadOnlyList<ReadTicket> listed = await connection.Actions.ListAsync(null, Token);

        listed.Select(ticket => ticket.Key).ShouldBe(Enumerable.Range(1, 119).Select(NewKey));
        lists.ShouldBe(5, "two pages, and the three of the list as it is then");
    }

    [Fact]
    public async Task Many_names_are_looked_for_in_one_listing()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);
        for (int i = 0; i < 120; i++)
            await connection.Actions.CreateAsync(s_draft with { Key = NewKey(i), Body = $"```secautomation\nkey: {NewKey(i)}\nhost: host{i}\n```" }, Token);

        int before = server.Requests.Count;
        IReadOnlyList<TrackerTicket> found = await connection.Tracker.FindAsync(new TrackerQuery { Alias = [.. Enumerable.Range(0, 1000).Select(i => $"host{i}")] }, Token);

        found.Count.ShouldBe(120);
        (server.Requests.Count - before).ShouldBeLessThan(10);
    }

    [Fact]
    public async Task An_unknown_team_stops_the_run_and_the_message_lists_those_that_are_there()
    {
        await using StubTracker server = new();
        await using StubConnection connection = new(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync([Team, "Nobody"], Token));

        failure.Id.ShouldBe(FailureId.TeamNotFound);
        failure.Message.ShouldContain("'Nobody'");
        failure.NextStep.ShouldNotBeNull().ShouldContain("Network & O'Brien");
    }

    private static string NewKey(int i) => "sa1-" + new string('a', 24) + (char)('a' + (i / 26)) + (char)('a' + (i % 26));
}
