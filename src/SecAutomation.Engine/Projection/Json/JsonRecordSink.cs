using System.Runtime.CompilerServices;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>Where a walker puts what it finds.</summary>
internal sealed class JsonRecordSink(RecordReader reader, RecordBatch batch)
{
    /// <summary>What is added to a token's start to make a place; NDJSON: the line, and the start counts nothing.</summary>
    public long PlaceBase { get; set; }

    /// <summary>Whether a place is a line.</summary>
    public bool IsLine { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(int level, long tokenStart) => batch.Begin(level, IsLine ? PlaceBase : PlaceBase + tokenStart);

    public void End(int level) => reader.EndRecord(level);

    public void BeginChildRow(in ChildRow child) => batch[child.Store].BeginChildRow(child);

    public void Say(Capture[] captures, FieldState state) => batch.Say(captures, state);

    /// <summary>Adds the JSON of an object or a list, unless a string in it was too long to be kept.</summary>
    public void AddTree(Capture[] captures, ReadOnlySpan<byte> json, bool wasCut)
    {
        foreach (ref readonly Capture capture in captures.AsSpan())
        {
            if (wasCut)
                reader.FailValue(capture);
            else if (reader.HasRoom(capture, json.Length))
                batch[capture.Store].Add(capture, json);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Capture[] captures, JsonScanner json, bool wasCut)
    {
        ReadOnlySpan<byte> value = json.Value;
        foreach (ref readonly Capture capture in captures.AsSpan())
        {
            if (capture.IsStateOnly)
                continue;

            if (wasCut)
            {
                reader.FailValue(capture);
                continue;
            }

            if (!reader.HasRoom(capture, value.Length))
                continue;

            ValueStore store = batch[capture.Store];
            if (json.IsEscaped)
                store.Add(capture, JsonText.Unescape(value, store.Reserve(value.Length)));
            else
                store.Add(capture, value);
        }
    }
}
