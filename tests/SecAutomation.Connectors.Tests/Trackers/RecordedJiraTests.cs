using System.Text.Json.Nodes;
using SecAutomation.Engine.Actions;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What a Jira answered by its REST API v2, in July 2025.</summary>
public sealed class RecordedJiraTests
{
    private const string Host = "defectdojo.atlassian.net";

    private static readonly TicketValues s_draft = new() { Key = "sa1-abcdefghijklmnopqrstuvwxyz", Title = "Jira Api Test 2", Body = "*Title*", Priority = RemediationPriority.Low };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RecordedCassette Life => Load("vcr-create-edit-update-transition.yaml");

    [Fact]
    public async Task An_issue_is_made_by_the_request_that_was_recorded_and_what_we_add()
    {
        await using StubServer server = Serve(Life);
        await using StubConnection connection = Connect(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        made.Id.ShouldBe("21255");
        made.Number.ShouldBe("NTEST-3076");
        made.Url.ShouldBe($"{server.Url}browse/NTEST-3076");
        JsonObject sent = Fields(server.Requests[^1].Body), recorded = Fields(Life.Exchange.First(exchange => exchange.Request.Method == "POST").Request.Body);
        sent.Select(field => field.Key).Except(recorded.Select(field => field.Key), StringComparer.Ordinal).ShouldBe(["labels"]);
        sent["project"]!.ToJsonString().ShouldBe(recorded["project"]!.ToJsonString());
        sent["description"]!.GetValueKind().ShouldBe(recorded["description"]!.GetValueKind());
    }

    [Fact]
    public async Task An_issue_is_read_as_it_was_recorded()
    {
        await using StubServer server = Serve(Life);
        await using StubConnection connection = Connect(server);

        ReadTicket read = (await connection.Actions.ReadAsync("21255", Token)).ShouldNotBeNull();

        read.Number.ShouldBe("NTEST-3076");
        read.Title.ShouldBe("Jira Api Test 2");
        read.State.ShouldBe(TicketState.New);
        read.Priority.ShouldBe(RemediationPriority.Low);
        read.Key.ShouldBeEmpty();
        read.Team.ShouldBeNull();
        read.Body.ShouldStartWith("*Title*: [Jira Api Test 2|");
        read.CreatedAt.Date.ShouldBe(new DateTime(2025, 7, 25, 0, 0, 0, DateTimeKind.Unspecified));
        read.Version.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_change_whose_answer_says_nothing_is_read_back()
    {
        await using StubServer server = Serve(Life);
        await using StubConnection connection = Connect(server);
        for (int i = 0; i < 6; i++)
            await connection.Actions.ReadAsync("21256", Token);

        ReadTicket changed = await connection.Actions.UpdateAsync("21256", new TicketValues { Title = "Jira Api Test 3", Priority = RemediationPriority.Critical }, Token);

        changed.NotApplied.ShouldBe([nameof(RemediationTicket.Priority)]);
        server.Requests.ShouldContain(request => request.Method == "PUT" && request.Path == "/rest/api/2/issue/21256");
    }

    [Fact]
    public async Task A_step_of_the_workflow_closes_an_issue_by_the_category_of_its_status()
    {
        RecordedCassette life = Life;
        string path = life.Exchange.Single(exchange => exchange.Request.Path.EndsWith("/transitions", StringComparison.Ordinal)).Request.Path;
        StubAnswer before = life.Exchange.First(exchange => exchange.Request.Path == "/rest/api/2/issue/21256").Answer;
        StubAnswer after = life.Exchange.Last(exchange => exchange.Request.Path == "/rest/api/2/issue/21256").Answer;
        StubAnswer stepped = life.Exchange.Single(exchange => exchange.Request.Path == path).Answer;
        await using StubServer server = new([
            .. Around(),
            new StubRule("GET", "/rest/api/2/issue/21256", before, after),
            new StubRule("GET", "/rest/api/2/issue/21256/transitions", StubAnswer.Json("""{"transitions":[{"id":"41","name":"Done","to":{"id":"10003","name":"Done","statusCategory":{"key":"done"}}}]}""")),
            new StubRule("POST", "/rest/api/2/issue/21256/transitions", stepped),
        ]);
        await using StubConnection connection = Connect(server);

        ReadTicket closed = await connection.Actions.CloseAsync("21256", TicketResolution.Fixed, null, null, Token);

        closed.NotApplied.ShouldBeEmpty();
        closed.State.ShouldBe(TicketState.Closed);
        closed.ClosedAt.ShouldNotBeNull();
        server.Requests.Single(request => request.Method == "POST").Body.ShouldBe("""{"transition":{"id":"41"}}""");
    }

    [Fact]
    public async Task A_comment_is_made_by_the_request_that_was_recorded()
    {
        RecordedCassette comments = Load("vcr-create-comment.yaml");
        (StubRequest recorded, StubAnswer answer) = comments.Exchange.Single(exchange => exchange.Request.Path.EndsWith("/comment", StringComparison.Ordinal));
        await using StubServer server = new([
            .. Around(),
            new StubRule("GET", recorded.Path, StubAnswer.Json("""{"startAt":0,"maxResults":100,"total":0,"comments":[]}""")),
            new StubRule("POST", recorded.Path, answer),
        ]);
        await using StubConnection connection = Connect(server);

        await connection.Actions.CommentAsync("21326", "A comment [sa:1]", "[sa:1]", Token);

        JsonObject sent = JsonNode.Parse(server.Requests[^1].Body)!.AsObject();
        sent.Select(member => member.Key).ShouldBe(JsonNode.Parse(recorded.Body)!.AsObject().Select(member => member.Key));
    }

    private static RecordedCassette Load(string file) => RecordedCassette.Load(RecordedSamples.Require(Assert.Skip, "tickets", "jira", file), Host);

    private static StubServer Serve(RecordedCassette cassette) => new([.. Around(), .. cassette.Rules()]);

    // What the recorder's product asks otherwise than this connector.
    private static StubRule[] Around() =>
    [
        new StubRule("GET", "/rest/api/2/issue/createmeta/NTEST/issuetypes/10002", StubAnswer.Json("""{"startAt":0,"maxResults":50,"total":1,"values":[{"fieldId":"labels","name":"Labels","required":false}]}""")),
        new StubRule("GET", "/rest/api/2/project/NTEST/components", StubAnswer.Json("[]")),
        new StubRule("GET", "/rest/api/2/priority", StubAnswer.Json("""[{"id":"1","name":"Highest"},{"id":"2","name":"High"},{"id":"3","name":"Medium"},{"id":"4","name":"Low"},{"id":"5","name":"Lowest"}]""")),
    ];

    private static StubConnection Connect(StubServer server) => new(
        ConnectorFolders.Catalog.Find("JiraDataCenter"),
        server.Url,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["project"] = "NTEST", ["issueType"] = "10002" },
        "token",
        "a-secret-token");

    private static JsonObject Fields(string body) => JsonNode.Parse(body)!["fields"]!.AsObject();
}
