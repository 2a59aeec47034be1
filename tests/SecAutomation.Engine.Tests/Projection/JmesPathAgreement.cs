using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using DevLab.JmesPath;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>
/// Our paths are a subset of JMESPath, so an implementation of it is the oracle. Where we differ by design, the comparison allows for it:
/// a slot holds the scalars of the result in order, without nulls and objects and through nested arrays; and where a list is expected a single
/// value counts as a list of one, so the oracle gets the document with such a value in brackets.
/// </summary>
public sealed class JmesPathAgreement
{
    private static readonly string[] s_names = ["a", "b", "c", "d.e"];

    private static readonly Gen<JsonNode?> s_scalar = Gen.OneOf<JsonNode?>(
        Gen.Const((JsonNode?)null),
        Gen.Int[-9, 99].Select(i => (JsonNode?)JsonValue.Create(i)),
        Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.OneOf(new[] { "", "x", "CVE-2024-1", "é \"q\" \\ \n", "😀", "long long long long long long text" }.Select(Gen.Const).ToArray()).Select(s => (JsonNode?)JsonValue.Create(s)));

    private static readonly Gen<JsonNode?> s_document = Nested(5);

    private static readonly Gen<string> s_path =
        Gen.Select(Gen.Int[0, s_names.Length - 1], Gen.Int[0, 9].Array[0, 4], ToPath);

    [Fact]
    public void A_slot_holds_what_the_path_finds() =>
        Gen.Select(s_document, s_path.Array[1, 5], Gen.Int[16, 80]).Sample(
            (document, paths, buffer) =>
            {
                FieldMap map = Map(RecordFormat.Json, "", [.. paths.Select((p, i) => Field($"f{i}", p))]);
                using RecordReader reader = Open(map, Write(document, buffer), new ReadLimits { BufferBytes = buffer });
                if (document is null or JsonArray)
                {
                    // No record, and nothing a path could find.
                    return !reader.Read(default);
                }

                return reader.Read(default)
                    && paths.Select((p, i) => Values(reader, i).SequenceEqual(Expected(document, p), StringComparer.Ordinal)).All(same => same);
            },
            iter: 5000,
            print: t => $"{t.Item1?.ToJsonString()}\n{string.Join("  ", t.Item2)}  {t.Item3}");

    [Fact]
    public void The_records_are_what_the_path_of_the_records_finds() =>
        Gen.Select(s_document, s_path, s_path.Array[1, 3], Gen.Int[16, 80]).Sample(
            (document, records, paths, buffer) =>
            {
                records += "[]";
                JsonObject root = new() { ["a"] = document?.DeepClone(), ["b"] = new JsonArray() };
                FieldMap map = Map(RecordFormat.Json, records, [.. paths.Select((p, i) => Field($"f{i}", p))]);
                using RecordReader reader = Open(map, Write(root, buffer), new ReadLimits { BufferBytes = buffer });
                IEnumerable<JsonNode?> expected = Evaluate(root, records) is JsonArray list ? list.Where(r => r is not null and not JsonArray) : [];
                foreach (JsonNode? record in expected)
                {
                    if (!reader.Read(default))
                        return false;

                    for (int i = 0; i < paths.Length; i++)
                    {
                        if (!Values(reader, i).SequenceEqual(Expected(record, paths[i]), StringComparer.Ordinal))
                            return false;
                    }
                }

                return !reader.Read(default);
            },
            iter: 5000,
            print: t => $"{t.Item1?.ToJsonString()}\n{t.Item2}[]: {string.Join("  ", t.Item3)}  {t.Item4}");

    private static Gen<JsonNode?> Nested(int depth)
    {
        if (depth == 0)
            return s_scalar;

        Gen<JsonNode?> inner = Nested(depth - 1);
        return Gen.Frequency(
            (2, s_scalar),
            (3, inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())]))),
            (4, Gen.Select(Gen.Shuffle(s_names), inner.Array[0, 4], ToObject)));
    }

    private static JsonNode? ToObject(string[] names, JsonNode?[] values)
    {
        var made = new JsonObject();
        for (int i = 0; i < values.Length; i++)
            made[names[i]] = values[i]?.DeepClone();

        return made;
    }

    private static string ToPath(int first, int[] choices)
    {
        var path = new StringBuilder(Quote(s_names[first]));
        bool afterList = false;
        foreach (int choice in choices)
        {
            bool isList = choice >= 6 && !afterList;
            path.Append(!isList ? $".{Quote(s_names[choice % s_names.Length])}" : choice < 9 ? "[]" : $"[{choices.Length % 3}]");
            afterList = isList;
        }

        return path.ToString();
    }

    private static string Quote(string name) => name.Contains('.', StringComparison.Ordinal) ? $"\"{name}\"" : name;

    private static string Write(JsonNode? document, int style) => document is null
        ? "null"
        : document.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = style % 2 == 0,
            Encoder = style % 3 == 0 ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default,
        });

    private static IEnumerable<string> Values(RecordReader reader, int slot) =>
        Enumerable.Range(0, reader.Count(slot)).Select(i => reader.Text(slot, i)!);

    private static List<string> Expected(JsonNode? document, string path)
    {
        var found = new List<string>();
        Collect(Evaluate(document, path), found);
        return found.TrueForAll(v => v.Length == 0) ? [] : found;
    }

    private static void Collect(JsonNode? node, List<string> found)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
                Collect(item, found);
        }
        else if (node is JsonValue value)
        {
            found.Add(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
        }
    }

    private static JsonNode? Evaluate(JsonNode? document, string path)
    {
        JsonNode? bracketed = Bracket(document?.DeepClone(), Steps(path), 0);
        return JsonNode.Parse(new JmesPath().Transform(bracketed?.ToJsonString() ?? "null", path));
    }

    private static List<string> Steps(string path)
    {
        var steps = new List<string>();
        var name = new StringBuilder();
        bool isQuoted = false;
        foreach (char c in path + ".")
        {
            if (!isQuoted && c is '.' or '[' && name.Length > 0 && !isQuoted)
            {
                steps.Add(name.ToString());
                name.Clear();
            }

            if (c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || c != '.')
                name.Append(c);
        }

        return steps;
    }

    /// <summary>The document with brackets around what stands alone where the path expects a list.</summary>
    private static JsonNode? Bracket(JsonNode? node, List<string> steps, int at)
    {
        if (at == steps.Count || node is null)
            return node;

        string step = steps[at];
        if (step[0] != '[')
        {
            if (node is JsonObject members && members.TryGetPropertyValue(step, out JsonNode? member))
                members[step] = Bracket(member?.DeepClone(), steps, at + 1);

            return node;
        }

        if (node is not JsonArray list)
            return new JsonArray(Bracket(node.DeepClone(), steps, at + 1));

        bool merges = step == "[]" && !steps.Take(at).Contains("[]", StringComparer.Ordinal);
        int wanted = step == "[]" ? -1 : int.Parse(step[1..^1], CultureInfo.InvariantCulture);
        for (int i = 0; i < list.Count; i++)
        {
            if (wanted >= 0 && wanted != i)
                continue;

            list[i] = merges && list[i] is JsonArray merged
                ? new JsonArray([.. merged.Select(m => Bracket(m?.DeepClone(), steps, at + 1))])
                : Bracket(list[i]?.DeepClone(), steps, at + 1);
        }

        return list;
    }
}
