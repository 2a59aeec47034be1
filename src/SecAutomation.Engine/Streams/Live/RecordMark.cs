using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Tells records apart by all that is read of them.</summary>
internal static class RecordMark
{
    // FNV-1a, 64 bits wide: among a million records two marks are the same by chance once in ten million reads.
    private const ulong Begin = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>The mark of the current record.</summary>
    public static ulong Of(RecordReader record)
    {
        ulong mark = Begin;
        for (int slot = 0; slot < record.Map.FieldCount; slot++)
        {
            int children = record.Map.Fields[slot].Children.Length;
            if (children == 0)
            {
                for (int i = 0; i < record.Count(slot); i++)
                    mark = Add(mark, record.Bytes(slot, i));
            }
            else
            {
                for (int row = 0; row < record.ChildCount(slot); row++)
                {
                    for (int child = 0; child < children; child++)
                        mark = Add(mark, record.ChildValueCount(slot, row, child) > 0 ? record.ChildBytes(slot, row, child) : []);
                }
            }

            mark = Add(mark, []);
        }

        return mark;
    }

    private static ulong Add(ulong mark, ReadOnlySpan<byte> value)
    {
        foreach (byte one in value)
            mark = (mark ^ one) * Prime;

        // What no byte is ends a value.
        return (mark ^ 0x100) * Prime;
    }
}
