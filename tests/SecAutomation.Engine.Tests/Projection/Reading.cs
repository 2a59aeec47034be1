using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>How tests write maps and read text with them.</summary>
internal static class Reading
{
    public static FieldDefinition Field(string name, params string[] paths) => new(name, paths.Length == 0 ? [name] : paths);

    public static FieldDefinition Children(string name, string path, params FieldDefinition[] children) => new(name, [path], children);

    public static FieldMap Map(RecordFormat format, string records, params FieldDefinition[] fields) =>
        FieldMap.Compile(new FieldMapDefinition { Format = format, Records = records, Fields = fields });

    public static RecordReader Open(FieldMap map, string text, ReadLimits? limits = null) =>
        Open(map, Encoding.UTF8.GetBytes(text), limits);

    public static RecordReader Open(FieldMap map, byte[] bytes, ReadLimits? limits = null) =>
        Open(map, new MemoryStream(bytes), limits);

    public static RecordReader Open(FieldMap map, Stream stream, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        return RecordReader.Open(map, OpenedContent.FromStream(stream, "sample", limits), limits);
    }

    /// <summary>Every record on a line: the values of each field joined with +, fields with |; child records in braces.</summary>
    public static List<string> Dump(RecordReader reader)
    {
        var lines = new List<string>();
        while (reader.Read(TestContext.Current.CancellationToken))
            lines.Add(DumpRecord(reader));

        return lines;
    }

    public static string DumpRecord(RecordReader reader)
    {
        var fields = new List<string>();
        for (int slot = 0; slot < reader.Map.FieldCount; slot++)
            fields.Add(DumpField(reader, slot));

        return string.Join('|', fields);
    }

    private static string DumpField(RecordReader reader, int slot)
    {
        if (reader.State(slot) != FieldState.Present)
            return $"<{reader.State(slot)}>";

        if (!reader.Map.HasChildren(slot))
            return string.Join('+', Enumerable.Range(0, reader.Count(slot)).Select(i => reader.Text(slot, i)));

        int width = reader.Map.Definition.Fields[slot].Children!.Count;
        return string.Concat(Enumerable.Range(0, reader.ChildCount(slot)).Select(child =>
            "{" + string.Join(',', Enumerable.Range(0, width).Select(c => DumpChild(reader, slot, child, c))) + "}"));
    }

    private static string DumpChild(RecordReader reader, int slot, int child, int childSlot) =>
        reader.ChildState(slot, child, childSlot) == FieldState.Present
            ? string.Join('+', Enumerable.Range(0, reader.ChildValueCount(slot, child, childSlot)).Select(i => reader.ChildText(slot, child, childSlot, i)))
            : $"<{reader.ChildState(slot, child, childSlot)}>";
}
