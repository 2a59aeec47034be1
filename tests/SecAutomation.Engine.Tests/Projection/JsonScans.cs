using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SecAutomation.Engine.Projection.Json;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>The platform's reader is the oracle: it gives the same tokens, and refuses the same texts.</summary>
public sealed class JsonScans
{
    private const int Depth = 6;

    // What a mutation puts in: whatever has a meaning in JSON, and blanks and bytes that have none.
    private static readonly byte[] s_marks = [.. "{}[],:\"\\/bfnrtue0123456789+-.E \n\r\t"u8, .. "truefalsnx"u8, 0, 0x1F, 0x7F];

    private static readonly Gen<string> s_string = Gen.Frequency(
        (3, Gen.String[Gen.Char['a', '~'], 0, 12]),
        (1, Gen.String[Gen.Char[' ', '~'], 20, 120]),
        (2, Gen.OneOf(new[] { "", "\"", "\\", "\\\\\"", "é 日本 😀", "\n\t\u0001", new string('x', 31), new string('x', 32) + "\\", new string('y', 30) + "\n\"" }.Select(Gen.Const).ToArray())));

    private static readonly Gen<JsonNode?> s_scalar = Gen.OneOf<JsonNode?>(
        Gen.Const((JsonNode?)null),
        Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.Int.Select(i => (JsonNode?)JsonValue.Create(i)),
        Gen.Double.Where(double.IsFinite).Select(d => (JsonNode?)JsonValue.Create(d)),
        s_string.Select(s => (JsonNode?)JsonValue.Create(s)));

    private static readonly Gen<byte[]> s_text = Gen.Select(Nested(4), Gen.Bool, (node, isIndented) => Encoding.UTF8.GetBytes(
        node is null ? "null" : node.ToJsonString(new JsonSerializerOptions { WriteIndented = isIndented })));

    [Fact]
    public void Valid_text_has_the_same_tokens_however_it_arrives() =>
        Gen.Select(s_text, Gen.Int[1, 70].Array[1, 5]).Sample(
            (text, pieces) => Scan(text, pieces) is var scan && scan.Damage == JsonDamage.None && scan.Tokens == Expected(text, out bool isValid) && isValid,
            iter: 10_000,
            print: Print);

    [Fact]
    public void Text_with_a_few_bytes_changed_is_refused_where_the_platform_refuses_it() =>
        Gen.Select(Mutated(), Gen.Int[1, 70].Array[1, 5]).Sample(
            (text, pieces) =>
            {
                Scanned scan = Scan(text, pieces);
                string tokens = Expected(text, out bool isValid);
                return scan.Damage == JsonDamage.None == isValid && (!isValid || scan.Tokens == tokens);
            },
            iter: 10_000,
            print: Print);

    [Fact]
    public void What_is_passed_over_is_refused_like_what_is_read() =>
        Gen.Select(Mutated(), Gen.Int[1, 70].Array[1, 5], Gen.Int[0, 5]).Sample(
            (text, pieces, passFrom) =>
            {
                Scanned scan = Scan(text, pieces, passFrom);
                Expected(text, out bool isValid);
                return scan.Damage == JsonDamage.None == isValid;
            },
            iter: 10_000,
            print: t => $"{Print((t.Item1, t.Item2))} {t.Item3}");

    [Fact]
    public void A_cut_at_any_byte_is_told_from_damage() =>
        s_text.Where(t => t[0] is (byte)'{' or (byte)'[' or (byte)'"').Sample(
            text => Enumerable.Range(0, text.Length).All(cut => Scan(text[..cut], [7]).Damage == JsonDamage.Cut),
            iter: 150);

    [Fact]
    public void A_string_that_is_passed_over_needs_no_room()
    {
        byte[] text = Encoding.UTF8.GetBytes($$"""{"passed":"{{string.Concat(Enumerable.Repeat("line\\n \\u00e9 \\\"", 10_000))}}"}""");
        Scan(text, [64], passFrom: 0).MostKept.ShouldBeLessThan(64);
    }

    private static Gen<JsonNode?> Nested(int depth)
    {
        if (depth == 0)
            return s_scalar;

        Gen<JsonNode?> inner = Nested(depth - 1);
        return Gen.Frequency(
            (1, s_scalar),
            (2, inner.Array[0, 4].Select(list => (JsonNode?)new JsonArray([.. list.Select(i => i?.DeepClone())]))),
            (3, Gen.Select(s_string, inner).Array[0, 4].Select(ToObject)));
    }

    private static JsonNode? ToObject((string Name, JsonNode? Value)[] members)
    {
        JsonObject made = [];
        foreach ((string name, JsonNode? value) in members)
            made[name] = value?.DeepClone();

        return made;
    }

    private static Gen<byte[]> Mutated() => Gen.Select(s_text, Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 2], Gen.Int[0, s_marks.Length - 1]).Array[1, 3], (text, changes) =>
    {
        List<byte> bytes = [.. text];
        foreach ((int place, int kind, int mark) in changes)
        {
            int at = place % (bytes.Count + 1);
            if (kind == 0 || at == bytes.Count)
                bytes.Insert(at, s_marks[mark]);
            else if (kind == 1)
                bytes[at] = s_marks[mark];
            else
                bytes.RemoveAt(at);
        }

        // Whoever fills the buffers has looked at UTF-8 before.
        return System.Text.Unicode.Utf8.IsValid(bytes.ToArray()) ? bytes.ToArray() : text;
    });

    /// <summary>The tokens in pieces of these lengths; from a depth on they are passed over.</summary>
    private static Scanned Scan(byte[] text, int[] pieces, int passFrom = int.MaxValue)
    {
        JsonScanner scanner = new(Depth);
        var tokens = new StringBuilder();
        int start = 0;
        int end = 0;
        int mostKept = 0;
        int? passing = null;
        for (int piece = 0; ; piece++)
        {
            int length = Math.Min(pieces[piece % pieces.Length], text.Length - end);
            end += length;
            scanner.Load(text, start, end, isFinal: length == 0);
            while (passing is { } depth ? scanner.Pass(depth) : scanner.Read())
            {
                passing = null;
                if (scanner.Token is JsonToken.Name && scanner.Depth > passFrom)
                    passing = scanner.Depth;
                else if (scanner.Token is JsonToken.StartArray or JsonToken.StartObject && scanner.Depth > passFrom)
                    passing = scanner.Depth - 1;

                Write(tokens, scanner.Token.ToString(), scanner.Value);
            }

            start += scanner.Consumed;
            mostKept = Math.Max(mostKept, end - start);
            if (length == 0 || scanner.Damage != JsonDamage.None)
                return new Scanned(tokens.ToString(), scanner.Damage, mostKept);
        }
    }

    private static string Expected(byte[] text, out bool isValid)
    {
        var tokens = new StringBuilder();
        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = Depth });
        isValid = true;
        try
        {
            while (reader.Read())
            {
                string name = reader.TokenType == JsonTokenType.PropertyName ? nameof(JsonToken.Name) : reader.TokenType.ToString();
                Write(tokens, name, reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            isValid = false;
        }

        return tokens.ToString();
    }

    private static void Write(StringBuilder tokens, string name, ReadOnlySpan<byte> value) => tokens.Append(name).Append(' ').Append(Encoding.UTF8.GetString(value)).Append('\n');

    private static string Print((byte[] Text, int[] Pieces) sample) => $"{Encoding.UTF8.GetString(sample.Text)}  {string.Join(' ', sample.Pieces)}";

    private sealed record Scanned(string Tokens, JsonDamage Damage, int MostKept);
}
