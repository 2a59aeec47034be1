using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecAutomation.Engine.Actions;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>Lists of tickets in which people make and delete some between two pages.</summary>
public sealed partial class MovingListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_incident_that_stays_is_passed_over()
    {
        // Identifiers spread over all that there can be, also those whose first bit is set.
        string[] there = [.. Enumerable.Range(1, 2500).Select(Id).Order(StringComparer.Ordinal)];
        var incidents = new SortedSet<string>(there, StringComparer.Ordinal);
        HashSet<string> deleted = [];
        int made = there.Length;
        await using StubServer server = new(request => request.Path == "/api/now/table/incident" ? Page(request)
            : Counted(1, """{"result":[{"element":"correlation_id","column_label":"Correlation ID"}]}"""));
        await using var connection = new StubConnection(
            ConnectorFolders.Catalog.Find("ServiceNowIncident"), server.Url, new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "svc" }, "password", "a-secret-password");

        IReadOnlyList<ReadTicket> listed = await connection.Actions.ListAsync(null, Token);

        string[] ids = [.. listed.Select(ticket => ticket.Id)];
        ids.ShouldBeUnique(StringComparer.Ordinal);
        there.Except(deleted, StringComparer.Ordinal).Except(ids, StringComparer.Ordinal).ShouldBeEmpty("each that was there all the time");
        server.Requests.Count(request => request.Path == "/api/now/table/incident").ShouldBe(3);

        StubAnswer Page(StubRequest request)
        {
            string query = request.Query("sysparm_query")!;
            string from = FromId().Match(query).Groups["id"].Value;
            query.ShouldEndWith("^ORDERBYsys_id");
            string[] after = [.. incidents.Where(id => string.CompareOrdinal(id, from) >= 0)];
            string[] page = [.. after.Take(1000)];
            StubAnswer answer = Counted(after.Length, $$"""{"result":[{{string.Join(',', page.Select(id => $$"""{"sys_id":"{{id}}","number":"INC1","short_description":"s","state":"1","correlation_id":"sa1-x","sys_created_on":"2026-01-01 00:00:00","sys_updated_on":"2026-01-01 00:00:00"}"""))}}]}""");

            // One of the page goes, and another comes: by offset, the first one of the next page would be passed over.
            if (incidents.Remove(page[0]))
                deleted.Add(page[0]);
            incidents.Add(Id(++made));
            return answer;
        }
    }

    [Fact]
    public async Task No_issue_that_stays_is_passed_over()
    {
        var issues = new SortedSet<int>(Enumerable.Range(1, 250));
        await using StubServer server = new(request => request.Path == "/rest/api/2/search" ? Page(request) : Around(request));
        await using StubConnection connection = Jira(server);

        IReadOnlyList<ReadTicket> listed = await connection.Actions.ListAsync(null, Token);

        int[] numbers = [.. listed.Select(ticket => NumberOf(ticket.Number))];
        numbers.ShouldBeUnique();
        numbers.ShouldBeInOrder();
        issues.Where(number => number <= 250).Except(numbers).ShouldBeEmpty("each that was there all the time");
        Searches(server).ShouldBe(["", " AND key > \"OPS-100\"", " AND key > \"OPS-200\""]);

        StubAnswer Page(StubRequest request)
        {
            StubAnswer answer = Issues(request, issues);
            issues.Remove(issues.Min);
            issues.Add(issues.Max + 1);
            return answer;
        }
    }

    [Fact]
    public async Task A_list_whose_page_begins_behind_a_deleted_issue_is_read_again()
    {
        var issues = new SortedSet<int>(Enumerable.Range(1, 150));
        await using StubServer server = new(request =>
        {
            if (request.Path != "/rest/api/2/search")
                return Around(request);
            StubAnswer answer = Issues(request, issues);
            issues.Remove(100);
            return answer;
        });
        await using StubConnection connection = Jira(server);

        IReadOnlyList<ReadTicket> listed = await connection.Actions.ListAsync(null, Token);

        listed.Select(ticket => NumberOf(ticket.Number)).ShouldBe(issues);
        Searches(server).ShouldBe(["", " AND key > \"OPS-100\"", "", " AND key > \"OPS-101\""]);
    }

    private static StubAnswer Counted(int rows, string body) => StubAnswer.Json(body) with
    {
        Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Total-Count"] = rows.ToString(CultureInfo.InvariantCulture) },
    };

    private static StubAnswer Issues(StubRequest request, SortedSet<int> issues)
    {
        string jql = (string)JsonNode.Parse(request.Body)!["jql"]!;
        int last = AfterKey().Match(jql) is { Success: true } after ? int.Parse(after.Groups["number"].Value, CultureInfo.InvariantCulture) : 0;
        if (last > 0 && !issues.Contains(last))
            return StubAnswer.Json($$$"""{"errorMessages":["An issue with key 'OPS-{{{last}}}' does not exist for field 'key'."],"errors":{}}""", 400);
        int[] found = [.. issues.Where(number => number > last)];
        IEnumerable<string> shown = found.Take(100).Select(number =>
            $$$"""{"id":"{{{10_000 + number}}}","key":"OPS-{{{number}}}","fields":{"summary":"s","labels":["secautomation","sa1-{{{number}}}"],"status":{"id":"1","name":"To Do","statusCategory":{"key":"new"}},"created":"2026-01-01T00:00:00.000+0000","updated":"2026-01-01T00:00:00.000+0000"}}""");
        return StubAnswer.Json($$"""{"startAt":0,"maxResults":100,"total":{{found.Length}},"issues":[{{string.Join(',', shown)}}]}""");
    }

    private static StubAnswer Around(StubRequest request) => StubAnswer.Json(request.Path.EndsWith("/issuetypes/10002", StringComparison.Ordinal)
        ? """{"startAt":0,"maxResults":50,"total":1,"values":[{"fieldId":"labels","name":"Labels","required":false}]}"""
        : "[]");

    private static StubConnection Jira(StubServer server) => new(
        ConnectorFolders.Catalog.Find("JiraDataCenter"),
        server.Url,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["project"] = "OPS", ["issueType"] = "10002" },
        "token",
        "a-secret-token");

    private static IEnumerable<string> Searches(StubServer server) =>
        server.Requests.Where(request => request.Path == "/rest/api/2/search").Select(request => AfterKey().Match((string)JsonNode.Parse(request.Body)!["jql"]!).Value);

    private static int NumberOf(string key) => int.Parse(key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    private static string Id(int number) => $"{unchecked((uint)number * 2_654_435_761u):x8}{number:x24}";

    [GeneratedRegex(@"\^sys_id>=(?<id>[0-9a-f]{32})\^", RegexOptions.None, 1000)]
    private static partial Regex FromId();

    [GeneratedRegex(" AND key > \"OPS-(?<number>[0-9]+)\"", RegexOptions.None, 1000)]
    private static partial Regex AfterKey();
}
