using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using SecAutomation.Testing.Http;

namespace SecAutomation.Testing.Trackers;

/// <summary>
/// A tracker on 127.0.0.1 with all the traps that real ones have, to be told which of them to set. Its tickets are looked at, and changed as a
/// person would, through <see cref="Tickets"/>.
/// </summary>
/// <remarks>
/// <c>GET /api/me</c>, <c>/api/fields</c>, <c>/api/teams</c>, <c>/api/statuses</c>, <c>/api/priorities</c>;
/// <c>GET /api/tickets?key=…&amp;name=…&amp;marked=1&amp;since=…&amp;offset=…&amp;limit=…</c> (values of a filter are joined by bars);
/// <c>GET</c>, <c>PUT</c> and <c>DELETE /api/tickets/{id}</c>, <c>POST /api/tickets</c>, <c>GET</c> and <c>POST /api/tickets/{id}/comments</c> and <c>/files</c>.
/// </remarks>
public sealed class StubTracker : IAsyncDisposable
{
    public const string ApiKey = "stub-tracker-key";
    public const string Account = "svc";

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly StubServer _server;
    private readonly List<StubTicket> _tickets = [];
    private readonly ConcurrentQueue<TrackerFault> _faults = new();
    private int _lastId;

    public StubTracker(TrackerTraps? traps = null, TimeProvider? time = null)
    {
        (Traps, _time) = (traps ?? new TrackerTraps(), time ?? TimeProvider.System);
        _server = new StubServer(Answer);
    }

    public static IReadOnlyList<string> Statuses { get; } = ["new", "working", "waiting", "closed", "rejected"];

    /// <summary>The traps that are set; they may be changed at any time.</summary>
    public TrackerTraps Traps { get; set; }

    /// <summary>Whether the field of the key is there.</summary>
    public bool HasKeyField { get; init; } = true;

    /// <summary>Whether it no longer knows the key as a filter, and goes on as <see cref="Traps"/> say.</summary>
    public bool LosesFilter { get; set; }

    /// <summary>Looks at each request first; what it gives is the answer. Called from several threads.</summary>
    public Func<StubRequest, StubAnswer?>? Gate { get; init; }

    public Uri Url => _server.Url;

    public IReadOnlyList<StubRequest> Requests => _server.Requests;

    /// <summary>How many requests were writes that reached it.</summary>
    public int Writes => Requests.Count(request => request.Method != "GET");

