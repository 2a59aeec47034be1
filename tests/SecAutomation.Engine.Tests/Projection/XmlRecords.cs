using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Projection.Xml;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

public sealed class XmlRecords
{
    private const string Report = """
        <?xml version="1.0" ?>
        <Scan xmlns:cm="http://example.org/cm">
        <Policy><Preferences><x>long</x></Preferences></Policy>
        <Report name="weekly">
        <Host name="10.0.0.1"><Properties><tag name="host-ip">10.0.0.1</tag><tag name="mac">00:11
        00:22</tag><tag name="host-ip">10.0.0.2</tag></Properties>
        <Item port="443" severity="4" id=""><cve>CVE-1</cve><skip><cve>no</cve></skip><cve>CVE-2</cve><out><![CDATA[a < b]]> &amp; c<!-- x --> d</out></Item>
        <Item port="0"><cm:score>9.8</cm:score><out/></Item></Host>
        <Host name="b"><Item port="1"/></Host>
        <Total>3</Total>
        </Report></Scan>
        """;

    private static FieldMap ReportMap(bool first = false) => FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Xml,
        Records = "Scan/Report/Host/Item",
        Fields =
        [
            Field("port", "@port"), Field("id", "@id"), Field("cve"), Field("out"), Field("score"),
            Field("ip", "../Properties/tag[@name='host-ip']"), Field("host", "../@name"), Field("report", "../../@name"),
        ],
        Document = [Field("total", "Scan/Report/Total"), Field("name", "Scan/Report/@name")],
        EnclosingValuesFirst = first,
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Elements_attributes_and_what_encloses_them_are_read(bool first)
    {
        using RecordReader reader = Open(ReportMap(first), Report);
        Dump(reader).ShouldBe([
            "443|<Empty>|CVE-1+CVE-2|a < b & c d|<Absent>|10.0.0.1+10.0.0.2|10.0.0.1|weekly",
            "0|<Absent>|<Absent>|<Empty>|9.8|10.0.0.1+10.0.0.2|10.0.0.1|weekly",
            "1|<Absent>|<Absent>|<Absent>|<Absent>|<Absent>|b|weekly",
        ]);
        reader.DocumentText(reader.Map.DocumentSlot("total")).ShouldBe("3");
        reader.DocumentText(reader.Map.DocumentSlot("name")).ShouldBe("weekly");
    }

    [Fact]
    public void The_place_is_the_line_of_the_record()
    {
        using RecordReader reader = Open(ReportMap(), Report);
        reader.Read(default).ShouldBeTrue();
        reader.Place.ShouldBe("sample, line 7");
        reader.Read(default).ShouldBeTrue();
        reader.Place.ShouldBe("sample, line 8");
    }

    [Fact]
    public void The_ordinal_changes_with_the_enclosing_element_alone()
    {
        using RecordReader reader = Open(ReportMap(first: true), Report);
        var ordinals = new List<long>();
        while (reader.Read(default))
            ordinals.Add(reader.ParentOrdinal);

        ordinals[0].ShouldBe(ordinals[1]);
        ordinals[2].ShouldNotBe(ordinals[1]);
        reader.Map.IsEnclosing(reader.Map.Slot("ip")).ShouldBeTrue();
        reader.Map.IsEnclosing(reader.Map.Slot("cve")).ShouldBeFalse();
    }

