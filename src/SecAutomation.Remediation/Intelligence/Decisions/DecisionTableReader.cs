using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>Reads a decision table from CERT/CC's JSON, and refuses one that leaves a combination open or answers it twice.</summary>
/// <remarks>Source: CERT/CC, SSVC, <c>data/schema/v2/DecisionTable_2_0_0.schema.json</c>.</remarks>
public static class DecisionTableReader
{
    // Far above any table that a person could check.
    private const int MostCombinations = 100_000;

    /// <summary>Reads a table.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="source">The file's path, or the name of a table that comes with the module.</param>
    /// <returns>The table.</returns>
    /// <exception cref="FailureException">The table is wrong (<see cref="FailureId.DecisionTableInvalid"/>); the message names the place.</exception>
    public static DecisionTable Read(string json, string source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement, source, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json))).ToLowerInvariant());
        }
        catch (JsonException exception)
        {
            throw new FailureException(
                FailureId.DecisionTableInvalid,
                $"{source}, line {exception.LineNumber + 1}: the decision table is no valid JSON.",
                "Write it in the form of CERT/CC's decision tables, schema 2.0.0.",
                source,
                exception);
        }
    }

    private static DecisionTable Read(JsonElement root, string source, string sha256)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Wrong(source, "the document is no object.");

        JsonElement declared = Member(root, "decision_points", JsonValueKind.Object, source);
        Dictionary<string, DecisionPoint> points = new(StringComparer.Ordinal);
        foreach (JsonProperty property in declared.EnumerateObject())
        {
            if (!points.TryAdd(property.Name, ReadPoint(property, source)))
                throw Wrong(source, $"the decision point {property.Name} stands twice.");
        }

        string outcomeId = Text(root, "outcome", source);
        if (!points.Remove(outcomeId, out DecisionPoint? outcome))
            throw Wrong(source, $"the outcome {outcomeId} is none of its decision points.");

        if (points.Count == 0)
            throw Wrong(source, "it asks nothing: it has no decision point besides its outcome.");

        DecisionPoint[] questions = [.. points.Values];
        return new DecisionTable(
            $"{Text(root, "namespace", source)}:{Text(root, "key", source)}:{Text(root, "version", source)}",
            Text(root, "name", source),
            Text(root, "definition", source),
            questions,
            outcome,
            ReadRows(Member(root, "mapping", JsonValueKind.Array, source), questions, outcome, source),
            source)
        {
            Sha256 = sha256,
        };
    }

    private static DecisionPoint ReadPoint(JsonProperty property, string source)
    {
        string place = $"{source}, decision point {property.Name}";
        DecisionValue[] values = [.. Member(property.Value, "values", JsonValueKind.Array, place).EnumerateArray().Select(value =>
            new DecisionValue(Text(value, "key", place), Text(value, "name", place), Text(value, "definition", place)))];
        if (values.Length < 2)
            throw Wrong(place, "it has fewer than two values.");

        if (values.DistinctBy(value => value.Key, StringComparer.OrdinalIgnoreCase).Count() != values.Length)
            throw Wrong(place, "two of its values have the same key.");

        return new(property.Name, Text(property.Value, "name", place), Text(property.Value, "definition", place), values);
    }

    private static (int Outcome, int Row)[] ReadRows(JsonElement mapping, DecisionPoint[] questions, DecisionPoint outcome, string source)
    {
        long combinations = questions.Aggregate(1L, (product, point) => Math.Min(product * point.Values.Count, int.MaxValue));
        if (combinations > MostCombinations)
            throw Wrong(source, $"it has more than {MostCombinations} combinations.");

        (int Outcome, int Row)[] cells = new (int, int)[combinations];
        Array.Fill(cells, (-1, 0));
        int row = 0;
        foreach (JsonElement mapped in mapping.EnumerateArray())
        {
            row++;
            string place = $"{source}, row {row}";
            int cell = 0;
            foreach (DecisionPoint point in questions)
            {
                cell = cell * point.Values.Count + ValueOf(mapped, point, place);
            }

            foreach (JsonProperty property in mapped.EnumerateObject())
            {
                if (property.Name != outcome.Id && Array.TrueForAll(questions, point => point.Id != property.Name))
                    throw Wrong(place, $"{property.Name} is none of its decision points.");
            }

            if (cells[cell].Outcome >= 0)
                throw Wrong(place, $"it answers again what row {cells[cell].Row} answers: {Describe(cell, questions)}.");

            cells[cell] = (ValueOf(mapped, outcome, place), row);
        }

        int hole = Array.FindIndex(cells, cell => cell.Outcome < 0);
        return hole < 0 ? cells : throw Wrong(source, $"no row answers {Describe(hole, questions)}.");
    }

    private static int ValueOf(JsonElement row, DecisionPoint point, string place)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw Wrong(place, "it is no object.");

        string key = Text(row, point.Id, place);
        for (int index = 0; index < point.Values.Count; index++)
        {
            if (point.Values[index].Key == key)
                return index;
        }

        throw Wrong(place, $"'{key}' is no value of {point.Id}; it has {string.Join(", ", point.Values.Select(value => value.Key))}.");
    }

    private static string Describe(int cell, DecisionPoint[] questions)
    {
        string[] answers = new string[questions.Length];
        for (int place = questions.Length - 1; place >= 0; place--)
        {
            answers[place] = $"{questions[place].Name} = {questions[place].Values[cell % questions[place].Values.Count].Name}";
            cell /= questions[place].Values.Count;
        }

        return string.Join(", ", answers);
    }

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind, string place) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw Wrong(place, $"'{name}' is missing or no {kind switch { JsonValueKind.Object => "object", JsonValueKind.Array => "list", _ => "text" }}.");

    private static string Text(JsonElement element, string name, string place) => Member(element, name, JsonValueKind.String, place).GetString()!;

    private static FailureException Wrong(string place, string what) => new(
        FailureId.DecisionTableInvalid,
        $"{place}: the decision table is wrong: {what}",
        "Every combination of values needs exactly one row.",
        place);
}
