using System.Text;
using CsCheck;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>How the bytes arrive makes no difference; a cut makes one that is noticed.</summary>
public sealed class SplitContent
{
    private const string Long = "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 é😀";

    public static TheoryData<RecordFormat> Formats => [RecordFormat.Json, RecordFormat.NdJson, RecordFormat.Xml, RecordFormat.Csv];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_split_at_any_byte_gives_the_same_records(RecordFormat format)
    {
        (FieldMap map, byte[] bytes) = Sample(format);
        string expected = Everything(Open(map, bytes));
        expected.Length.ShouldBeGreaterThan(150);
        for (int split = 1; split < bytes.Length; split++)
        {
            var limits = new ReadLimits { BufferBytes = 16 + (split % 50), PeekBytes = 256 };
            string actual = Everything(Open(map, new ChunkedStream(bytes, split, bytes.Length), limits));
            if (actual != expected)
                actual.ShouldBe(expected, $"split at {split}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_slow_stream_and_small_buffers_give_the_same_records(RecordFormat format)
    {
        (FieldMap map, byte[] bytes) = Sample(format);
        string expected = Everything(Open(map, bytes));
        Gen.Select(Gen.Int[1, 40].Array[1, 6], Gen.Int[16, 300], Gen.Int[256, 2000]).Sample(
            (lengths, buffer, peek) => Everything(Open(map, new ChunkedStream(bytes, lengths), new ReadLimits { BufferBytes = buffer, PeekBytes = peek })) == expected,
            iter: 500);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_cut_at_any_byte_gives_whole_records_and_is_noticed(RecordFormat format)
    {
        (FieldMap map, byte[] bytes) = Sample(format);
        List<string> whole = Records(Open(map, bytes), out FailureException? none);
        none.ShouldBeNull();
        int end = Encoding.UTF8.GetString(bytes).TrimEnd().Length;
        int lastByte = Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(bytes)[..end]);
        for (int cut = 1; cut < lastByte; cut++)
        {
            List<string> read = [];
            FailureException? failure = null;
            try
            {
                read = Records(Open(map, bytes[..cut], new ReadLimits { BufferBytes = 32 }), out failure);
            }
            catch (FailureException e)
            {
                failure = e;
            }

            failure?.Id.ShouldBeOneOf(FailureId.ReadIncomplete, FailureId.HeaderInvalid);

            // A row of CSV has no end of its own: the last one may be short. A line of NDJSON that is whole may be the last.
            bool mayEndHere = format is RecordFormat.Csv or RecordFormat.NdJson;
            (failure is not null || mayEndHere).ShouldBeTrue($"cut at {cut} was not noticed");
            int sure = format == RecordFormat.Csv ? Math.Max(0, read.Count - 1) : read.Count;
            for (int i = 0; i < sure; i++)
                read[i].ShouldBe(whole[i], $"cut at {cut}");
        }
    }

    private static string Everything(RecordReader opened)
    {
        using RecordReader reader = opened;
        var text = new StringBuilder();
        while (reader.Read(default))
            text.Append(FormattableString.Invariant($"{reader.Place}: {DumpRecord(reader)}\n"));

        for (int slot = 0; slot < reader.Map.Definition.Document.Count; slot++)
            text.Append(FormattableString.Invariant($"{reader.DocumentState(slot)} {reader.DocumentText(slot)}\n"));

        return text.ToString();
    }

    private static List<string> Records(RecordReader opened, out FailureException? failure)
    {
        using RecordReader reader = opened;
        var records = new List<string>();
        failure = null;
        try
        {
            while (reader.Read(default))
                records.Add(DumpRecord(reader));
        }
        catch (FailureException e)
        {
            failure = e;
        }

        return records;
    }

    private static (FieldMap Map, byte[] Bytes) Sample(RecordFormat format)
    {
        FieldDefinition[] json = [Field("name", "host.name", "^.name"), Field("cve", "cve[]"), Field("text"), Children("app", "apps", Field("n"), Field("v"))];
        FieldMapDefinition definition = format switch
        {
            RecordFormat.Json => new() { Format = format, Records = "groups[].items[]", Fields = json, Document = [Field("total", "meta.total")] },
            RecordFormat.NdJson => new() { Format = format, Records = "items[]", Fields = json },
            RecordFormat.Xml => new()
            {
                Format = format,
                Records = "r/group/item",
                Fields = [Field("name", "../tag[@name='nämé']"), Field("id", "@id"), Field("cve"), Field("text"), Children("app", "apps/app", Field("n"), Field("v", "@v"))],
                Document = [Field("total", "r/total")],
            },
            _ => new() { Format = format, Fields = [Field("name", "host name"), Field("text"), Field("id")] },
        };
        string group = $$"""{"items":[{"skip":{"deep":[1,2,{"x":"{{Long}}"}]},"cve":["C-1","é\u00e9\n\\"],"host":{"name":"{{Long}}"},"apps":[{"n":"x","v":1},{"v":-2.5e+3},null,{}]},{"text":"","cve":null,"apps":[]},{"cve":"single","text":"\ud83d\ude00 \ud83d"}],"name":"late é"}""";
        string text = format switch
        {
            RecordFormat.Json => $$""" {"groups":[{{group}} , {"name":"B","items":[{"text":true}]}],"meta":{"total":12345} } """,
            RecordFormat.NdJson => $"{group}\r\n\n{group}\n{{\"items\":[]}}\n{{\"name\":\"last\",\"items\":[{{}}]}}\n",
            RecordFormat.Xml => $"""
                <?xml version="1.0" encoding="UTF-8"?><!-- {Long} -->
                <r><skip a="{Long}"><![CDATA[ <x> ]]>{Long}</skip><group><tag name="other">no</tag><tag name="nämé">vålue &amp; 😀</tag>
                <item id="1&quot;é"><cve>C-1</cve><cve/><cve>é<!-- c --><![CDATA[<&>]]>&#x1F600; {Long}</cve><apps><app v="1"><n>x</n></app><app/></apps></item>
                <item id="2"><text>  a
                b </text></item></group><group><item/><tag name="nämé">late</tag></group><total>2</total></r>

                """,
            _ => $"host name,id,other,text\r\n\"{Long}\",1,x,\"a \"\"quoted\"\" é,\r\n😀\"\r\nb,,\"{Long}\",\r\nc,3,,plain\r\n",
        };
        return (FieldMap.Compile(definition), Encoding.UTF8.GetBytes(text));
    }
}
