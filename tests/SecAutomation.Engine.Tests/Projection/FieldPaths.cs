using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

public sealed class FieldPaths
{
    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("a..b", 3, "a name is missing")]
    [InlineData("a.", 3, "missing at the end")]
    [InlineData("a[-1]", 3, "number from 0")]
    [InlineData("a[1", 3, "number from 0")]
    [InlineData("a[?x=='y']", 3, "conditions")]
    [InlineData("a[*]", 3, "conditions")]
    [InlineData("a.*", 3, "wildcards")]
    [InlineData("a | b", 2, "quoted")]
    [InlineData("a-b", 2, "quoted")]
    [InlineData("length(a)", 7, "not expected")]
    [InlineData("a.[b]", 3, "without a dot")]
    [InlineData("9a", 1, "quoted")]
    [InlineData("a.\"b", 3, "not closed")]
    [InlineData("\"\"", 2, "empty")]
    [InlineData("\"a\\n\"", 3, "escapes")]
    [InlineData("a.^.b", 3, "beginning only")]
    [InlineData("^a", 2, "dot")]
    [InlineData("^.^.a", 1, "enclosed 1 deep")]
    [InlineData("@.a", 2, "stands alone")]
    [InlineData("a[99999999999]", 3, "too large")]
    public void A_wrong_json_path_is_named_with_field_column_and_reason(string path, int column, string reason)
    {
        FieldPathException e = Should.Throw<FieldPathException>(() => Map(RecordFormat.Json, "r[]", Field("cve", path)));
        e.Field.ShouldBe("cve");
        e.Path.ShouldBe(path);
        e.Column.ShouldBe(column);
        e.Reason.ShouldContain(reason);
        e.Message.ShouldContain($"cve: the path '{path}' is wrong at column {column}");
    }

    [Theory]
    [InlineData("", 1, "missing at the end")]
    [InlineData("a/", 3, "missing at the end")]
    [InlineData("a//b", 3, "not supported")]
    [InlineData("*", 1, "wildcards")]
    [InlineData("cm:a", 3, "prefix")]
    [InlineData("a[1]", 3, "form")]
    [InlineData("a[@b]", 5, "form")]
    [InlineData("a[@b=c]", 6, "form")]
    [InlineData("a[@b='c]", 9, "not closed")]
    [InlineData("@a/b", 3, "nothing follows")]
    [InlineData("a/../b", 3, "beginning")]
    [InlineData("./a", 2, "stands alone")]
    [InlineData("../../../a", 1, "enclosed 2 deep")]
    [InlineData("text()", 5, "not expected")]
    public void A_wrong_xml_path_is_named_with_field_column_and_reason(string path, int column, string reason)
    {
        FieldPathException e = Should.Throw<FieldPathException>(() => Map(RecordFormat.Xml, "r/h/i", Field("cve", path)));
        e.Field.ShouldBe("cve");
        e.Column.ShouldBe(column);
        e.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData(RecordFormat.Json, "^.a")]
    [InlineData(RecordFormat.Xml, "")]
    [InlineData(RecordFormat.Xml, "r/@a")]
    [InlineData(RecordFormat.Csv, "r")]
    public void A_wrong_path_of_the_records_names_the_setting(RecordFormat format, string records) =>
        Should.Throw<FieldPathException>(() => Map(format, records, Field("a"))).Field.ShouldBe("records");

    [Fact]
    public void A_field_needs_a_path_and_a_name_of_its_own()
    {
        Should.Throw<FieldPathException>(() => Map(RecordFormat.Json, "", new FieldDefinition("a", []))).Reason.ShouldContain("no path");
        Should.Throw<FieldPathException>(() => Map(RecordFormat.Json, "", Field("a"), Field("a"))).Reason.ShouldContain("twice");
        Should.Throw<FieldPathException>(() => Map(RecordFormat.Csv, "", Field("a", " - "))).Reason.ShouldContain("empty");
    }

    [Fact]
    public void Child_records_have_one_path_and_no_children_of_their_own()
    {
        FieldDefinition child = Field("n", "name");
        Should.Throw<FieldPathException>(() => Map(RecordFormat.Json, "", new FieldDefinition("sw", ["a", "b"], [child]))).Reason.ShouldContain("second");
        Should.Throw<FieldPathException>(() => Map(RecordFormat.Json, "", new FieldDefinition("sw", ["a"], [new FieldDefinition("x", ["y"], [child])]))).Field.ShouldBe("x");
        Should.Throw<FieldPathException>(() => Map(RecordFormat.Json, "r[]", new FieldDefinition("sw", ["a"], [Field("n", "^.name")]))).Reason.ShouldContain("inside");
    }

    [Fact]
    public void Slots_follow_the_definition()
    {
        FieldMap map = Map(RecordFormat.Json, "", Field("a"), Children("sw", "sw", Field("n"), Field("v")));
        map.FieldCount.ShouldBe(2);
        map.Slot("sw").ShouldBe(1);
        map.ChildSlot(1, "v").ShouldBe(1);
        map.TryGetSlot("zz", out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => map.Slot("zz")).Message.ShouldContain("zz");
        Should.Throw<ArgumentException>(() => map.ChildSlot(1, "zz")).Message.ShouldContain("zz");
    }
}
