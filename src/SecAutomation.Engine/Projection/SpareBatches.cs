using System.Collections.Concurrent;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection;

/// <summary>The room for records that readers of one map pass on: an export of a hundred chunks would make it a hundred times.</summary>
/// <param name="map">The map.</param>
internal sealed class SpareBatches(FieldMap map)
{
    private const int MostKept = 4, MostRoom = 4 * 1024 * 1024;

    private readonly ConcurrentBag<RecordBatch> _spare = [];

    /// <summary>Takes one that nobody uses, or makes one.</summary>
    public RecordBatch Take() => _spare.TryTake(out RecordBatch? batch) ? batch : new RecordBatch(map);

    /// <summary>Gives one back. What a single large content blew up is let go of.</summary>
    public void Give(RecordBatch batch)
    {
        if (_spare.Count >= MostKept || batch.Room > MostRoom)
            return;

        batch.Reset();
        _spare.Add(batch);
    }
}
