using System.Text.Json;
using System.Xml;
using CsCheck;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>The same records written in each format give the same values.</summary>
public sealed class EquivalentFormats
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.OneOf(new[] { "server-01", "CVE-2024-12345", "a,b;c\td|e", "say \"no\"", "<b> & 'c' ]]>", "line 1\nline 2", "é ü 日本 😀", "=1+2", "null", "\\n\\u0041", "sep=;" }.Select(Gen.Const).ToArray()),
        Gen.String[Gen.Char['!', '~'], 1, 30]);

    private static readonly Gen<Sample> s_sample = Gen.Select(
        s_text, s_text.Array[0, 3], Gen.Select(s_text, s_text).Array[0, 3], (note, tags, apps) => new Sample(note, tags, apps));

    private static readonly FieldDefinition[] s_fields = [Field("note"), Field("tag", "tags"), Children("app", "apps", Field("n"), Field("v"))];

    [Fact]
    public void Json_ndjson_and_xml_give_the_same_values() =>
        s_sample.Array[0, 6].Sample(
            samples =>
            {
                using RecordReader json = Open(Map(RecordFormat.Json, "list[]", s_fields), $$"""{"list":[{{string.Join(',', samples.Select(Json))}}]}""");
                using RecordReader lines = Open(Map(RecordFormat.NdJson, "", s_fields), string.Join('\n', samples.Select(Json)) + "\n");
                FieldMap map = Map(RecordFormat.Xml, "list/item", Field("note"), Field("tag", "tag"), Children("app", "apps/app", Field("n", "@n"), Field("v")));
                using RecordReader xml = Open(map, Xml(samples));
                List<string> expected = Dump(json);
                return expected.Count == samples.Length && Dump(lines).SequenceEqual(expected, StringComparer.Ordinal) && Dump(xml).SequenceEqual(expected, StringComparer.Ordinal);
            },
            iter: 3000);

    [Fact]
    public void Csv_gives_the_same_values_as_json() =>
        Gen.Select(s_text, s_text).Array[0, 8].Sample(
            rows =>
            {
                using RecordReader json = Open(
                    Map(RecordFormat.Json, "[]", Field("a"), Field("b")),
                    $"[{string.Join(',', rows.Select(r => $$"""{"a":{{JsonSerializer.Serialize(r.Item1)}},"b":{{JsonSerializer.Serialize(r.Item2)}}}"""))}]");
                using RecordReader csv = Open(
                    Map(RecordFormat.Csv, "", Field("a"), Field("b")), "b,A\n" + string.Concat(rows.Select(r => $"{Cell(r.Item2)},{Cell(r.Item1)}\n")));
                return Dump(json).SequenceEqual(Dump(csv), StringComparer.Ordinal);
            },
            iter: 3000);

    private static string Json(Sample sample) => JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["ignored"] = new[] { sample.Note },
        ["apps"] = sample.Apps.Select(a => new { n = a.Name, v = a.Version }),
        ["note"] = sample.Note,
        [sample.Tags.Length == 0 ? "other" : "tags"] = sample.Tags.Length == 1 ? sample.Tags[0] : sample.Tags,
    });

    private static byte[] Xml(Sample[] samples)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineHandling = NewLineHandling.Entitize }))
        {
            xml.WriteStartElement("list");
            foreach (Sample sample in samples)
            {
                xml.WriteStartElement("item");
                xml.WriteElementString("note", sample.Note);
                foreach (string tag in sample.Tags)
                    xml.WriteElementString("tag", tag);

                xml.WriteStartElement("apps");
                foreach ((string name, string version) in sample.Apps)
                {
                    xml.WriteStartElement("app");
                    xml.WriteAttributeString("n", name);
                    xml.WriteStartElement("v");
                    xml.WriteCData(version.Replace("]]>", "]] >", StringComparison.Ordinal) == version ? version : "");
                    if (version.Contains("]]>", StringComparison.Ordinal))
                        xml.WriteString(version);

                    xml.WriteEndElement();
                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r\t;|".AsSpan()) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record Sample(string Note, string[] Tags, (string Name, string Version)[] Apps);
}