    /// <summary>What happens to the requests to come that write; those after them are served as usual.</summary>
    public void FailWrites(params TrackerFault[] faults)
    {
        foreach (TrackerFault fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>Nothing happens to the requests to come any more.</summary>
    public void ForgetFaults() => _faults.Clear();

    /// <summary>The tickets, in the order of their numbers.</summary>
    public IReadOnlyList<StubTicket> Tickets
    {
        get
        {
            lock (_lock)
                return [.. _tickets];
        }
    }

    /// <summary>Does what a person does in the tracker's own pages.</summary>
    public void Edit(int id, Action<StubTicket> change, string by = "alice")
    {
        lock (_lock)
        {
            StubTicket ticket = _tickets.Single(ticket => ticket.Id == id);
            change(ticket);
            Touch(ticket, by);
        }
    }

    /// <summary>Makes what two machines make at the same moment: a second ticket with the same key.</summary>
    public void Duplicate(int id)
    {
        lock (_lock)
        {
            StubTicket twin = _tickets.Single(ticket => ticket.Id == id);
            var made = new StubTicket
            {
                Id = ++_lastId, Created = _time.GetUtcNow(), Title = twin.Title, Body = twin.Body, Key = twin.Key, Team = twin.Team, Priority = twin.Priority, Due = twin.Due,
            };
            Touch(made, Account);
            _tickets.Add(made);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private StubAnswer Answer(StubRequest request)
    {
        if (Gate?.Invoke(request) is { } refusal)
            return refusal;

        bool isWrite = request.Method != "GET";
        TrackerFault fault = isWrite && _faults.TryDequeue(out TrackerFault next) ? next : TrackerFault.None;
        switch (fault)
        {
            case TrackerFault.LostRequest:
                return new StubAnswer { IsSilent = true };
            case TrackerFault.BadGateway:
                return StubAnswer.Json("""{"error":"bad gateway"}""", 502);
            case TrackerFault.TooMany:
                return StubAnswer.Json("""{"error":"slow down"}""", 429) with { Header = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "1" } };
            case TrackerFault.LoginPage:
                return new StubAnswer { ContentType = "text/html", Body = "<!DOCTYPE html><title>Log in</title>"u8.ToArray() };
        }

        StubAnswer answer;
        lock (_lock)
            answer = Serve(request);

        return fault switch
        {
            TrackerFault.LostAnswer => answer with { IsSilent = true },
            TrackerFault.CutAnswer => answer with { CutAfter = answer.Body.Length / 2 },
            TrackerFault.StalledAnswer => answer with { StallAfter = answer.Body.Length / 2 },
            TrackerFault.BadGatewayAfterwards => StubAnswer.Json("""{"error":"bad gateway"}""", 502),
            TrackerFault.FailedAfterwards => StubAnswer.Json("""{"error":"internal error"}""", 500),
            _ => answer,
        };
    }

    private StubAnswer Serve(StubRequest request)
    {
        bool isKnown = request.Header.TryGetValue("X-Api-Key", out string? key) && key == ApiKey;
        string[] path = request.Path.Trim('/').Split('/');
        bool isPublic = Traps.AnswersAnonymously && request.Method == "GET" && path is ["api", "tickets"];
        if (!isKnown && !isPublic)
            return StubAnswer.Json("""{"error":"who are you"}""", 401);

        return (request.Method, path) switch
        {
            ("GET", ["api", "me"]) => Json(new JsonObject { ["id"] = Account }),
            ("GET", ["api", "fields"]) => List("fields", HasKeyField ? Named(("f1", "Key")) : Named(("f9", "Another"))),
            ("GET", ["api", "teams"]) => List("teams", Named(("t1", "IT Operations"), ("t2", "Network & O'Brien"))),
            ("GET", ["api", "statuses"]) => List("statuses", [.. Statuses.Select(status => (JsonNode)new JsonObject { ["id"] = status, ["name"] = Local(status), ["closed"] = status is "closed" or "rejected" })]),
            ("GET", ["api", "priorities"]) => List("priorities", [.. StubTrackerFields.Priorities.Select(priority => (JsonNode)new JsonObject { ["id"] = priority, ["name"] = Local(priority), ["usual"] = priority == "p2" })]),
            ("GET", ["api", "tickets"]) => Search(request, isKnown),
            ("POST", ["api", "tickets"]) => Create(StubTrackerFields.Parse(request.Body)),
            (_, ["api", "tickets", { } id, .. string[] rest]) when Find(id) is { } ticket => Serve(request, ticket, rest),
            _ => StubAnswer.Json("""{"error":"not found"}""", 404),
        };
    }

    private StubAnswer Serve(StubRequest request, StubTicket ticket, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => Json(StubTrackerFields.Write(ticket, Traps, isList: false)),
        ("PUT", []) => Change(ticket, StubTrackerFields.Parse(request.Body)),
        ("GET", ["comments"]) => List("comments", [.. ticket.Comment.Select(text => (JsonNode)new JsonObject { ["text"] = text })]),
        ("POST", ["comments"]) => Add(ticket, ticket.Comment, StubTrackerFields.Parse(request.Body).GetValueOrDefault("text", "")),
        ("GET", ["files"]) => List("files", [.. ticket.File.Select(name => (JsonNode)new JsonObject { ["name"] = name })]),
        ("POST", ["files"]) => Add(ticket, ticket.File, request.Query("name") ?? ""),
        _ => StubAnswer.Json("""{"error":"not found"}""", 404),
    };

    private StubAnswer Search(StubRequest request, bool isKnown)
    {
        DateTimeOffset now = _time.GetUtcNow();
        IEnumerable<StubTicket> found = isKnown ? _tickets.Where(ticket => ticket.SearchableAt <= now) : [];
        foreach ((string name, string value) in request.Query())
        {
            string[] values = value.Split('|');
            switch (name)
            {
                case "f1" when HasKeyField && !LosesFilter:
                    StringComparer comparer = Traps.FoldsCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
                    found = found.Where(ticket => values.Contains(ticket.Key, comparer));
                    break;
                case "name":
                    // Like full text search, it finds parts of words.
                    found = found.Where(ticket => values.Any(part => ticket.Body.Contains(part, StringComparison.OrdinalIgnoreCase)));
                    break;
                case "marked":
                    found = found.Where(ticket => ticket.Key.Length > 0);
                    break;
                case "since":
                    if (!Traps.IgnoresInvalidQueryParts)
                    {
                        var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(value, CultureInfo.InvariantCulture));
                        found = found.Where(ticket => ticket.Created >= since);
                    }

                    break;
                case "offset" or "limit":
                    break;
                default:
                    if (Traps.FindsNothingByUnknownFields)
                        found = [];
                    else if (!Traps.IgnoresUnknownFilters)
                        return StubAnswer.Json($$"""{"error":"no field {{name}}"}""", 400);

                    break;
            }
        }

        StubTicket[] all = [.. found.OrderBy(ticket => ticket.Id)];
        int offset = int.Parse(request.Query("offset") ?? "0", CultureInfo.InvariantCulture);
        int limit = Math.Min(100, int.Parse(request.Query("limit") ?? "25", CultureInfo.InvariantCulture));
        var answer = new JsonObject { ["tickets"] = new JsonArray([.. all.Skip(offset).Take(limit).Select(ticket => StubTrackerFields.Write(ticket, Traps, isList: true))]) };
        if (!Traps.WritesNumbersAsItLikes)
            answer["total"] = all.Length;

        return Json(answer);
    }

    private StubAnswer Create(IReadOnlyDictionary<string, string> fields)
    {
        string key = fields.GetValueOrDefault("key", "");
        string? refusal = fields.Keys.FirstOrDefault(Traps.NotOnForm.Contains) is { } missing ? $"Field '{missing}' cannot be set. It is not on the appropriate screen, or unknown."
            : fields.GetValueOrDefault("title", "").Length == 0 ? "The title cannot be blank."
            : fields.TryGetValue("team", out string? team) && team is not ("t1" or "t2") ? "The team is invalid."
            : Traps.RefusesSecondKey && key.Length > 0 && _tickets.Any(ticket => ticket.Key == key) ? "Ticket already exist in organisation"
            : null;
        if (refusal is not null)
        {
            _lastId += Traps.BurnsNumbers ? 1 : 0;
            return Json(new JsonObject { ["error"] = refusal }, 400);
        }

        DateTimeOffset now = _time.GetUtcNow();
        var made = new StubTicket { Id = ++_lastId, Created = now };
        var dropped = new HashSet<string>(Traps.Drops, StringComparer.Ordinal);
        if (Traps.DropsSecondKey && _tickets.Any(ticket => ticket.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            dropped.Add("key");

        StubTrackerFields.Apply(made, fields, dropped);
        Touch(made, Account);
        _tickets.Add(made);
        return Json(StubTrackerFields.Write(made, Traps, isList: false), 201);
    }

    private StubAnswer Change(StubTicket ticket, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.TryGetValue("version", out string? expected) && expected != ticket.Version.ToString(CultureInfo.InvariantCulture))
            return StubAnswer.Json("""{"error":"somebody changed it"}""", 412);

        if (fields.TryGetValue("status", out string? status) && !Statuses.Contains(status, StringComparer.Ordinal))
            return StubAnswer.Json("""{"error":"no such status"}""", 400);

        var dropped = new HashSet<string>(Traps.Drops, StringComparer.Ordinal);
        if (Traps.SaysSuccessWithoutChange)
            dropped.Add("status");

        StubTrackerFields.Apply(ticket, fields, dropped);
        Touch(ticket, Account);
        return Traps.SaysSuccessWithoutChange ? new StubAnswer { Status = 204, ContentType = "" } : Json(new JsonArray("Ticket changed"));
    }

    private StubAnswer Add(StubTicket ticket, IList<string> list, string text)
    {
        list.Add(text);
        Touch(ticket, Account);
        return Json(new JsonArray("Added"), 201);
    }

    private void Touch(StubTicket ticket, string by)
    {
        ticket.Updated = _time.GetUtcNow();
        if (ticket.By.Count > 0)
            ticket.Version++;
        else
            ticket.SearchableAt = ticket.Updated + Traps.SearchLag;

        ticket.By.Add(by);
    }

    private StubTicket? Find(string id) => _tickets.FirstOrDefault(ticket => ticket.Id.ToString(CultureInfo.InvariantCulture) == id);

    private string Local(string word) => Traps.IsLocalised ? StubTrackerFields.Polish.GetValueOrDefault(word, word) : word;

    private static JsonNode[] Named(params (string Id, string Name)[] pairs) => [.. pairs.Select(pair => (JsonNode)new JsonObject { ["id"] = pair.Id, ["name"] = pair.Name })];

    private static StubAnswer List(string name, JsonNode[] nodes) => Json(new JsonObject { [name] = new JsonArray(nodes) });

    private static StubAnswer Json(JsonNode node, int status = 200) => StubAnswer.Json(node.ToJsonString(), status);
}
