using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

public sealed class NdJsonRecords
{
    [Fact]
    public void Each_line_is_a_record()
    {
        FieldMap map = Map(RecordFormat.NdJson, "", Field("host"), Field("cve", "v.cve[]"));
        using RecordReader reader = Open(map, "{\"host\":\"a\",\"v\":{\"cve\":[\"1\",\"2\"]}}\r\n\n  \n{\"host\":null}");
        reader.Read(default).ShouldBeTrue();
        DumpRecord(reader).ShouldBe("a|1+2");
        reader.Place.ShouldBe("sample, line 1");
        reader.Read(default).ShouldBeTrue();
        DumpRecord(reader).ShouldBe("<Null>|<Absent>");
        reader.Place.ShouldBe("sample, line 4");
        reader.Read(default).ShouldBeFalse();
        reader.Read(default).ShouldBeFalse();
    }

    [Fact]
    public void A_line_may_hold_several_records_with_values_of_their_own()
    {
        FieldMap map = Map(RecordFormat.NdJson, "apps[]", Field("name"), Field("host", "^.host"));
        using RecordReader reader = Open(map, "{\"apps\":[{\"name\":\"x\"},{\"name\":\"y\"}],\"host\":\"a\"}\n{\"apps\":[],\"host\":\"b\"}\n{\"host\":\"c\",\"apps\":[{\"name\":\"z\"}]}\n");
        Dump(reader).ShouldBe(["x|a", "y|a", "z|c"]);
    }

    [Fact]
    public void A_line_that_is_no_json_is_reported_and_the_next_go_on()
    {
        FieldMap map = Map(RecordFormat.NdJson, "", Field("a"));
        using RecordReader reader = Open(map, "{\"a\":1}\n{\"a\":2,oops}\n{\"a\":3}\n");
        reader.Read(default).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.RecordInvalid);
        reader.Failure.Message.ShouldContain("sample, line 2");
        reader.State(0).ShouldBe(FieldState.Absent);
        reader.Read(default).ShouldBeTrue();
        reader.Failure.ShouldBeNull();
        DumpRecord(reader).ShouldBe("3");
        reader.Read(default).ShouldBeFalse();
    }

    [Fact]
    public void A_last_line_that_is_not_whole_means_that_the_file_was_cut()
    {
        FieldMap map = Map(RecordFormat.NdJson, "", Field("a"));
        using RecordReader reader = Open(map, "{\"a\":1}\n{\"a\":2");
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("line 2");
    }

    [Fact]
    public void A_line_longer_than_a_record_may_be_is_reported_and_the_next_go_on()
    {
        FieldMap map = Map(RecordFormat.NdJson, "", Field("a"));
        string text = $"{{\"a\":1}}\n{{\"b\":\"{new string('x', 50_000)}\"}}\n{{\"a\":3}}\n";
        using RecordReader reader = Open(map, text, new ReadLimits { BufferBytes = 64, MaximumRecordBytes = 1000 });
        reader.Read(default).ShouldBeTrue();
        reader.Read(default).ShouldBeTrue();
        reader.Failure!.Id.ShouldBe(FailureId.LimitExceeded);
        reader.Failure.Message.ShouldContain("line 2");
        reader.Read(default).ShouldBeTrue();
        DumpRecord(reader).ShouldBe("3");
        reader.Place.ShouldBe("sample, line 3");
    }

    [Fact]
    public void Values_of_the_document_are_refused()
    {
        Should.Throw<FieldPathException>(() => FieldMap.Compile(new FieldMapDefinition
        {
            Format = RecordFormat.NdJson, Fields = [Field("a")], Document = [Field("total")],
        })).Field.ShouldBe("total");
    }
}
