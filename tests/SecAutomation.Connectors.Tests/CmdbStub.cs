using System.Globalization;
using System.Text.Json.Nodes;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>Tables that are searched as the documentation of the Table API says, one by one and several in one request.</summary>
internal sealed class CmdbStub : IAsyncDisposable
{
    public const string Batch = "/api/now/v1/batch", Computers = "cmdb_ci_computer", Adapters = "cmdb_ci_network_adapter", Addresses = "cmdb_ci_ip_address",
        Instances = "cmdb_software_instance", Installations = "cmdb_sam_sw_install";

    private const string Tables = "/api/now/v2/table/";

    private readonly Dictionary<string, List<Dictionary<string, string>>> _table = new(StringComparer.Ordinal);

    public CmdbStub() => Server = new StubServer(Answer);

    public StubServer Server { get; }

    /// <summary>What answers the batch API itself; null: the batch API does.</summary>
    public Func<StubAnswer>? InPlaceOfBatch { get; init; }

    /// <summary>What answers one request of a batch, by its number from 0; null: the table does. A status of 0: it is not answered.</summary>
    public Func<int, string, StubAnswer?>? InPlaceOfPart { get; init; }

    /// <summary>Where the answer of the batch API breaks off: before this; null: it is whole.</summary>
    public string? BatchEndsBefore { get; init; }

    public CmdbStub Add(string table, params (string Field, string Value)[] record)
    {
        if (!_table.TryGetValue(table, out List<Dictionary<string, string>>? records))
            _table.Add(table, records = []);
        records.Add(record.ToDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal));
        return this;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private StubAnswer Answer(StubRequest request) => request.Path == Batch ? InPlaceOfBatch?.Invoke() ?? Together(request) : Search(request);

    private StubAnswer Together(StubRequest request)
    {
        var serviced = new JsonArray();
        var unserviced = new JsonArray();
        JsonNode body = JsonNode.Parse(request.Body)!;
        foreach ((int number, JsonNode? one) in body["rest_requests"]!.AsArray().Index())
        {
            string url = (string)one!["url"]!;
            StubAnswer answer = InPlaceOfPart?.Invoke(number, url) ?? Search(new StubRequest((string)one["method"]!, url, request.Header, ""));
            if (answer.Status == 0)
            {
                unserviced.Add((string)one["id"]!);
                continue;
            }

            serviced.Add(new JsonObject
            {
                ["id"] = (string)one["id"]!,
                ["body"] = Convert.ToBase64String(answer.Body, Base64FormattingOptions.InsertLineBreaks),
                ["status_code"] = answer.Status,
                ["status_text"] = "",
                ["headers"] = new JsonArray([.. answer.Header.Append(KeyValuePair.Create("Content-Type", "application/json;charset=UTF-8")).Select(header => new JsonObject { ["name"] = header.Key, ["value"] = header.Value })]),
                ["execution_time"] = 5,
            });
        }

        string text = new JsonObject { ["batch_request_id"] = (string)body["batch_request_id"]!, ["serviced_requests"] = serviced, ["unserviced_requests"] = unserviced }.ToJsonString();
        return StubAnswer.Json(BatchEndsBefore is null ? text : text[..text.IndexOf(BatchEndsBefore, StringComparison.Ordinal)]);
    }

    private StubAnswer Search(StubRequest request)
    {
        if (request.Query("sysparm_query") is not { } query || !query.EndsWith("^ORDERBYsys_id", StringComparison.Ordinal))
            return StubAnswer.Json("""{"error":{"message":"no order"}}""", 400);
        ILookup<string, Condition> conditions = query[..^"^ORDERBYsys_id".Length].Replace("^^", "\u0001", StringComparison.Ordinal).Split("^OR")
            .Select(text => Condition.Read(text.Replace('\u0001', '^'))).ToLookup(condition => condition.Field, StringComparer.Ordinal);
        List<Dictionary<string, string>> found =
        [
            .. _table.GetValueOrDefault(request.Path[Tables.Length..], [])
                .Where(record => conditions.Any(field => record.TryGetValue(field.Key, out string? value) && field.Any(condition => condition.Fits(value))))
                .OrderBy(record => record["sys_id"], StringComparer.Ordinal),
        ];
        bool isBoth = request.Query("sysparm_display_value") == "all";
        string[] fields = request.Query("sysparm_fields")!.Split(',');
        IEnumerable<JsonNode> rows = found.Skip(Number("sysparm_offset")).Take(Number("sysparm_limit")).Select(record => new JsonObject(fields.Select(field =>
            KeyValuePair.Create(field, Value(record.GetValueOrDefault(field, ""))))));
        return StubAnswer.Json(new JsonObject { ["result"] = new JsonArray([.. rows]) }.ToJsonString()) with
        {
            Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Total-Count"] = found.Count.ToString(CultureInfo.InvariantCulture) },
        };

        int Number(string name) => int.Parse(request.Query(name)!, CultureInfo.InvariantCulture);

        JsonNode? Value(string text) => isBoth ? new JsonObject { ["display_value"] = text, ["value"] = text } : JsonValue.Create(text);
    }

    /// <summary>One condition of a search: a beginning, or one of several values; neither: any value.</summary>
    private sealed record Condition(string Field, string? Beginning, HashSet<string>? Value)
    {
        public static Condition Read(string text)
        {
            int end = text.TakeWhile(c => char.IsAsciiLetterLower(c) || c is '_' or '.').Count();
            (string field, string rest) = (text[..end], text[end..]);
            return rest == "ISNOTEMPTY" ? new Condition(field, null, null)
                : rest.StartsWith('=') ? new Condition(field, null, new HashSet<string>([rest[1..]], StringComparer.OrdinalIgnoreCase))
                : rest.StartsWith("STARTSWITH", StringComparison.Ordinal) ? new Condition(field, rest[10..], null)
                : rest.StartsWith("IN", StringComparison.Ordinal) ? new Condition(field, null, new HashSet<string>(rest[2..].Split(','), StringComparer.OrdinalIgnoreCase))
                : throw new InvalidOperationException($"No condition: {text}");
        }

        public bool Fits(string value) => Value?.Contains(value)
            ?? (Beginning is null ? value.Length > 0 : value.Length >= Beginning.Length && value.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase));
    }
}
