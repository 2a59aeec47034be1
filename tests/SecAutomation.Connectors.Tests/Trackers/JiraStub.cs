using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A Jira with a project, in the shape of Atlassian's descriptions: it keeps issues, and shows them to searches at once or later.</summary>
internal sealed partial class JiraStub : IAsyncDisposable
{
    public const string Account = "svc-secauto";

    private const int LongestText = 32_767;
    private const int LongestSummary = 255;

    private readonly List<JsonObject> _issues = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly bool _isCloud;
    private int _number = 100;

    public JiraStub(TimeProvider time, bool isCloud = true)
    {
        (_time, _isCloud) = (time, isCloud);
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

    /// <summary>A field that is not on the screens; null: all are.</summary>
    public string? OffScreen { get; set; }

    /// <summary>Whether Labels is not on the screens.</summary>
    public bool HasNoLabels { get; set; }

    /// <summary>A component that an automation of the project sets on new issues; null: none.</summary>
    public string? Automation { get; set; }

    /// <summary>Whether the workflow offers no step to a closed status.</summary>
    public bool IsNeverClosed { get; set; }

    /// <summary>The header that says who is asking; null: anybody may ask.</summary>
    public string? Authorization { get; set; }

    public int Issues => _issues.Count;

    public IEnumerable<StubRequest> Searches => Server.Requests.Where(request => request.Path.EndsWith("/search/jql", StringComparison.Ordinal) || request.Path.EndsWith("/search", StringComparison.Ordinal));

    public JsonObject Issue(int index) => _issues[index];

    /// <summary>An issue of somebody else.</summary>
    public void Add(string summary) => Make(new JsonObject { ["summary"] = summary, ["labels"] = new JsonArray() }, null);

    /// <summary>A change that a person makes.</summary>
    public void Edit(int index, Action<JsonObject> change)
    {
        lock (_gate)
        {
            change(_issues[index]["fields"]!.AsObject());
            Changed(_issues[index], "a-person");
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static StubAnswer Refused(string message, int status = 400) =>
        StubAnswer.Json(new JsonObject { ["errorMessages"] = new JsonArray(message), ["errors"] = new JsonObject() }.ToJsonString(), status);

    private static StubAnswer Refused(string field, string message) =>
        StubAnswer.Json(new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = new JsonObject { [field] = message } }.ToJsonString(), 400);

    private static StubAnswer Nothing() => StubAnswer.Json("", 204) with { ContentType = "" };

    private string Now() => _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    private void Changed(JsonObject issue, string account)
    {
        issue["fields"]!["updated"] = Now();
        issue["changelog"]!["histories"]!.AsArray().Add(new JsonObject { ["author"] = new JsonObject { ["accountId"] = account, ["name"] = account } });
    }

    private StubAnswer Create(JsonObject body)
    {
        JsonObject fields = body["fields"]!.AsObject();
        if (Judge(fields) is { } refused)
            return refused;
        JsonObject made = Make(fields, body["properties"]?.AsArray());
        return LosesAnswer
            ? new StubAnswer { IsSilent = true }
            : StubAnswer.Json($$"""{"id":"{{made["id"]}}","key":"{{made["key"]}}","self":"{server}/rest/api/issue/{{made["id"]}}"}""", 201);
    }

    // What Jira says no to.
    private StubAnswer? Judge(JsonObject fields)
    {
        if (OffScreen is { } hidden && fields.ContainsKey(hidden))
            return Refused(hidden, $"Field '{hidden}' cannot be set. It is not on the appropriate screen, or unknown.");
        if ((string?)fields["summary"] is { } summary && (summary.Length > LongestSummary || summary.Contains('\n', StringComparison.Ordinal)))
            return Refused("summary", "Summary must be one line of at most 255 characters.");
        if (fields["description"] is { } description && description is JsonObject != _isCloud)
            return Refused("description", _isCloud ? "Operation value must be an Atlassian Document (see the Atlassian Document Format)" : "Operation value must be a string");
        if (fields["description"] is { } text && (_isCloud ? Said(text) : (string)text!).Length > LongestText)
            return Refused("CONTENT_LIMIT_EXCEEDED");
        if (fields["components"] is JsonArray components && components.Any(one => (string?)one!["id"] != "10101"))
            return Refused("components", "Component id is not valid");
        return fields["labels"] is JsonArray labels && labels.Any(label => ((string)label!).Contains(' ', StringComparison.Ordinal)) ? Refused("labels", "The label contains spaces which is invalid.") : null;
    }

    private static string Said(JsonNode document) => document switch
    {
        JsonObject node => (string?)node["text"] ?? string.Concat(node["content"]?.AsArray().Select(child => Said(child!)) ?? []),
        _ => "",
    };

    private JsonObject Make(JsonObject fields, JsonArray? properties)
    {
        _number += Gap + 1;
        JsonObject stored = fields.DeepClone().AsObject();
        stored["status"] = JsonNode.Parse("""{"id":"10000","name":"To Do","statusCategory":{"key":"new"}}""");
        string now = Now();
        stored["created"] = now;
        stored["updated"] = now;
        stored["creator"] = new JsonObject { ["accountId"] = Account, ["name"] = Account };
        stored["priority"] ??= new JsonObject { ["id"] = "2" };
        if (Automation is { } component)
            stored["components"] = new JsonArray(new JsonObject { ["id"] = component, ["name"] = "Another" });
        var issue = new JsonObject
        {
            ["id"] = (10_000 + _number).ToString(CultureInfo.InvariantCulture),
            ["key"] = $"OPS-{_number}",
            ["fields"] = stored,
            ["changelog"] = new JsonObject { ["histories"] = new JsonArray() },
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
            return Listed(shown.Where(issue => Created(issue) <= before).Reverse().Take(1), body);
        }

        if (After().Match(jql) is { Success: true } after)
            shown = shown.Where(issue => Number(issue) > int.Parse(after.Groups["number"].Value, CultureInfo.InvariantCulture));
        string[] keys = [.. Key().Matches(jql).Select(match => match.Value)];
        string[] words = [.. Word().Matches(jql).Select(match => match.Groups["word"].Value.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal))];
        string[] labels = keys.Length > 0 ? keys : ["secautomation"];
        return Listed(
            shown.Where(issue => issue["fields"]!["labels"]!.AsArray().Any(label => labels.Contains((string)label!, StringComparer.Ordinal))
                && (words.Length == 0 || words.Any(word => (issue["fields"]!["description"]?.ToJsonString() ?? "").Contains(word, StringComparison.OrdinalIgnoreCase)))),
            body);
    }

    private StubAnswer Found(HashSet<string> keys) => Listed(_issues.Where(issue => keys.Contains((string)issue["key"]!)), new JsonObject());

    private StubAnswer Listed(IEnumerable<JsonObject> issues, JsonNode body)
    {
        JsonObject[] all = [.. issues];
        int from = _isCloud ? int.Parse((string?)body["nextPageToken"] ?? "0", CultureInfo.InvariantCulture) : 0, most = (int?)body["maxResults"] ?? 100;
        var page = new JsonObject { ["issues"] = new JsonArray([.. all.Skip(from).Take(most).Select(issue => issue.DeepClone())]) };
        if (!_isCloud)
            (page["startAt"], page["maxResults"], page["total"]) = (from, most, all.Length);
        else if (from + most < all.Length)
            page["nextPageToken"] = (from + most).ToString(CultureInfo.InvariantCulture);
        return StubAnswer.Json(page.ToJsonString());
    }

    private static DateTimeOffset Created(JsonObject issue) => DateTimeOffset.Parse((string)issue["fields"]!["created"]!, CultureInfo.InvariantCulture);

    [GeneratedRegex("sa1-[a-z2-7]{26}", RegexOptions.None, 1000)]
    private static partial Regex Key();

    private static int Number(JsonObject issue) => int.Parse(((string)issue["key"]!)["OPS-".Length..], CultureInfo.InvariantCulture);

    [GeneratedRegex("AND key > \"OPS-(?<number>[0-9]+)\"", RegexOptions.None, 1000)]
    private static partial Regex After();

    [GeneratedRegex("created <= \"-(?<minutes>[0-9]+)m\"", RegexOptions.None, 1000)]
    private static partial Regex Minutes();

    [GeneratedRegex("description ~ \"(?<word>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
