using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Tests.Projection;

namespace SecAutomation.Engine.Tests.Formats;

public sealed class Peeks
{
    [Fact]
    public void Xml_shows_its_root_and_the_paths_below()
    {
        ContentPeek peek = Peek("\uFEFF<?xml version='1.0'?><!-- <!DOCTYPE no> -->\n<s:Scan xmlns:s='urn:x' version='2'>text<Policy/><Report name='r'><Host ip='1'><a><b><c/></b></a></Host><Host");
        peek.Kind.ShouldBe(ContentKind.Xml);
        peek.Xml!.Root.ShouldBe("Scan");
        peek.Xml.Attributes["version"].ShouldBe("2");
        peek.Xml.HasDocumentType.ShouldBeFalse();
        peek.Xml.Paths.ShouldBe(["Policy", "Report", "Report/@name", "Report/Host", "Report/Host/@ip", "Report/Host/a", "Report/Host/a/b"], ignoreOrder: true);
    }

    [Fact]
    public void Xml_shows_its_document_type()
    {
        ContentPeek peek = Peek("<!DOCTYPE R SYSTEM 'http://127.0.0.1:1/x.dtd'><R><a/></R>");
        peek.Xml!.HasDocumentType.ShouldBeTrue();
        peek.Xml.Root.ShouldBe("R");
    }

    [Fact]
    public void Json_shows_the_paths_of_its_members()
    {
        ContentPeek peek = Peek("""{"assets":[{"specific.name":["a"],"id":1,"net":{"ip":{"v4":{"deep":1}}}},{"other":1}],"meta":{"page":{"total":2}},"last":[[{"x":1}]],"end":null}""");
        peek.Kind.ShouldBe(ContentKind.Json);
        peek.Json!.IsArray.ShouldBeFalse();
        peek.Json.Paths.ShouldBe(
            ["assets", "assets[].\"specific.name\"", "assets[].\"specific.name\"[]", "assets[].id", "assets[].net", "assets[].net.ip", "assets[].net.ip.v4", "assets[].other", "meta", "meta.page", "meta.page.total", "last", "last[][].x", "end"],
            ignoreOrder: true);
    }

    [Fact]
    public void An_array_that_goes_on_beyond_the_beginning_shows_what_it_has()
    {
        string record = """{"asset":{"hostname":"h"},"plugin":{"cve":["x"]}},""";
        ContentPeek peek = Peek(" \n[" + string.Concat(Enumerable.Repeat(record, 100)), new ReadLimits { PeekBytes = 300 });
        peek.Kind.ShouldBe(ContentKind.Json);
        peek.Json!.IsArray.ShouldBeTrue();
        peek.Json.Paths.Contains("[].asset.hostname").ShouldBeTrue();
        peek.Json.Paths.Contains("[].plugin.cve").ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":2}\n", ContentKind.NdJson)]
    [InlineData("{\"a\":1}\r\n\r\n{\"b\":2}", ContentKind.NdJson)]
    [InlineData("{\n\"a\":1\n}\n", ContentKind.Json)]
    [InlineData("{\"a\":1}\n", ContentKind.Json)]
    [InlineData("{\"a\":\n{\"b\":2}}", ContentKind.Json)]
    [InlineData("[{\"a\":1},\n{\"b\":2}]", ContentKind.Json)]
    [InlineData("a,b\n1,2\n", ContentKind.Csv)]
    [InlineData("name\nhost\n", ContentKind.Csv)]
    [InlineData("{a},b\n", ContentKind.Csv)]
    [InlineData(" \n\t ", ContentKind.Unknown)]
    [InlineData("MZ\0\u0003\0\0\u0004\0", ContentKind.Unknown)]
    public void The_kind_is_made_out(string text, ContentKind kind) => Peek(text).Kind.ShouldBe(kind);

    [Fact]
    public void Csv_shows_its_separator_and_first_rows()
    {
        ContentPeek peek = Peek("Report;x\n\"Host; name\";IP\r\na;\"1\n2\"\n");
        peek.Csv!.Separator.ShouldBe(';');
        peek.Csv.Header.ShouldBe(["Report", "x"]);
        peek.Csv.Rows.Count.ShouldBe(3);
        peek.Csv.Rows[1].ShouldBe(["Host; name", "IP"]);
        peek.Csv.Rows[2].ShouldBe(["a", "1\n2"]);
    }

    [Fact]
    public void Utf16_is_understood()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Hôst\tIP\nä\t1\n")];
        using OpenedContent content = OpenedContent.FromStream(new MemoryStream(bytes), "utf16", ReadLimits.Default);
        content.Peek().Csv!.Header.ShouldBe(["Hôst", "IP"]);
    }

    [Fact]
    public void Nothing_is_consumed()
    {
        FieldMap map = Reading.Map(RecordFormat.Json, "[]", Reading.Field("a"));
        OpenedContent content = OpenedContent.FromStream(new MemoryStream("""[{"a":1},{"a":2}]"""u8.ToArray()), "peeked", ReadLimits.Default);
        content.Peek().Json!.Paths.ShouldBe(["[].a"]);
        content.Peek().Json!.Paths.ShouldBe(["[].a"]);
        using RecordReader reader = RecordReader.Open(map, content, ReadLimits.Default);
        Reading.Dump(reader).ShouldBe(["1", "2"]);
    }

    private static ContentPeek Peek(string text, ReadLimits? limits = null)
    {
        using OpenedContent content = OpenedContent.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(text)), "sample", limits ?? ReadLimits.Default);
        return content.Peek();
    }
}
