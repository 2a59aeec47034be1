using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

public sealed class RowRecords
{
    private static readonly FieldMap s_map = Map(
        RecordFormat.Csv, "", Field("name", "ComputerName", "host"), Field("ip", "IPAddress"), Children("software", "InstalledSoftware", Field("n", "Name"), Field("v", "Version")));

    [Fact]
    public void Members_are_found_as_columns_are()
    {
        Dictionary<string, object?>[] rows =
        [
            new(StringComparer.Ordinal) { ["computer_name"] = "a", ["IPAddress"] = new object?[] { "1", null, 2 }, ["ignored"] = "x" },
            new(StringComparer.Ordinal) { ["Host"] = "b", ["ComputerName"] = "", ["ip address"] = Array.Empty<string>() },
            new(StringComparer.Ordinal) { ["Host"] = null, ["InstalledSoftware"] = new object[] { new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "x", ["Version"] = 1.5 }, new Dictionary<string, object?>(StringComparer.Ordinal) { ["Name"] = "y" } } },
        ];
        using RecordReader reader = RecordReader.FromRows(s_map, rows, "the pipeline");
        Dump(reader).ShouldBe(["a|1+2|<Absent>", "b|<Empty>|<Absent>", "<Null>|<Absent>|{x,1.5}{y,<Absent>}"]);
        reader.Place.ShouldBe("the pipeline, row 3");
        reader.Names(0).ShouldBeTrue();
    }

    [Fact]
    public void Numbers_dates_and_truth_are_written_without_a_culture()
    {
        Dictionary<string, object?>[] rows = [new(StringComparer.Ordinal) { ["host"] = 1234.5m, ["ipaddress"] = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero) }, new(StringComparer.Ordinal) { ["host"] = true }];
        using RecordReader reader = RecordReader.FromRows(s_map, rows, "rows");
        Dump(reader).ShouldBe(["1234.5|2026-02-03T04:05:06.0000000+00:00|<Absent>", "true|<Absent>|<Absent>"]);
    }
}
