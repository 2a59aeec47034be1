using System.Text.Json;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Fuzzing;

/// <summary>JSON in UTF-8 as the module's own scanner and as the platform's reader take it: what the one finds damaged, so does the other.</summary>
internal sealed class JsonAgreement(Corpus corpus) : IFuzzedReader
{
    private static readonly ReadLimits s_limits = ReadLimits.Default with { BufferBytes = 64, MaximumDepth = 64 };

    // One that passes over everything, and one that looks into much.
    private static readonly FieldMap[] s_maps =
    [
        FieldMap.Compile(new FieldMapDefinition { Format = RecordFormat.Json, Records = "nothing[]", Fields = [new FieldDefinition("name", ["name"])] }),
        FieldMap.Compile(new FieldMapDefinition
        {
            Format = RecordFormat.Json,
            Records = "[]",
            Fields = [new FieldDefinition("name", ["name", "id", "host.name"]), new FieldDefinition("list", ["list[]"])],
        }),
    ];

    public string Name => "json-agreement";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. corpus.EndingWith(".json", ".sarif"),
        .. Enumerable.Repeat("""[{"name":"a\u00e9\"\\","list":[1,-2.5e+3,true,null,{"x":[]}]},{"id":"😀","host":{"name":"é"}}]"""u8.ToArray(), 60),
    ];

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        if (!System.Text.Unicode.Utf8.IsValid(input) || input.Contains((byte)0) || input.AsSpan().StartsWith("\uFEFF"u8))
            return [];

        FailureException? ours = Ours(input, s_maps[random.Next(s_maps.Length)]);
        JsonException? platforms = Platforms(input);
        bool isOfAnotherKind = ours is { Id: FailureId.EncodingInvalid or FailureId.LimitExceeded or FailureId.FileEmpty };
        if (!isOfAnotherKind && (ours is not null) != (platforms is not null))
            throw new InvalidOperationException($"The scanner says {ours?.Message ?? "it is whole"}, the platform {platforms?.Message ?? "that it is whole"}.");

        return ours is null ? [] : [ours];
    }

    private static FailureException? Ours(byte[] input, FieldMap map)
    {
        try
        {
            using RecordReader reader = RecordReader.Open(map, OpenedContent.FromStream(new MemoryStream(input), "input", s_limits), s_limits);
            while (reader.Read(CancellationToken.None))
            {
            }

            return null;
        }
        catch (FailureException failure)
        {
            return failure;
        }
    }

    private static JsonException? Platforms(byte[] input)
    {
        try
        {
            Utf8JsonReader json = new(input, new JsonReaderOptions { MaxDepth = s_limits.MaximumDepth });
            while (json.Read())
            {
            }

            return null;
        }
        catch (JsonException damage)
        {
            return damage;
        }
    }
}
