using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Fuzzing;

/// <summary>One format read through maps: the connectors' own, and one that uses every kind of path. However the input is cut into pieces, it is read alike.</summary>
internal sealed class ProjectionReader : IFuzzedReader
{
    private static readonly ReadLimits s_limits = ReadLimits.Default with
    {
        BufferBytes = 4096,
        MaximumValueBytes = 8 * 1024,
        MaximumRecordBytes = 24 * 1024,
        MaximumHeldBytes = 256 * 1024,
        MaximumDepth = 64,
    };

    private readonly FieldMap[] _maps;

    private ProjectionReader(string name, RecordFormat format, IReadOnlyList<byte[]> seeds, params FieldMapDefinition[] maps)
    {
        Name = name;
        Seeds = seeds;
        _maps = [.. maps.Select(FieldMap.Compile), .. ShippedConnectors.Catalog.Stream.Where(s => s.Format == format).Select(s => s.Map)];
    }

    public string Name { get; }

    public IReadOnlyList<byte[]> Seeds { get; }

    public static IEnumerable<IFuzzedReader> All(Corpus corpus)
    {
        FieldDefinition[] tree = [Field("id"), Field("name", "a.b", "name"), Field("list", "list[]"), Field("second", "list[1]"), Field("above", "^.name"), new FieldDefinition("rows", ["rows[]"], [Field("n"), Field("v", "v.w")])];
        byte[][] trees =
        [
            """{"total":3,"name":"doc","items":[{"name":"h1","vulns":[{"id":1,"a":{"b":"x"},"list":["p","q"],"rows":[{"n":"s","v":{"w":2}},{"n":null}]},{"id":"2\n\u00e9","list":[],"rows":[]}]},{"vulns":[{"id":3.5e1,"name":null,"list":"one"}],"name":"h2"}]}"""u8.ToArray(),
            """{"items":{"name":"one","vulns":{"id":true,"list":[[1,[2]],{"x":3}]}}}"""u8.ToArray(),
        ];
        byte[] lines = "{\"id\":1,\"a\":{\"b\":\"x\"},\"list\":[\"p\"]}\n{\"id\":\"2\",\"rows\":[{\"n\":1}]}\r\n\n{\"id\":null}"u8.ToArray();
        byte[] xml = "<?xml version=\"1.0\"?>\n<r total=\"2\"><h n=\"1\"><p><t name=\"ip\">10.0.0.1</t><t name=\"os\">A &amp; B</t></p><i id=\"1\"><c>x</c><c><![CDATA[y]]></c><s><n>a</n><v>1</v></s><s><n/></s></i><i/></h><h n=\"2\"><i id=\"2\">t</i></h></r>"u8.ToArray();
        byte[] csv = "id;name;list\n1;\"a \"\"b\"\";x\r\n2;\"two\nlines\";\n3;;\"\"\n"u8.ToArray();
        yield return new ProjectionReader(
            "json", RecordFormat.Json, [.. corpus.EndingWith(".json", ".http", ".sarif"), .. Enumerable.Repeat(trees, 20).SelectMany(t => t)],
            new FieldMapDefinition { Format = RecordFormat.Json, Records = "items[].vulns[]", Fields = tree, Document = [Field("total")] });
        yield return new ProjectionReader(
            "ndjson", RecordFormat.NdJson, [.. corpus.EndingWith(".ndjson", ".jsonl"), lines, trees[1], .. corpus.EndingWith(".json").Where(c => c.Length < 2000)],
            new FieldMapDefinition { Format = RecordFormat.NdJson, Records = "", Fields = [.. tree.Where(f => f.Name != "above")] });
        yield return new ProjectionReader(
            "xml", RecordFormat.Xml, [.. corpus.EndingWith(".xml", ".nessus"), .. Enumerable.Repeat(xml, 10)],
            new FieldMapDefinition
            {
                Format = RecordFormat.Xml, Records = "r/h/i", EnclosingValuesFirst = true, Document = [Field("total", "@total")],
                Fields = [Field("id", "@id"), Field("c"), Field("text", "."), Field("ip", "../p/t[@name='ip']"), Field("n", "../@n"), new FieldDefinition("s", ["s"], [Field("n"), Field("v")])],
            });
        yield return new ProjectionReader(
            "csv", RecordFormat.Csv, [.. corpus.EndingWith(".csv"), .. Enumerable.Repeat(csv, 5)],
            new FieldMapDefinition { Format = RecordFormat.Csv, Records = "", PreambleLines = 2, Fields = [Field("id", "ID"), Field("name", "Host Name", "name"), Field("list")] });
    }

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        FieldMap map = _maps[random.Next(2) == 0 ? 0 : random.Next(_maps.Length)];
        var failures = new List<FailureException>();
        string whole = Read(map, new MemoryStream(input), s_limits, failures);
        // Where compressed data is damaged, how much of it can still be expanded depends on the pieces.
        bool isCompressed = input.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        if (random.Next(3) == 0 && !isCompressed)
        {
            var inPieces = new List<FailureException>();
            string pieces = Read(map, new PieceStream(input, random), s_limits with { BufferBytes = 64 << random.Next(4) }, inPieces);
            // Which of several damages is met first depends on how far the reader looks ahead; that one is met does not.
            bool areDamaged = IsDamaged(failures) && IsDamaged(inPieces);
            if (pieces != whole && !areDamaged)
                throw new InvalidOperationException($"In pieces it is read otherwise:\n{whole}\n---\n{pieces}");
        }

        return failures;
    }

    private static bool IsDamaged(List<FailureException> failures) =>
        failures is [.., { Id: FailureId.ReadIncomplete or FailureId.LimitExceeded or FailureId.EncodingInvalid or FailureId.DocumentTypeRefused }];

    private static string Read(FieldMap map, Stream stream, ReadLimits limits, List<FailureException> failures)
    {
        var said = new StringBuilder();
        try
        {
            using OpenedContent content = OpenedContent.FromStream(stream, "input", limits);
            _ = content.Peek();
            using RecordReader reader = RecordReader.Open(map, content, limits);
            while (reader.Read(CancellationToken.None))
            {
                said.Append('\n').Append(reader.Place).Append(' ').Append(reader.ParentOrdinal);
                if (reader.Failure is { } trouble)
                {
                    failures.Add(trouble);
                    said.Append(trouble.Message);
                }

                for (int slot = 0; slot < map.FieldCount; slot++)
                    Say(reader, map, slot, said);
            }
        }
        catch (FailureException failure)
        {
            failures.Add(failure);
            said.Append('\n').Append(failure.Id).Append(failure.Message);
        }

        return said.ToString();
    }

    private static void Say(RecordReader reader, FieldMap map, int slot, StringBuilder said)
    {
        said.Append('|').Append(reader.State(slot));
        for (int i = 0; i < reader.Count(slot) && !map.HasChildren(slot); i++)
            said.Append(',').Append(reader.Text(slot, i));
        for (int child = 0; map.HasChildren(slot) && child < reader.ChildCount(slot); child++)
        {
            said.Append('(').Append(reader.ChildState(slot, child, 0));
            for (int i = 0; i < reader.ChildValueCount(slot, child, 0); i++)
                said.Append(',').Append(reader.ChildText(slot, child, 0, i));
        }
    }

    private static FieldDefinition Field(string name, params string[] paths) => new(name, paths.Length == 0 ? [name] : paths);
}
