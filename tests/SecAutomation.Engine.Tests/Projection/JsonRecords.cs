using SecAutomation.Engine.Projection;
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
}
