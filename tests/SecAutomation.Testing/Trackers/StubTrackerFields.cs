using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecAutomation.Testing.Trackers;

/// <summary>How a stub tracker writes its tickets, and takes what is written to it.</summary>
internal static class StubTrackerFields
{
    public static IReadOnlyList<string> Priorities { get; } = ["p1", "p2", "p3", "p4"];

    public static IReadOnlyDictionary<string, string> Polish { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["new"] = "Nowe", ["working"] = "W toku", ["waiting"] = "Wstrzymane", ["closed"] = "Zamknięte", ["rejected"] = "Odrzucone",
        ["p1"] = "Niski", ["p2"] = "Zwykły", ["p3"] = "Wysoki", ["p4"] = "Pilny",
    };

    public static Dictionary<string, string> Parse(string body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body.Length == 0)
            return fields;

        using JsonDocument document = JsonDocument.Parse(body);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
            fields[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();

        return fields;
    }

    public static void Apply(StubTicket ticket, IReadOnlyDictionary<string, string> fields, HashSet<string> dropped)
    {
        foreach ((string name, string value) in fields)
        {
            if (dropped.Contains(name))
                continue;

            switch (name)
            {
                case "title": ticket.Title = value; break;
                case "body": ticket.Body = value; break;
                case "key": ticket.Key = value; break;
                case "team": ticket.Team = value; break;
                case "priority": ticket.Priority = value; break;
                case "due": ticket.Due = value; break;
                case "status": ticket.Status = value; break;
                case "comment": ticket.Comment.Add(value); break;
                case "duplicateOf": ticket.DuplicateOf = int.Parse(value, CultureInfo.InvariantCulture); break;
            }
        }
    }

    public static JsonObject Write(StubTicket ticket, TrackerTraps traps, bool isList)
    {
        string Local(string word) => traps.IsLocalised ? Polish.GetValueOrDefault(word, word) : word;
        return new JsonObject
        {
            ["id"] = traps.WritesNumbersAsItLikes && !isList ? JsonValue.Create(ticket.Id) : JsonValue.Create(ticket.Id.ToString(CultureInfo.InvariantCulture)),
            ["number"] = $"T-{ticket.Id}",
            ["title"] = ticket.Title,
            ["body"] = ticket.Body,
            ["fields"] = new JsonArray(new JsonObject { ["id"] = "f1", ["name"] = "Key", ["value"] = ticket.Key }),
            ["team"] = ticket.Team.Length > 0 ? new JsonObject { ["id"] = ticket.Team } : null,
            ["priority"] = new JsonObject { ["id"] = ticket.Priority, ["name"] = Local(ticket.Priority) },
            ["due"] = ticket.Due.Length > 0 ? ticket.Due : traps.WritesNumbersAsItLikes ? "1970-01-01T00:00:00Z" : null,
            ["status"] = new JsonObject { ["id"] = ticket.Status, ["name"] = Local(ticket.Status), ["closed"] = ticket.IsClosed },
            ["links"] = ticket.DuplicateOf > 0
                ? new JsonArray(new JsonObject { ["kind"] = "duplicate", ["from"] = ticket.Id.ToString(CultureInfo.InvariantCulture), ["to"] = ticket.DuplicateOf.ToString(CultureInfo.InvariantCulture) })
                : new JsonArray(),
            ["version"] = ticket.Version,
            ["created"] = Text(ticket.Created),
            ["updated"] = Text(ticket.Updated),
            ["author"] = StubTracker.Account,
            ["by"] = new JsonArray([.. ticket.By.Select(name => (JsonNode)new JsonObject { ["account"] = name })]),
        };
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