    [Fact]
    public void A_value_of_the_enclosing_element_may_come_after_its_records()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/h/i", Field("n", "@n"), Field("os", "../os"));
        using RecordReader reader = Open(map, "<r><h><i n='1'/><i n='2'/><os>w</os></h><h><os>l</os><i n='3'/></h></r>");
        Dump(reader).ShouldBe(["1|w", "2|w", "3|l"]);
    }

    [Fact]
    public void A_late_value_is_damage_where_the_map_says_that_they_come_first()
    {
        FieldMap map = FieldMap.Compile(new FieldMapDefinition
        {
            Format = RecordFormat.Xml, Records = "r/h/i", Fields = [Field("n", "@n"), Field("os", "../os")], EnclosingValuesFirst = true,
        });
        using RecordReader reader = Open(map, "<r><h><i n='1'/><os>w</os></h></r>");
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("os");
    }

    [Fact]
    public void Mixed_content_is_the_elements_own_text()
    {
        FieldMap map = Map(RecordFormat.Xml, "results/result", Field("ip", "host"), Field("name", "host/hostname"), Field("asset", "host/asset/@id"), Field("self", "."));
        using RecordReader reader = Open(map, "<results><result>\n t <host>10.0.0.1\n <asset id='x'/><hostname>h.example</hostname></host> u </result></results>");
        Dump(reader).ShouldBe(["10.0.0.1|h.example|x|t  u"]);
    }

    [Fact]
    public void Child_records_are_aligned()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Children("sw", "list/app", Field("n", "name"), Field("v", "@version"), Field("t", ".")), Field("all", "list/app/name"));
        using RecordReader reader = Open(map, "<r><i><list><app version='1'><name>a</name></app><app/><app><name>c</name></app></list></i><i><list/></i><i/></r>");
        Dump(reader).ShouldBe(["{a,1,<Empty>}{<Absent>,<Absent>,<Empty>}{c,<Absent>,<Empty>}|a+c", "<Empty>|<Absent>", "<Absent>|<Absent>"]);
    }

    [Fact]
    public void Control_characters_do_not_cost_the_report()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t"), Field("a", "@a"));
        using RecordReader reader = Open(map, "<r><skipped>\u0001\u0002</skipped><i a='x\u0003y'><t>a\u0000b\u001B[0m &#x0;&#8; \uFFFE tab\tok</t></i></r>");
        Dump(reader).ShouldBe(["a\uFFFDb\uFFFD[0m \uFFFD\uFFFD \uFFFD tab\tok|x\uFFFDy"]);
        reader.ReplacedCharacters.ShouldBe(8);
    }

    [Fact]
    public void A_reference_to_half_a_character_becomes_a_replacement()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."));
        using RecordReader reader = Open(map, "<r><i>a&#x1F600;b</i><i>a&#xD83D;b</i></r>");
        reader.Read(default).ShouldBeTrue();
        reader.Text(0).ShouldBe("a😀b");
        try
        {
            reader.Read(default).ShouldBeTrue();
            reader.Text(0).ShouldBe("a\uFFFDb");
        }
        catch (FailureException failure)
        {
            failure.Id.ShouldBe(FailureId.ReadIncomplete);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE r><r><i>1</i></r>")]
    [InlineData("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r><i>&e;</i></r>")]
    [InlineData("<!-- c --><!DOCTYPE r SYSTEM \"http://127.0.0.1/x.dtd\"><r><i>1</i></r>")]
    public void A_document_type_is_refused(string text)
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."));
        using RecordReader reader = Open(map, text);
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.DocumentTypeRefused);
        failure.Message.ShouldContain("sample");
        failure.Message.ShouldContain("line 1");
    }

    [Fact]
    public void A_document_type_is_passed_over_where_the_map_says_so_and_its_entities_are_never_resolved()
    {
        FieldMap map = FieldMap.Compile(new FieldMapDefinition
        {
            Format = RecordFormat.Xml, Records = "r/i", Fields = [Field("t", ".")], DocumentType = DocumentTypeTreatment.Ignore,
        });
        using RecordReader plain = Open(map, "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><r><i>1</i></r>");
        Dump(plain).ShouldBe(["1"]);
        using RecordReader entity = Open(map, "<!DOCTYPE r [<!ENTITY e \"x\">]><r><i>&e;</i></r>");
        Should.Throw<FailureException>(() => Dump(entity)).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void A_cut_document_gives_what_it_has_and_then_says_so()
    {
        using RecordReader reader = Open(ReportMap(first: true), Report[..Report.IndexOf("<cm:score>", StringComparison.Ordinal)]);
        reader.Read(default).ShouldBeTrue();
        reader.Text(reader.Map.Slot("cve")).ShouldBe("CVE-1");
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("cut");
        failure.Message.ShouldContain("line 8");
        Should.Throw<FailureException>(() => reader.Read(default)).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void Of_a_cut_document_only_records_are_given_whose_enclosing_element_is_known_whole()
    {
        using RecordReader reader = Open(ReportMap(), Report[..Report.IndexOf("</Host>\n<Total>", StringComparison.Ordinal)]);
        reader.Read(default).ShouldBeTrue();
        reader.Text(reader.Map.Slot("report")).ShouldBe("weekly");
        reader.Read(default).ShouldBeTrue();
        Should.Throw<FailureException>(() => reader.Read(default)).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void Invalid_utf8_is_named_with_its_line()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."));
        byte[] bytes = [.. Encoding.UTF8.GetBytes("<r>\n<i>1</i>\n<i>"), 0xFF, .. Encoding.UTF8.GetBytes("</i></r>")];
        using RecordReader reader = Open(map, bytes);
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.EncodingInvalid);
        failure.Message.ShouldContain("line 3");
    }

    [Fact]
    public void The_declared_encoding_and_byte_order_marks_are_honoured()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."));
        const string Text = "<?xml version=\"1.0\" encoding=\"{0}\"?><r><i>é</i></r>";
        using RecordReader latin = Open(map, Encoding.Latin1.GetBytes(Text.Replace("{0}", "ISO-8859-1", StringComparison.Ordinal)));
        Dump(latin).ShouldBe(["é"]);
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8 })
        {
            using RecordReader marked = Open(map, [.. encoding.GetPreamble(), .. encoding.GetBytes(Text.Replace("{0}", encoding.WebName, StringComparison.Ordinal))]);
            Dump(marked).ShouldBe(["é"]);
        }

        Should.Throw<FailureException>(() => Open(map, Text.Replace("{0}", "EBCDIC-CP-US", StringComparison.Ordinal))).Id.ShouldBe(FailureId.EncodingInvalid);
    }

    [Fact]
    public void Deep_nesting_is_refused_also_in_what_no_path_names()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."));
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        using RecordReader reader = Open(map, $"<r><x>{deep}");
        Should.Throw<FailureException>(() => reader.Read(default)).Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void A_value_that_is_too_long_costs_its_record_alone()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t"), Field("n"));
        var limits = new ReadLimits { MaximumValueBytes = 10_000 };
        using RecordReader reader = Open(map, $"<r><i><t>{new string('x', 50_000)}</t><n>1</n></i><i><t>short</t></i><i><u>{new string('y', 50_000)}</u><n>3</n></i></r>", limits);
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.LimitExceeded);
        reader.Failure.Message.ShouldContain("line 1: t ");
        Dump(reader).ShouldBe(["short|<Absent>", "<Absent>|3"]);
        reader.Failure.ShouldBeNull();
    }

    [Fact]
    public void An_attribute_without_end_is_refused()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t"));
        using RecordReader reader = Open(map, $"<r><x a='{new string('x', 1_000_000)}'/></r>", new ReadLimits { MaximumValueBytes = 20_000 });
        Should.Throw<FailureException>(() => reader.Read(default)).Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void What_the_caller_allocates_between_records_is_not_held_against_the_document()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."));
        var limits = new ReadLimits { MaximumValueBytes = 1000, BufferBytes = 64 };
        using RecordReader reader = Open(map, $"<r>{string.Concat(Enumerable.Repeat($"<i>{new string('x', 900)}</i>", 100))}</r>", limits);
        int records = 0;
        do
        {
            GC.KeepAlive(new byte[2 * 1024 * 1024]);
            records++;
        }
        while (reader.Read(default));

        records.ShouldBe(101);
    }

    [Fact]
    public void Records_that_wait_are_bounded()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/i", Field("t", "."), Field("late", "../late"));
        string many = string.Concat(Enumerable.Repeat("<i>0123456789</i>", 1000));
        using RecordReader reader = Open(map, $"<r>{many}</r>", new ReadLimits { MaximumHeldBytes = 5000 });
        Should.Throw<FailureException>(() => Dump(reader)).Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void A_document_without_the_records_place_says_so()
    {
        FieldMap map = Map(RecordFormat.Xml, "r/list/i", Field("t", "."));
        using RecordReader without = Open(map, "<error>no</error>");
        Dump(without).ShouldBeEmpty();
        without.ReachedRecords.ShouldBeFalse();
        using RecordReader empty = Open(map, "<r><list/></r>");
        Dump(empty).ShouldBeEmpty();
        empty.ReachedRecords.ShouldBeTrue();
    }
}
