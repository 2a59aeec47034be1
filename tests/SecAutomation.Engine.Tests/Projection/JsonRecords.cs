using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

public sealed class JsonRecords
{
    [Fact]
    public void Each_element_of_the_array_is_a_record()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("host", "asset.hostname"), Field("cve", "plugin.cve"), Field("score", "plugin.score"));
        using RecordReader reader = Open(map, """
            [ {"asset":{"hostname":"a","ignored":[{"hostname":"x"}]},"plugin":{"cve":["CVE-1","CVE-2"],"score":9.80}},
              {"plugin":{"score":true,"cve":"CVE-3"},"other":{"asset":{"hostname":"x"}},"asset":{"hostname":"b\u00e9\n"}} ]
            """);
        Dump(reader).ShouldBe(["a|CVE-1+CVE-2|9.80", "bé\n|CVE-3|true"]);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_name_is_passed_over_and_escaped_names_are_known()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("host", "asset.hostname"));
        using RecordReader reader = Open(map, """[{"asset":{"\ud800":1,"hostname\udc00":2,"host\u006eame":"a"}},{"\ud83d":{},"\u0061sset":{"hostname":"b"}}]""");
        Dump(reader).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(65_536)]
    public void A_tree_that_is_asked_for_is_read_as_its_json_over_any_buffer(int bufferBytes)
    {
        FieldMap map = Map(RecordFormat.Json, "issues[]", Field("text", "fields.text") with { IsTree = true }, Field("id"), Field("parts", "fields.text.content[].n"));
        using RecordReader reader = Open(
            map,
            """{"issues":[{"fields":{"text":{ "v" : 1 , "content":[ {"n":"\u00e9 \"q\""}, [], {}, null, true, -1.5e3 ] }},"id":"1"},{"fields":{"text":"plain"},"id":"2"},{"fields":{"text":null},"id":"3"},{"fields":{"text":["a",["b"]]},"id":"4"}]}""",
            ReadLimits.Default with { BufferBytes = bufferBytes });
        Dump(reader).ShouldBe([
            """{"v":1,"content":[{"n":"\u00e9 \"q\""},[],{},null,true,-1.5e3]}|1|<Absent>""",
            "plain|2|<Absent>",
            "<Null>|3|<Null>",
            """["a",["b"]]|4|<Absent>""",
        ]);
    }

    [Fact]
    public void Null_absent_and_none_are_told_apart()
    {
        FieldMap map = Map(RecordFormat.Json, "assets[]", Field("ip", "net[].ip"), Field("os"));
        using RecordReader reader = Open(map, """{"assets":[{"net":[],"os":null},{"net":null,"os":""},{"net":[{}]},{"net":{"ip":["1","2"]},"os":[null,"w"]}]}""");
        Dump(reader).ShouldBe(["<Empty>|<Null>", "<Null>|<Empty>", "<Absent>|<Absent>", "1+2|w"]);
    }

    [Fact]
    public void Members_of_child_records_stay_aligned()
    {
        FieldMap map = Map(RecordFormat.Json, "assets[]", Field("name", "\"specific_data.data.name\""), Children("software", "\"specific_data.data.sw\"", Field("n", "name"), Field("v", "version")));
        using RecordReader reader = Open(map, """{"assets":[{"specific_data.data.name":["A","B"],"specific_data.data.sw":[{"name":"x","version":"1"},{"version":"2"},{"name":"z"}]},{"specific_data.data.sw":[]},{"specific_data.data.sw":{"name":"only"}}]}""");
        Dump(reader).ShouldBe(["A+B|{x,1}{<Absent>,2}{z,<Absent>}", "<Absent>|<Empty>", "<Absent>|{only,<Absent>}"]);
    }

    [Fact]
    public void A_value_of_the_enclosing_record_may_come_after_its_records()
    {
        FieldMap map = Map(RecordFormat.Json, "results[].hosts[]", Field("ip"), Field("cve", "^.id"), Field("tool", "^.^.tool"));
        using RecordReader reader = Open(map, """{"results":[{"hosts":[{"ip":"1"},{"ip":"2"}],"id":"A"},{"id":"B","hosts":[{"ip":"3"}]}],"tool":"t"}""");
        var ordinals = new List<long>();
        var lines = new List<string>();
        while (reader.Read(TestContext.Current.CancellationToken))
        {
            lines.Add(DumpRecord(reader));
            ordinals.Add(reader.ParentOrdinal);
        }

        lines.ShouldBe(["1|A|t", "2|A|t", "3|B|t"]);
        ordinals[0].ShouldBe(ordinals[1]);
        ordinals[2].ShouldNotBe(ordinals[0]);
    }

    [Fact]
    public void The_values_of_the_document_are_known_at_the_end()
    {
        FieldMap map = FieldMap.Compile(new FieldMapDefinition
        {
            Format = RecordFormat.Json,
            Records = "assets[]",
            Fields = [Field("id")],
            Document = [Field("total", "meta.page.\"totalResults\"", "meta.count"), Field("next", "meta.next")],
        });
        using RecordReader reader = Open(map, """{"assets":[{"id":1},{"id":2}],"meta":{"page":{"totalResults":2417},"next":null}}""");
        Dump(reader).ShouldBe(["1", "2"]);
        reader.DocumentText(0).ShouldBe("2417");
        reader.DocumentState(1).ShouldBe(FieldState.Null);
        reader.Read(default).ShouldBeFalse();
    }

    [Fact]
    public void Records_are_delivered_before_the_end_when_their_enclosing_record_has_said_all()
    {
        FieldMap map = Map(RecordFormat.Json, "hosts[]", Field("n"), Field("scan", "^.scan"));
        using RecordReader reader = Open(map, """{"scan":"s","hosts":[{"n":1},{"n":2},""");
        reader.Read(default).ShouldBeTrue();
        DumpRecord(reader).ShouldBe("1|s");
        reader.Read(default).ShouldBeTrue();
        Should.Throw<FailureException>(() => reader.Read(default)).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void The_first_path_with_a_value_wins_wherever_it_stands()
    {
        FieldMap map = Map(RecordFormat.Json, "r[]", Field("name", "fqdn", "host.name", "^.name"), Field("x", "^.a", "^.b"));
        using RecordReader reader = Open(map, """{"r":[{"host":{"name":"h"},"fqdn":"f"},{"fqdn":"","host":{"name":"h"}},{"fqdn":null}],"b":"second","name":"outer","a":"first"}""");
        Dump(reader).ShouldBe(["f|first", "h|first", "outer|first"]);
    }

    [Fact]
    public void Single_elements_and_nested_arrays_are_reached()
    {
        FieldMap map = Map(RecordFormat.Json, "@", Field("first", "a[0].b"), Field("third", "a[2]"), Field("all", "a[].b"), Field("deep", "d"), Field("merged", "d[].e"));
        using RecordReader reader = Open(map, """{"a":[{"b":1},{"b":2},"x"],"d":[[1,[2]],{"e":3},[{"e":4}]]}""");
        Dump(reader).ShouldBe(["1|x|1+2|1+2|3+4"]);
    }

    [Fact]
    public void A_single_value_counts_as_a_list_of_one()
    {
        FieldMap map = Map(RecordFormat.Json, "assets[]", Field("hostname", "hostname[]"), Field("ip", "net[].ips[]"), Field("first", "hostname[0]"));
        using RecordReader reader = Open(map, """{"assets":{"hostname":"a","net":{"ips":"1"}}}""");
        Dump(reader).ShouldBe(["a|1|a"]);
    }

    [Fact]
    public void Numbers_keep_their_spelling()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("id"));
        using RecordReader reader = Open(map, """[{"id":11529734357680297657},{"id":-1.50e+10},{"id":false}]""");
        Dump(reader).ShouldBe(["11529734357680297657", "-1.50e+10", "false"]);
    }

    [Fact]
    public void Escapes_are_resolved_and_half_a_surrogate_pair_becomes_a_replacement()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("téxt", "\"téxt\""), Field("q", "\"a\\\"b\""));
        using RecordReader reader = Open(map, """[{"t\u00e9xt":"\ud83d\ude00 \\ \/ \b\f\t\u0041","a\"b":"\ud83d x \udc00\n\ud83d\u0041\\ \"q\" \/ \b\f\r\t"}]""");
        Dump(reader).ShouldBe(["😀 \\ / \b\f\tA|\uFFFD x \uFFFD\n\uFFFDA\\ \"q\" / \b\f\r\t"]);
    }

    [Theory]
    [InlineData("""[{"a":"1"},{"a":"2""")]
    [InlineData("""[{"a":"1"},{"a":"2"},""")]
    [InlineData("""[{"a":"1"},{"a":"2"}""")]
    [InlineData("""[{"a":"1"}""")]
    public void A_cut_array_gives_what_it_has_and_then_says_so(string text)
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        using RecordReader reader = Open(map, text);
        reader.Read(default).ShouldBeTrue();
        reader.Text(0).ShouldBe("1");
        FailureException failure = Should.Throw<FailureException>(() => Dump(reader));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("cut");
        failure.Message.ShouldContain($"byte {text.Length}");
    }

    [Theory]
    [InlineData("""[{"a":"1"},{"a":nope}]""", 16)]
    [InlineData("""[{"a":"1"},{"b":[1,2}]""", 20)]
    [InlineData("""[{"a":"1"}] trailing""", 12)]
    public void Damage_is_named_with_its_place(string text, int position)
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        using RecordReader reader = Open(map, text);
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => Dump(reader));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("sample");
        failure.Message.ShouldContain($"at byte {position}");
        failure.Message.ShouldContain("after 1 record");
    }

    [Fact]
    public void Invalid_utf8_is_an_error_also_in_what_no_path_names()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        byte[] bytes = [.. "[{\"a\":1},\n{\"b\":\""u8, 0xC3, 0x28, .. "\"}]"u8];
        using RecordReader reader = Open(map, bytes);
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => Dump(reader));
        failure.Id.ShouldBe(FailureId.EncodingInvalid);
        failure.Message.ShouldContain("line 2, byte 16 is 0xC3");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        using RecordReader reader = Open(map, "[{\"b\":" + new string('[', 100_000));
        FailureException failure = Should.Throw<FailureException>(() => Dump(reader));
        failure.Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void A_value_longer_than_the_buffer_is_read()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        string value = new('x', 100_000);
        using RecordReader reader = Open(map, $$"""[{"a":"{{value}}","b":"{{value}}"},{"a":"2"}]""", new ReadLimits { BufferBytes = 64 });
        List<string> records = Dump(reader);
        records.Count.ShouldBe(2);
        records[0].Length.ShouldBe(value.Length);
        (records[0] == value).ShouldBeTrue();
        records[1].ShouldBe("2");
    }

    [Theory]
    [InlineData(64)]
    [InlineData(8192)]
    public void A_value_that_is_too_long_costs_its_record_alone(int buffer)
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("n"), Field("a"));
        string quotes = string.Concat(Enumerable.Repeat("\\\"\\\\", 5000));
        string text = $$"""[{"n":1,"a":"{{quotes}}"},{"n":2,"b":"{{quotes}}"},{"n":3,"{{quotes}}":0}]""";
        using RecordReader reader = Open(map, text, new ReadLimits { BufferBytes = buffer, MaximumValueBytes = 5000 });
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.LimitExceeded);
        reader.Failure.Message.ShouldContain("record 1");
        reader.Failure.Message.ShouldContain(": a ");
        Dump(reader).ShouldBe(["2|<Absent>", "3|<Absent>"]);
        reader.Failure.ShouldBeNull();
    }

    [Fact]
    public void A_value_that_is_too_long_and_cut_is_damage()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        using RecordReader reader = Open(map, "[{\"a\":\"" + new string('x', 20_000), new ReadLimits { BufferBytes = 64, MaximumValueBytes = 5000 });
        Should.Throw<FailureException>(() => Dump(reader)).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void Values_of_one_record_together_are_bounded()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        string many = string.Join(',', Enumerable.Repeat("\"0123456789\"", 1000));
        using RecordReader reader = Open(map, $$"""[{"a":[{{many}}]},{"a":1}]""", new ReadLimits { MaximumRecordBytes = 5000 });
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.LimitExceeded);
        reader.Read(default).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        DumpRecord(reader).ShouldBe("1");
    }

    [Fact]
    public void Records_that_wait_are_bounded()
    {
        FieldMap map = Map(RecordFormat.Json, "r[]", Field("a"), Field("late", "^.late"));
        string many = string.Join(',', Enumerable.Repeat("{\"a\":\"0123456789\"}", 1000));
        using RecordReader reader = Open(map, $$"""{"r":[{{many}}],"late":1}""", new ReadLimits { MaximumHeldBytes = 5000 });
        Should.Throw<FailureException>(() => Dump(reader)).Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void An_answer_without_the_records_place_says_so()
    {
        FieldMap map = Map(RecordFormat.Json, "assets[]", Field("a"));
        using RecordReader without = Open(map, """{"errors":[{"error":"no"}]}""");
        Dump(without).ShouldBeEmpty();
        without.ReachedRecords.ShouldBeFalse();
        using RecordReader empty = Open(map, """{"assets":[]}""");
        Dump(empty).ShouldBeEmpty();
        empty.ReachedRecords.ShouldBeTrue();
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("a"));
        using RecordReader reader = Open(map, """[{"a":1},{"a":2}]""");
        using var source = new CancellationTokenSource();
        reader.Read(source.Token).ShouldBeTrue();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => reader.Read(source.Token));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_records()
    {
        FieldMap map = Map(RecordFormat.Json, "[]", Field("host", "asset.host"), Field("cve", "cve"));
        byte[] record = """{"asset":{"host":"server-0001","x":[1,2,{"y":"z"}]},"cve":["CVE-2024-10000","CVE-2024-20000"],"text":"no path names \"this\""},"""u8.ToArray();
        using RecordReader reader = Open(map, new RepeatingStream("["u8.ToArray(), record, 200_000), new ReadLimits { BufferBytes = 16 * 1024 });
        for (int i = 0; i < 1000; i++)
            reader.Read(default).ShouldBeTrue();

        long before = GC.GetAllocatedBytesForCurrentThread();
        long cves = 0;
        for (int i = 0; i < 150_000; i++)
        {
            if (!reader.Read(default))
                break;

            cves += reader.Count(1);
        }

        cves.ShouldBe(300_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
    }
}
