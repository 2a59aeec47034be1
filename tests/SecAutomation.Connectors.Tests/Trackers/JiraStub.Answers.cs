using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <content>What it answers.</content>
internal sealed partial class JiraStub
{
    private StubAnswer Answer(StubRequest request)
    {
        string root = _isCloud ? "/rest/api/3" : "/rest/api/2";
        if (Authorization is { } expected && request.Header.GetValueOrDefault("Authorization") != expected)
            return Refused("Client must be authenticated to access this resource.", 401);
        if (!request.Path.StartsWith(root, StringComparison.Ordinal))
            return Refused("null for uri", 404);
        lock (_gate)
        {
            string[] parts = request.Path[(root.Length + 1)..].Split('/');
            return (request.Method, parts) switch
            {
                ("GET", ["myself"]) => StubAnswer.Json($$"""{"accountId":"{{Account}}","name":"{{Account}}","displayName":"SecAutomation"}"""),
                ("GET", ["serverInfo"]) => StubAnswer.Json($$"""{"version":"{{(_isCloud ? "1001.0.0" : "9.12.1")}}","deploymentType":"{{(_isCloud ? "Cloud" : "Server")}}"}"""),
                ("GET", ["project", "OPS"]) => StubAnswer.Json("""{"id":"10000","key":"OPS","name":"Operations"}"""),
                ("GET", ["project", "OPS", "components"]) => StubAnswer.Json("""[{"id":"10101","name":"IT Operations"}]"""),
                ("GET", ["priority", "search"]) when _isCloud => StubAnswer.Json("""{"total":3,"values":[{"id":"1","name":"High"},{"id":"2","name":"Medium","isDefault":true},{"id":"3","name":"Low"}]}"""),
                ("GET", ["priority"]) when !_isCloud => StubAnswer.Json("""[{"id":"1","name":"High"},{"id":"2","name":"Medium"},{"id":"3","name":"Low"}]"""),
                ("GET", ["issue", "createmeta", "OPS", "issuetypes", "10002"]) => Fields(),
                ("POST", ["issue"]) => Create(Body(request)),
                ("POST", ["search", "jql"]) when _isCloud => Search(Body(request)),
                ("POST", ["search"]) when !_isCloud => Search(Body(request)),
                ("POST", ["issue", "bulkfetch"]) when _isCloud => Found(Body(request)["issueIdsOrKeys"]!.AsArray().Select(key => (string)key!).ToHashSet(StringComparer.Ordinal)),
                ("POST", ["issueLink"]) => StubAnswer.Json("", 201),
                (_, ["issue", var id, ..]) when _issues.Find(issue => (string)issue["id"]! == id || (string)issue["key"]! == id) is { } issue => OfIssue(request, issue, parts[2..]),
                (_, ["issue", ..]) => Refused("Issue does not exist or you do not have permission to see it.", 404),
                _ => Refused("null for uri", 404),
            };
        }
    }

    private StubAnswer OfIssue(StubRequest request, JsonObject issue, string[] rest)
    {
        JsonObject fields = issue["fields"]!.AsObject();
        switch (request.Method, rest)
        {
            case ("GET", []):
                return StubAnswer.Json(issue.ToJsonString());
            case ("PUT", []):
                return Update(issue, Body(request));
            case ("GET", ["comment"]):
                JsonArray comments = fields["comments"]?.DeepClone().AsArray() ?? [];
                return StubAnswer.Json(new JsonObject { ["startAt"] = 0, ["maxResults"] = 100, ["total"] = comments.Count, ["comments"] = comments }.ToJsonString());
            case ("POST", ["comment"]):
                List(fields, "comments").Add(new JsonObject { ["body"] = Body(request)["body"]!.DeepClone() });
                return StubAnswer.Json("""{"id":"1"}""", 201);
            case ("POST", ["attachments"]) when request.Header.GetValueOrDefault("X-Atlassian-Token") == "no-check":
                List(fields, "attachment").Add(new JsonObject { ["filename"] = FileName().Match(request.Body).Groups["name"].Value, ["content"] = request.Body });
                return StubAnswer.Json("[{}]");
            case ("GET", ["transitions"]):
                return StubAnswer.Json(new JsonObject { ["transitions"] = Steps(fields) }.ToJsonString());
            case ("POST", ["transitions"]):
                return Move(issue, Body(request));
            default:
                return Refused("XSRF check failed", 403);
        }
    }

