using System.Globalization;
using System.Text.Json.Nodes;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A ServiceNow instance with a table of incidents, in the shape of the documentation of the Table API: it keeps records, and leaves out of a query what it does not know.</summary>
internal sealed class ServiceNowStub : IAsyncDisposable
{
    public const string Group = "287ebd7da9fe198100f92cc8d1d2154e";

    private const string Account = "svc.secauto";

    private static readonly string[] s_columns =
    [
        "sys_id", "number", "short_description", "description", "state", "close_code", "close_notes", "correlation_id", "correlation_display", "assignment_group", "priority", "impact", "urgency",
        "due_date", "category", "caller_id", "contact_type", "parent_incident", "sys_mod_count", "sys_created_on", "sys_updated_on", "sys_created_by", "sys_updated_by", "closed_at", "resolved_at",
        "work_notes", "comments",
    ];

    private readonly List<JsonObject> _incidents = [];
    private readonly List<(string Id, string Name, string Content)> _files = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;

    public ServiceNowStub(TimeProvider time)
    {
        _time = time;
        Server = new StubServer(Answer);
    }

    public StubServer Server { get; }

    /// <summary>Columns that the dictionary does not know.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the account may not read the dictionary.</summary>
    public bool HidesDictionary { get; set; }

    /// <summary>A group that an assignment rule sets on new incidents; null: none.</summary>
    public string? AssignmentRule { get; set; }

    /// <summary>Whether a data policy keeps incidents from being closed.</summary>
    public bool IsNeverClosed { get; set; }

    /// <summary>What stands in an answer of 200 to a list that failed; null: none fails.</summary>
    public string? Failure { get; set; }

    /// <summary>The header that says who is asking; null: anybody may ask.</summary>
    public string? Authorization { get; set; }

    public IReadOnlyList<JsonObject> Incidents => _incidents;

    public IReadOnlyList<(string Id, string Name, string Content)> Files => _files;

