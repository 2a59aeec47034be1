using System.Globalization;
using SecAutomation.Engine.Actions;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What a real Redmine 5.0.4 answered.</summary>
public sealed class RecordedRedmineTests
{
    private const string Fields = """{"project":{"id":1,"identifier":"vuln","issue_custom_fields":[{"id":1,"name":"SecAutomation Key"}]}}""";

    private static readonly TicketValues s_draft = new()
    {
        Key = "sa1-0001",
        Title = "[CVE-2024-3400] fw02",
        Body = "h2. Hosts\n\n* fw02",
        Team = "IT Team",
        Priority = RemediationPriority.Critical,
        DueDate = new DateOnly(2026, 12, 1),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issue_that_was_made_for_a_group_is_read()
    {
        await using StubServer server = Serve(new StubRule("POST", "/issues.json", Recorded("01-create-group-assignee-201")));
        await using StubConnection connection = Connect(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        made.Id.ShouldBe("7");
        made.Key.ShouldBe("sa1-0001");
        made.Team.ShouldBe("IT Team");
        made.State.ShouldBe(TicketState.New);
        made.Priority.ShouldBe(RemediationPriority.Critical);
        made.DueDate.ShouldBe(s_draft.DueDate);
        made.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 24, 4, 7, 10, TimeSpan.Zero));
        string body = server.Requests.Single(request => request.Method == "POST").Body;
        body.ShouldContain("\"assigned_to_id\":5");
        body.ShouldContain("\"custom_fields\":[{\"id\":1,\"value\":\"sa1-0001\"}]");
        body.ShouldNotContain("tracker_id");
    }

    [Fact]
    public async Task A_search_asks_for_closed_issues_too_and_by_the_number_of_the_field()
    {
        await using StubServer server = Serve(new StubRule("GET", "/issues.json", Recorded("02-search-by-cf")));
        await using StubConnection connection = Connect(server);

        (await connection.Actions.FindAsync(["sa1-0001", "sa1-0002"], Token)).ShouldHaveSingleItem().Id.ShouldBe("7");

        StubRequest search = server.Requests.Single(request => request.Path == "/issues.json");
        search.Query("status_id").ShouldBe("*");
        search.Query("cf_1").ShouldBe("sa1-0001|sa1-0002");
    }

    [Fact]
    public async Task A_filter_that_is_ignored_stops_the_run()
    {
        await using StubServer server = Serve(new StubRule("GET", "/issues.json", Recorded("03-search-unknown-cf-ignored-returns-everything")));
        await using StubConnection connection = Connect(server);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Team"], Token))).Id.ShouldBe(FailureId.TicketFilterIgnored);
    }

    [Fact]
    public async Task An_assignee_that_is_refused_says_what_the_administrator_has_to_do()
    {
        await using StubServer server = Serve(new StubRule("POST", "/issues.json", Recorded("04-create-422-assignee-invalid")));
        await using StubConnection connection = Connect(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft, Token));

