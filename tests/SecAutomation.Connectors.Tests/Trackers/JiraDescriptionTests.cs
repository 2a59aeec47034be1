using System.Net;
using System.Text;
using SecAutomation.Engine.Actions;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>The requests of the connector for Jira Cloud, each checked against Atlassian's own OpenAPI description of what Jira takes.</summary>
[Trait("Category", "Server")]
public sealed class JiraDescriptionTests
{
    private static readonly DateTimeOffset s_since = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_fits_the_description()
    {
        Uri prism = Prism();
        IReadOnlyList<StubRequest> requests = await RequestsAsync();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());

        string[] wrong = [.. await Task.WhenAll(requests.DistinctBy(request => (request.Method, request.Target, request.Body)).Select(request => ComplaintAsync(client, prism, request)))];

        requests.Select(request => request.Method + " " + Shape(request.Path)).Distinct(StringComparer.Ordinal).Count().ShouldBe(15);
        wrong.Where(complaint => complaint.Length > 0).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/rest/api/3/issue/bulkfetch", """{"fields":["summary"]}""")]
    [InlineData("POST", "/rest/api/3/search/jql", """{"jql":"project = OPS","startAt":0}""")]
    [InlineData("POST", "/rest/api/3/issue", """{"fields":{},"properties":[{"key":"secautomation","worth":1}]}""")]
    [InlineData("POST", "/rest/api/2/issue", """{"fields":{}}""")]
    public async Task A_request_that_does_not_fit_is_noticed(string method, string path, string body)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        var request = new StubRequest(method, path, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" }, body);

        (await ComplaintAsync(client, Prism(), request)).ShouldNotBeEmpty();
    }

    private static Uri Prism() => new(TestServer.Require("PRISM", Assert.Skip)["JIRA_URL"]);

    // Every action, against a server of rules; each kind of team once.
    private static async Task<IReadOnlyList<StubRequest>> RequestsAsync()
    {
        await using var trial = new TrackerTrial("JiraCloud");
        TicketActions actions = trial.Actions;
        await actions.PrepareAsync(["IT Operations"], Token);
        await actions.CreateAsync(trial.Draft, Token);
        await actions.FindAsync([TrackerTrial.Key], s_since, Token);
        await actions.FindAsync(["sa1-aaaaaaaaaaaaaaaaaaaaaaaaaa"], TimeProvider.System.GetUtcNow(), Token);
        await actions.FindByNameAsync(["web01", "db\"01\\"], Token);
        await actions.ListAsync(s_since, Token);
        await actions.ReadAsync(TrackerTrial.Id, Token);
        await actions.UpdateAsync(TrackerTrial.Id, trial.Draft, Token);
        await actions.CommentAsync(TrackerTrial.Id, trial.Text("New. [sa:1]"), "[sa:1]", Token);
        await actions.CloseAsync(TrackerTrial.Id, TicketResolution.Fixed, trial.Text("Gone. [sa:2]"), "[sa:2]", Token);
        await actions.AttachAsync(TrackerTrial.Id, "hosts.csv", "text/csv", "host"u8.ToArray(), Token);
        await Should.ThrowAsync<FailureException>(() => actions.MarkDuplicateAsync(TrackerTrial.Id, "7", Token));
        foreach ((string kind, string field) in new[] { ("team", "teamField"), ("group", "groupField") })
        {
            var settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["email"] = "svc@example.com", ["project"] = "OPS", ["issueType"] = "10002", ["teamKind"] = kind, [field] = "customfield_10001", ["extraFields"] = """{"components":[],"customfield_10050":{}}""",
            };
            await using var connection = new StubConnection(ConnectorFolders.Catalog.Find("JiraCloud"), trial.Server.Url, settings, "token", "a-secret-token");
            await connection.Actions.CreateAsync(trial.Draft, Token);
            await connection.Actions.FindAsync([TrackerTrial.Key], Token);
        }

        return trial.Server.Requests;
    }

    private static async Task<string> ComplaintAsync(HttpMessageInvoker client, Uri prism, StubRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(prism, request.Target));
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.Header["Content-Type"]);
        }

        foreach (string name in new[] { "Accept", "Authorization", "X-Atlassian-Token" }.Where(request.Header.ContainsKey))
            message.Headers.TryAddWithoutValidation(name, request.Header[name]);
        using HttpResponseMessage answer = await client.SendAsync(message, Token);

        // Answers are Prism's own and prove nothing; what counts is what it says of the request, and whether there is such a request.
        string said = string.Join(' ', answer.Headers.TryGetValues("sl-violations", out IEnumerable<string>? found) ? found : []);
        return said.Contains("[\"request\"", StringComparison.Ordinal) || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
            ? $"{request.Method} {request.Target} {request.Body}: {(int)answer.StatusCode} {said}"
            : "";
    }

    private static string Shape(string path) => string.Join('/', path.Split('/').Select(part => part.All(char.IsAsciiDigit) ? "#" : part));
}
