using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A Jira Cloud that makes issues at once, and shows them to searches later.</summary>
internal sealed partial class JiraStub : IAsyncDisposable
{
    private readonly List<JsonObject> _issues = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private int _number = 100;

    public JiraStub(TimeProvider time)
    {
        _time = time;
        Server = new StubServer(Answer);
    }

    public StubServer Server { get; }

    /// <summary>How long an issue is in no search.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How many numbers are used up by creates that failed.</summary>
    public int Gap { get; set; }

    /// <summary>Whether the answer to a create is lost.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>A further field of new issues, as its JSON behind a comma.</summary>
    public string Required { get; set; } = "";

    public int Issues => _issues.Count;

    public IEnumerable<StubRequest> Searches => Server.Requests.Where(request => request.Path.EndsWith("/search/jql", StringComparison.Ordinal));

    public JsonObject Issue(int index) => _issues[index];

    public void Add(string summary) => Make(new JsonObject { ["summary"] = summary, ["labels"] = new JsonArray() }, null);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private StubAnswer Answer(StubRequest request)
    {
        lock (_gate)
        {
            return (request.Method, request.Path["/rest/api/3".Length..]) switch
            {
                ("GET", "/myself") => StubAnswer.Json("""{"displayName":"SecAutomation"}"""),
                ("GET", "/project/OPS/components") => StubAnswer.Json("""[{"id":"10101","name":"IT Operations"}]"""),
                ("GET", "/priority/search") => StubAnswer.Json("""{"total":3,"values":[{"id":"1","name":"High"},{"id":"2","name":"Medium","isDefault":true},{"id":"3","name":"Low"}]}"""),
                ("GET", "/issue/createmeta/OPS/issuetypes/10002") => StubAnswer.Json(
                    $$"""{"total":{{(Required.Length > 0 ? 2 : 1)}},"fields":[{"fieldId":"labels","name":"Labels","required":false,"hasDefaultValue":false}{{Required}}]}"""),
                ("POST", "/issue") => Create(JsonNode.Parse(request.Body)!.AsObject()),
                ("POST", "/search/jql") => Search(JsonNode.Parse(request.Body)!),
                ("POST", "/issue/bulkfetch") => Found(JsonNode.Parse(request.Body)!["issueIdsOrKeys"]!.AsArray().Select(key => (string)key!).ToHashSet(StringComparer.Ordinal)),
                ("GET", var path) when path.StartsWith("/issue/", StringComparison.Ordinal) =>
                    _issues.Find(issue => (string)issue["id"]! == path["/issue/".Length..]) is { } issue ? StubAnswer.Json(issue.ToJsonString()) : StubAnswer.Json("{}", 404),
                _ => StubAnswer.Json("{}", 404),
            };
        }
    }

    private StubAnswer Create(JsonObject body)
    {
        JsonObject made = Make(body["fields"]!.AsObject(), body["properties"]?.AsArray());
        return LosesAnswer
            ? new StubAnswer { IsSilent = true }
            : StubAnswer.Json($$"""{"id":"{{made["id"]}}","key":"{{made["key"]}}"}""", 201);
    }

    private JsonObject Make(JsonObject fields, JsonArray? properties)
    {
        _number += Gap + 1;
        JsonObject stored = fields.DeepClone().AsObject();
        stored["status"] = JsonNode.Parse("""{"id":"10000","name":"To Do","statusCategory":{"key":"new"}}""");
        string now = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
        stored["created"] = now;
        stored["updated"] = now;
        var issue = new JsonObject
        {
            ["id"] = (10_000 + _number).ToString(CultureInfo.InvariantCulture),
            ["key"] = $"OPS-{_number}",
            ["fields"] = stored,
            ["properties"] = new JsonObject(properties?.Select(one => KeyValuePair.Create((string)one!["key"]!, one["value"]?.DeepClone())) ?? []),
        };
        _issues.Add(issue);
        return issue;
    }

    private StubAnswer Search(JsonNode body)
    {
        string jql = (string)body["jql"]!;
        DateTimeOffset until = _time.GetUtcNow() - Lag;
        long[] reconciled = [.. body["reconcileIssues"]?.AsArray().Select(id => (long)id!) ?? []];
        IEnumerable<JsonObject> shown = _issues.Where(issue => Created(issue) <= until || reconciled.Contains(long.Parse((string)issue["id"]!, CultureInfo.InvariantCulture)));
        if (Minutes().Match(jql) is { Success: true } minutes)
        {
            DateTimeOffset before = _time.GetUtcNow().AddMinutes(-int.Parse(minutes.Groups["minutes"].Value, CultureInfo.InvariantCulture));
            return Listed(shown.Where(issue => Created(issue) <= before).Reverse().Take(1));
        }

        string[] keys = [.. Key().Matches(jql).Select(match => match.Value)];
        return Listed(shown.Where(issue => issue["fields"]!["labels"]!.AsArray().Any(label => keys.Contains((string)label!, StringComparer.Ordinal))));
    }

    private StubAnswer Found(HashSet<string> keys) => Listed(_issues.Where(issue => keys.Contains((string)issue["key"]!)));

    private static StubAnswer Listed(IEnumerable<JsonObject> issues) =>
        StubAnswer.Json(new JsonObject { ["isLast"] = true, ["issues"] = new JsonArray([.. issues.Select(issue => issue.DeepClone())]) }.ToJsonString());

    private static DateTimeOffset Created(JsonObject issue) => DateTimeOffset.Parse((string)issue["fields"]!["created"]!, CultureInfo.InvariantCulture);

    [GeneratedRegex("sa1-[a-z2-7]{26}", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("created <= \"-(?<minutes>[0-9]+)m\"", RegexOptions.None, 1000)]
    private static partial Regex Minutes();
}