        failure.Id.ShouldBe(FailureId.RequestRefused);
        failure.Message.ShouldContain("Assignee is invalid");
        failure.NextStep.ShouldNotBeNull().ShouldContain("assigned to groups");
    }

    [Theory]
    [InlineData("05-put-close-204")]
    [InlineData("06-put-bad-status-204")]
    public async Task A_204_is_no_proof(string answer)
    {
        await using StubServer server = Serve(
            new StubRule("PUT", "/issues/7.json", Recorded(answer)),
            new StubRule("GET", "/issues/7.json", Recorded("01-create-group-assignee-201") with { Status = 200 }));
        await using StubConnection connection = Connect(server);

        (await connection.Actions.UpdateAsync("7", new TicketValues { Title = "Another" }, Token)).NotApplied.ShouldBe(["Title"]);
    }

    [Fact]
    public async Task A_lost_race_for_an_issue_says_so()
    {
        await using StubServer server = Serve(new StubRule("PUT", "/issues/7.json", Recorded("07-stale-lock-version-422-empty-errors")));
        await using StubConnection connection = Connect(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.UpdateAsync("7", new TicketValues { Title = "Another" }, Token));

        failure.Id.ShouldBe(FailureId.RequestRefused);
        failure.NextStep.ShouldBe("Somebody changed the ticket meanwhile. Run it again.");
    }

    [Fact]
    public async Task A_file_is_uploaded_and_then_named()
    {
        await using StubServer server = Serve(
            new StubRule("GET", "/issues/2.json", Recorded("09-issue-with-journals-allowed-statuses")),
            new StubRule("POST", "/uploads.json", Recorded("08-upload-201")),
            new StubRule("PUT", "/issues/2.json", Recorded("05-put-close-204")));
        await using StubConnection connection = Connect(server);

        await connection.Actions.AttachAsync("2", "hosts & co.csv", "text/csv", "a,b"u8.ToArray(), Token);

        StubRequest upload = server.Requests.Single(request => request.Method == "POST");
        upload.Query("filename").ShouldBe("hosts & co.csv");
        upload.Body.ShouldBe("a,b");
        upload.Header["Content-Type"].ShouldBe("application/octet-stream");
        server.Requests.Single(request => request.Method == "PUT").Body.ShouldContain("\"token\":\"2.1eb7c54d52831bbfe8942af0b1c56b7409523a59ed6ca99c1174fef7eb32c1b5\"");
    }

    [Fact]
    public async Task A_closed_issue_shows_its_end_and_what_was_said()
    {
        await using StubServer server = Serve(new StubRule("GET", "/issues/2.json", Recorded("09-issue-with-journals-allowed-statuses")));
        await using StubConnection connection = Connect(server);

        ReadTicket ticket = (await connection.Actions.ReadAsync("2", Token)).ShouldNotBeNull();

        ticket.State.ShouldBe(TicketState.Closed);
        ticket.ClosedAt.ShouldBe(new DateTimeOffset(2026, 11, 24, 4, 7, 11, TimeSpan.Zero));
        ticket.Key.ShouldBeEmpty();
        ticket.IsTouched.ShouldBe(false);
        (await connection.Actions.CommentsAsync("2", Token)).ShouldBe(["rescan clean"]);
    }

    [Fact]
    public async Task A_list_that_moves_while_it_is_read_loses_no_issue()
    {
        var issues = new SortedSet<int>(Enumerable.Range(1, 250));
        await using StubServer server = new(request => request.Path == "/issues.json" ? Page(request) : Known(request));
        await using StubConnection connection = Connect(server);

        IReadOnlyList<ReadTicket> listed = await connection.Actions.ListAsync(null, Token);

        int[] ids = [.. listed.Select(ticket => int.Parse(ticket.Id, CultureInfo.InvariantCulture))];
        ids.ShouldBeUnique();
        ids.ShouldBeInOrder();
        issues.Where(id => id <= 250).Except(ids).ShouldBeEmpty("each that was there all the time");
        server.Requests.Count(request => request.Path == "/issues.json").ShouldBe(3);

        // After each page one that stood on it is merged away, and somebody makes another: the total stays as it is.
        StubAnswer Page(StubRequest request)
        {
            lock (issues)
            {
                int from = int.Parse(request.Query("issue_id")![2..], CultureInfo.InvariantCulture);
                int[] page = [.. issues.Where(id => id >= from).Take(100)];
                int total = issues.Count(id => id >= from);
                issues.Remove(page[0]);
                issues.Add(issues.Max + 1);
                IEnumerable<string> texts = page.Select(id =>
                    $$"""{"id":{{id}},"subject":"s","status":{"id":1,"name":"New","is_closed":false},"custom_fields":[{"id":1,"name":"SecAutomation Key","value":"sa1-{{id}}"}],"created_on":"2026-11-24T04:07:10Z","updated_on":"2026-11-24T04:07:10Z"}""");
                return StubAnswer.Json($$"""{"issues":[{{string.Join(',', texts)}}],"total_count":{{total}}}""");
            }
        }

        StubAnswer Known(StubRequest request) => StubAnswer.Json(request.Path switch
        {
            "/projects/vuln.json" => Fields,
            "/projects/vuln/memberships.json" => """{"memberships":[],"total_count":0}""",
            _ => """{"issue_priorities":[]}""",
        });
    }

    [Fact]
    public async Task A_wrong_key_is_noticed_although_it_may_read()
    {
        await using StubServer server = new([
            new StubRule("GET", "/issues.json", Recorded("10-bad-api-key-get-200-anonymous")),
            new StubRule("GET", "/users/current.json", Recorded("11-bad-api-key-post-401")),
        ]);
        await using StubConnection connection = Connect(server);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Team"], Token))).Id.ShouldBe(FailureId.CredentialRefused);
        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/users/current.json");
    }

    private static StubAnswer Recorded(string name) =>
        RecordedExchange.Read(RecordedSamples.Require(Assert.Skip, "tickets", "redmine-5.0.4-recorded", name + ".http"));

    private static StubServer Serve(params StubRule[] rules) => new([
        .. rules,
        new StubRule("GET", "/users/current.json", StubAnswer.Json("""{"user":{"id":6,"login":"secbot"}}""")),
        new StubRule("GET", "/projects/vuln.json", StubAnswer.Json(Fields)),
        new StubRule("GET", "/projects/vuln/memberships.json", Recorded("15-memberships")),
        new StubRule("GET", "/enumerations/issue_priorities.json", Recorded("14-priorities")),
    ]);

    private static StubConnection Connect(StubServer server) => new(
        ConnectorFolders.Catalog.Find("Redmine"),
        server.Url,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["project"] = "vuln", ["keyField"] = "SecAutomation Key" },
        "apiKey",
        "0123456789abcdef");
}
