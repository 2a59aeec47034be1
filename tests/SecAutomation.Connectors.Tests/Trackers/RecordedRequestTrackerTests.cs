using SecAutomation.Engine.Actions;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What a real Request Tracker 5.0.3 answered.</summary>
public sealed class RecordedRequestTrackerTests
{
    private const string Queues = """{"items":[{"id":"3","Name":"IT Operations","type":"queue"}],"count":1,"total":null,"page":1,"pages":null}""";

    private static readonly TicketValues s_draft = new()
    {
        Key = "sa1-0001",
        Marker = "host: fw02",
        Title = "[CVE-2024-3400] fw02",
        Body = "<p>fw02</p>",
        Team = "IT Operations",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_is_made_in_the_queue_with_the_key_inside()
    {
        await using StubServer server = Serve(new StubRule("POST", "/REST/2.0/ticket", Recorded("01-create-201")));
        await using StubConnection connection = Connect(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft with { Priority = RemediationPriority.Critical, DueDate = new DateOnly(2026, 12, 1) }, Token);

        made.Id.ShouldBe("23");
        StubRequest create = server.Requests.Single(request => request.Method == "POST");
        create.Header["Authorization"].ShouldBe("token 1-14-abc");
        create.Header["Content-Type"].ShouldStartWith("application/json");
        create.Body.ShouldContain("\"Queue\":\"3\"");
        create.Body.ShouldContain("\"Priority\":90");
        create.Body.ShouldContain("\"Due\":\"2026-12-01T12:00:00Z\"");
        create.Body.ShouldContain("\"CustomFields\":{\"2\":\"sa1-0001\",\"5\":\"host: fw02\"}");
    }

    [Fact]
    public async Task A_second_ticket_with_a_key_that_is_taken_is_made_without_it_and_that_is_noticed()
    {
        await using StubServer server = Serve(
            new StubRule("POST", "/REST/2.0/ticket", Recorded("02-create-duplicate-unique-cf-201-without-cf")),
            new StubRule("GET", "/REST/2.0/ticket/24", Recorded("03-get-duplicate-shows-empty-cf")));
        await using StubConnection connection = Connect(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);
        ReadTicket read = await connection.Actions.ReadBackAsync(made.Id, s_draft with { Marker = null }, Token);

        read.NotApplied.ShouldBe(["Key"]);
        read.Team.ShouldBe("IT Operations");
        read.Priority.ShouldBeNull();
        read.DueDate.ShouldBeNull();
        read.ClosedAt.ShouldBeNull();
        read.Version.ShouldBe("\"166\"");
    }

    [Fact]
    public async Task A_search_goes_by_the_field_and_what_it_finds_is_read()
    {
        await using StubServer server = Serve(new StubRule("GET", "/REST/2.0/tickets", Recorded("04-search-by-cf")));
        await using StubConnection connection = Connect(server);

        ReadTicket found = (await connection.Actions.FindAsync(["sa1-0001", "it's"], Token)).ShouldHaveSingleItem();

        found.Id.ShouldBe("23");
        found.Priority.ShouldBe(RemediationPriority.Critical);
        found.DueDate.ShouldBe(new DateOnly(2026, 12, 1));
        server.Requests.Single(request => request.Path == "/REST/2.0/tickets").Query("query")
            .ShouldBe("(CF.{SecAutomationKey} = 'sa1-0001' OR CF.{SecAutomationKey} = 'it\\'s') AND id >= 0");
    }

    [Fact]
    public async Task A_field_that_is_not_there_stops_the_run_although_a_search_by_it_finds_nothing_with_success()
    {
        await using StubServer server = Serve(
            new StubRule("GET", "/REST/2.0/queue/3", Recorded("10-queue-with-ticketcustomfields")),
            new StubRule("GET", "/REST/2.0/tickets", Recorded("05-search-unknown-cf-200-total0")));
        await using StubConnection connection = Connect(server);

        (await connection.Actions.FindAsync(["sa1-0001"], Token)).ShouldBeEmpty();
        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Operations"], Token));

        failure.Id.ShouldBe(FailureId.TicketFieldMissing);
        failure.Message.ShouldContain("'SecAutomationMarker'");
        failure.Message.ShouldContain("queue IT Operations");
        failure.NextStep.ShouldNotBeNull().ShouldContain("These are there: SecAutomationKey.");
    }

    [Fact]
    public async Task A_200_is_no_proof()
    {
        await using StubServer server = Serve(
            new StubRule("PUT", "/REST/2.0/ticket/6", Recorded("06-put-invalid-status-200")),
            new StubRule("POST", "/REST/2.0/ticket/6/comment", Recorded("09-comment-201")),
            new StubRule("GET", "/REST/2.0/ticket/6", Recorded("13-ticket-full")));
        await using StubConnection connection = Connect(server);

        (await connection.Actions.UpdateAsync("6", new TicketValues { Title = "Another", Priority = RemediationPriority.Low }, Token)).NotApplied.ShouldBe(["Title", "Priority"]);
        (await connection.Actions.CloseAsync("6", TicketResolution.Fixed, null, null, Token)).NotApplied.ShouldBe(["State"]);
        server.Requests.Single(request => request.Method == "POST").Body.ShouldContain("\"Status\":\"resolved\"");
    }

    [Fact]
    public async Task A_status_of_another_lifecycle_is_one_of_closed_tickets_where_the_connection_says_so()
    {
        StubAnswer ticket = Recorded("13-ticket-full");
        ticket = ticket with { Body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(ticket.Body).Replace("\"Status\" : \"new\"", "\"Status\" : \"patched\"", StringComparison.Ordinal)) };
        await using StubServer server = Serve(new StubRule("GET", "/REST/2.0/ticket/6", ticket), new StubRule("GET", "/REST/2.0/ticket/6/history", StubAnswer.Json("""{"items":[]}""")));
        await using StubConnection usual = Connect(server);
        await using StubConnection own = Connect(server, ("fixedStatus", "patched"));

        (await usual.Actions.ReadAsync("6", Token)).ShouldNotBeNull().State.ShouldBe(TicketState.Unknown);
        (await own.Actions.ReadAsync("6", Token)).ShouldNotBeNull().State.ShouldBe(TicketState.Closed);
    }