    private StubAnswer Update(JsonObject issue, JsonObject body)
    {
        JsonObject fields = issue["fields"]!.AsObject();
        JsonObject changes = body["fields"]?.AsObject() ?? [];
        if (Judge(changes) is { } refused)
            return refused;
        foreach ((string name, JsonNode? value) in changes)
            fields[name] = value?.DeepClone();
        foreach (JsonNode? change in body["update"]?["labels"]?.AsArray() ?? [])
        {
            string[] labels = [.. fields["labels"]!.AsArray().Select(label => (string)label!)];
            fields["labels"] = new JsonArray([.. labels.Where(label => label != (string?)change!["remove"]).Union(new[] { (string?)change!["add"] }.OfType<string>(), StringComparer.Ordinal).Select(label => (JsonNode)label)]);
        }

        foreach (JsonNode? property in body["properties"]?.AsArray() ?? [])
            issue["properties"]![(string)property!["key"]!] = property["value"]?.DeepClone();
        Changed(issue, Account);
        return Nothing();
    }

    private JsonArray Steps(JsonObject fields) => (string)fields["status"]!["statusCategory"]!["key"]! == "done"
        ? new JsonArray(JsonNode.Parse("""{"id":"41","name":"Reopen","to":{"id":"10000","name":"To Do","statusCategory":{"key":"new"}},"fields":{}}"""))
        : IsNeverClosed
            ? new JsonArray(JsonNode.Parse(Begin))
            : new JsonArray(JsonNode.Parse(Begin), JsonNode.Parse("""{"id":"31","name":"Done","to":{"id":"10002","name":"Done","statusCategory":{"key":"done"}},"fields":{"resolution":{"required":true,"allowedValues":[{"name":"Done"},{"name":"Won't Do"},{"name":"Duplicate"}]}}}"""));

    private const string Begin = """{"id":"21","name":"Begin","to":{"id":"10001","name":"In Progress","statusCategory":{"key":"indeterminate"}},"fields":{}}""";

    private StubAnswer Move(JsonObject issue, JsonObject body)
    {
        JsonObject fields = issue["fields"]!.AsObject();
        if (Steps(fields).FirstOrDefault(step => (string)step!["id"]! == (string?)body["transition"]!["id"]) is not { } step)
            return Refused("It seems that you have tried to perform an operation which you are not permitted to perform.");
        JsonNode? resolution = body["fields"]?["resolution"];
        if (step["fields"]!["resolution"] is { } asked && !asked["allowedValues"]!.AsArray().Any(value => (string?)value!["name"] == (string?)resolution?["name"]))
            return Refused("resolution", "Resolution is required.");
        fields["status"] = step["to"]!.DeepClone();
        fields["resolution"] = resolution?.DeepClone();
        fields["resolutiondate"] = resolution is null ? null : Now();
        Changed(issue, Account);
        return Nothing();
    }

    private StubAnswer Fields()
    {
        string[] names = [.. new[] { "summary", "description", "priority", "duedate", "components", "labels" }.Where(name => name != OffScreen && !(HasNoLabels && name == "labels"))];
        string fields = string.Join(',', names.Select(name => $$"""{"fieldId":"{{name}}","name":"{{name}}","required":false,"hasDefaultValue":false}"""));
        return StubAnswer.Json($$"""{"startAt":0,"maxResults":50,"total":{{names.Length + (Required.Length > 0 ? 1 : 0)}},"{{(_isCloud ? "fields" : "values")}}":[{{fields}}{{Required}}]}""");
    }

    private static JsonObject Body(StubRequest request) => JsonNode.Parse(request.Body)!.AsObject();

    private static JsonArray List(JsonObject fields, string name)
    {
        fields[name] ??= new JsonArray();
        return fields[name]!.AsArray();
    }

    [GeneratedRegex("filename=\"?(?<name>[^\";\r\n]+)", RegexOptions.None, 1000)]
    private static partial Regex FileName();
}