    /// <summary>A change that a person makes.</summary>
    public void Edit(int index, Action<JsonObject> change)
    {
        lock (_gate)
        {
            change(_incidents[index]);
            Touch(_incidents[index], "beth.anglin");
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private StubAnswer Answer(StubRequest request)
    {
        if (Authorization is { } expected && request.Header.GetValueOrDefault("Authorization") != expected)
            return Refused("User Not Authenticated", 401);
        lock (_gate)
        {
            return (request.Method, request.Path.Split('/')[1..]) switch
            {
                ("GET", [_, _, "table", "sys_user"]) => Rows(request, [new JsonObject { ["user_name"] = Account }]),
                ("GET", [_, _, "table", "sys_user_group"]) => Rows(request, [Named(Group, "IT Operations"), Named("8a4dde73c6112278017a6a4baf547aa7", "Network")]),
                ("GET", [_, _, "table", "sys_dictionary"]) => Rows(request, HidesDictionary ? [] : [.. Known().Select(column => new JsonObject { ["element"] = column, ["column_label"] = column })]),
                ("GET", [_, _, "table", "incident"]) => Failure is { } why
                    ? StubAnswer.Json($$$"""{"result":[],"error":{"message":"{{{why}}}"}}""")
                    : Rows(request, [.. Matching(request.Query("sysparm_query") ?? "")]),
                ("POST", [_, _, "table", "incident"]) => StubAnswer.Json(new JsonObject { ["result"] = Seen(Add(Body(request)), request) }.ToJsonString(), 201),
                (var method, [_, _, "table", "incident", var id]) => _incidents.Find(one => (string)one["sys_id"]! == id) is { } incident
                    ? OfIncident(request, method, incident)
                    : Refused("No Record found", 404),
                ("GET", [_, _, "attachment"]) => Rows(request, [.. _files.Where(file => (request.Query("sysparm_query") ?? "").EndsWith(file.Id, StringComparison.Ordinal)).Select(file => new JsonObject { ["file_name"] = file.Name })]),
                ("POST", [_, _, "attachment", "file"]) => Attach(request),
                _ => Refused("Invalid table", 400),
            };
        }
    }

    private IEnumerable<string> Known() => s_columns.Where(column => !Missing.Contains(column));

    private StubAnswer OfIncident(StubRequest request, string method, JsonObject incident)
    {
        if (method == "PATCH")
        {
            if (IsNeverClosed && (string?)Body(request)["state"] is "6" or "7")
                return Refused("Data Policy Exception: the following fields are mandatory: Cause", 403);
            Write(incident, Body(request));
            Touch(incident, Account);
        }

        return StubAnswer.Json(new JsonObject { ["result"] = Seen(incident, request) }.ToJsonString());
    }

    private StubAnswer Attach(StubRequest request)
    {
        _files.Add((request.Query("table_sys_id")!, request.Query("file_name")!, request.Body));
        return StubAnswer.Json("""{"result":{"sys_id":"a1"}}""", 201);
    }

    private JsonObject Add(JsonObject body)
    {
        string number = (_incidents.Count + 1).ToString("D7", CultureInfo.InvariantCulture);
        var made = new JsonObject(s_columns.Select(column => KeyValuePair.Create(column, (JsonNode?)"")))
        {
            ["sys_id"] = number.PadLeft(32, '0'), ["number"] = "INC" + number, ["state"] = "1", ["sys_mod_count"] = "-1", ["sys_created_on"] = Now(), ["sys_created_by"] = Account, ["impact"] = "3", ["urgency"] = "3",
        };
        _incidents.Add(made);
        Write(made, body);
        if (AssignmentRule is { } group)
            made["assignment_group"] = group;
        Touch(made, Account);
        return made;
    }

    // What is unknown is dropped. A priority is what impact and urgency make it.
    private void Write(JsonObject incident, JsonObject body)
    {
        foreach ((string name, JsonNode? value) in body.Where(pair => Known().Contains(pair.Key, StringComparer.Ordinal) && pair.Key != "priority"))
        {
            string text = value?.ToString() ?? "";
            incident[name] = name is "work_notes" or "comments" && text.Length > 0 ? $"{text}\n\n{(string)incident[name]!}" : text;
        }

        int Level(string name) => int.Parse((string)incident[name]!, CultureInfo.InvariantCulture);
        incident["priority"] = Math.Clamp(Level("impact") + Level("urgency") - 1, 1, 5).ToString(CultureInfo.InvariantCulture);
        bool isClosed = (string)incident["state"]! == "7";
        incident["closed_at"] = isClosed ? Now() : "";
    }

    private void Touch(JsonObject incident, string account)
    {
        incident["sys_mod_count"] = (int.Parse($"{incident["sys_mod_count"]}", CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        incident["sys_updated_on"] = Now();
        incident["sys_updated_by"] = account;
    }

    private string Now() => _time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private IEnumerable<JsonObject> Matching(string query)
    {
        IEnumerable<JsonObject> found = _incidents;
        foreach (string condition in query.Replace("^OR", "\0", StringComparison.Ordinal).Split('^').Where(part => !part.StartsWith("\0DERBY", StringComparison.Ordinal)))
        {
            Func<JsonObject, bool>[] any = [.. condition.Split('\0').Where(part => !part.StartsWith("DERBY", StringComparison.Ordinal)).Select(Condition).OfType<Func<JsonObject, bool>>()];
            if (any.Length > 0)
                found = found.Where(incident => any.Any(fits => fits(incident)));
        }

        return found;
    }

    // A column that is not there: the condition counts as if it had not been said.
    private Func<JsonObject, bool>? Condition(string text)
    {
        foreach (string verb in new[] { "STARTSWITH", "LIKE", "IN", ">=", "=" })
        {
            int at = text.IndexOf(verb, StringComparison.Ordinal);
            if (at <= 0 || !Known().Contains(text[..at], StringComparer.Ordinal))
                continue;
            (string column, string value) = (text[..at], text[(at + verb.Length)..]);
            return incident => (string)incident[column]! is { } there && verb switch
            {
                "STARTSWITH" => there.StartsWith(value, StringComparison.OrdinalIgnoreCase),
                "LIKE" => there.Contains(value, StringComparison.OrdinalIgnoreCase),
                ">=" => string.CompareOrdinal(there, value) >= 0,
                "IN" => value.Split(',').Contains(there, StringComparer.OrdinalIgnoreCase),
                _ => there == value,
            };
        }

        return null;
    }

    private static StubAnswer Rows(StubRequest request, JsonObject[] rows)
    {
        int from = int.Parse(request.Query("sysparm_offset") ?? "0", CultureInfo.InvariantCulture), most = int.Parse(request.Query("sysparm_limit") ?? "10000", CultureInfo.InvariantCulture);
        var page = new JsonObject { ["result"] = new JsonArray([.. rows.Skip(from).Take(most).Select(row => Seen(row, request))]) };
        return StubAnswer.Json(page.ToJsonString()) with
        {
            Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Total-Count"] = rows.Length.ToString(CultureInfo.InvariantCulture) },
        };
    }

    private static JsonObject Seen(JsonObject row, StubRequest request)
    {
        string[]? asked = request.Query("sysparm_fields")?.Split(',');
        var seen = new JsonObject(row.Where(pair => asked is null || asked.Contains(pair.Key, StringComparer.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        if (asked?.Contains("comments_and_work_notes", StringComparer.Ordinal) == true)
            seen["comments_and_work_notes"] = $"{(string)row["comments"]!}{(string)row["work_notes"]!}";
        return seen;
    }

    private static JsonObject Named(string id, string name) => new() { ["sys_id"] = id, ["name"] = name };

    private static JsonObject Body(StubRequest request) => JsonNode.Parse(request.Body)!.AsObject();

    private static StubAnswer Refused(string message, int status) =>
        StubAnswer.Json($$"""{"error":{"message":"{{message}}","detail":""},"status":"failure"}""", status);
}