    [Fact]
    public async Task A_lost_race_for_a_ticket_says_so()
    {
        await using StubServer server = Serve(new StubRule("PUT", "/REST/2.0/ticket/6", Recorded("07-put-if-match-412")));
        await using StubConnection connection = Connect(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(
            () => connection.Actions.UpdateAsync("6", new TicketValues { Title = "Another", ExpectedVersion = "\"166\"" }, Token));

        failure.Id.ShouldBe(FailureId.RequestRefused);
        failure.NextStep.ShouldBe("Somebody changed the ticket meanwhile. Run it again.");
        server.Requests.Single(request => request.Method == "PUT").Header["If-Match"].ShouldBe("\"166\"");
    }

    [Theory]
    [InlineData("11-create-unknown-queue-403", FailureId.PermissionMissing)]
    [InlineData("12-unauthorized-401", FailureId.CredentialRefused)]
    public async Task A_refusal_is_a_certain_no(string answer, FailureId id)
    {
        await using StubServer server = Serve(new StubRule("POST", "/REST/2.0/ticket", Recorded(answer)));
        await using StubConnection connection = Connect(server);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft, Token))).Id.ShouldBe(id);
        server.Requests.Count(request => request.Method == "POST").ShouldBe(1);
    }

    private static StubAnswer Recorded(string name) =>
        RecordedExchange.Read(RecordedSamples.Require(Assert.Skip, "tickets", "request-tracker-5.0.3-recorded", name + ".http"));

    // The recorded queue has no field for the marker, which came later.
    private static StubServer Serve(params StubRule[] rules) => new([
        .. rules,
        new StubRule("GET", "/REST/2.0/queues/all", StubAnswer.Json(Queues)),
        new StubRule("GET", "/REST/2.0/queue/3", StubAnswer.Json("""{"id":3,"TicketCustomFields":[{"id":"2","name":"SecAutomationKey"},{"id":"5","name":"SecAutomationMarker"}]}""")),
    ]);

    private static StubConnection Connect(StubServer server, params (string Name, string Value)[] setting) => new(
        ConnectorFolders.Catalog.Find("RequestTracker"), server.Url, setting.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), "token", "1-14-abc");
}
