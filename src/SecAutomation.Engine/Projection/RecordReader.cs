using System.Runtime.CompilerServices;
using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Json;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Projection.Rows;
using SecAutomation.Engine.Projection.Xml;

namespace SecAutomation.Engine.Projection;

/// <summary>
/// The records of one content, one after the other. What a record says is valid until the next <see cref="Read"/>; values stay UTF-8 until
/// their text is asked for. Synchronous, for one thread: it runs on a worker.
/// </summary>
public abstract class RecordReader : IDisposable
{
    private RecordBatch _batch;
    private long _place;

    private protected RecordReader(FieldMap map, string source, ReadLimits limits)
    {
        Map = map;
        Source = source;
        Limits = limits;
        _batch = map.Spare.Take();
    }

    /// <summary>The map that the records are read by.</summary>
    public FieldMap Map { get; }

    /// <summary>The file, or what else the records come from.</summary>
    public string Source { get; }

    /// <summary>The place of the current record, or after the end of the last one, for a message: file with line, or with record and byte.</summary>
    public string Place => Describe(_place, RecordNumber);

    /// <summary>The number of the current record, from 1; after the end, of the last one.</summary>
    public long RecordNumber { get; private set; }

    /// <summary>
    /// Changes when the enclosing record changes, so that what is made from its values is made once. Where nothing encloses the records it
    /// stays the same.
    /// </summary>
    public long ParentOrdinal => _batch.ParentOrdinal;

    /// <summary>
    /// Trouble with the current record alone: a row with too many or too few cells, a value that is too long, a line of NDJSON that is no JSON.
    /// Its values are not complete; the next records go on. Null where it is sound.
    /// </summary>
    public FailureException? Failure => _batch.Failure;

    /// <summary>Whether the place was met where the records stand: tells an empty list from a document that has none.</summary>
    public bool ReachedRecords { get; private protected set; }

    /// <summary>How many characters were replaced by U+FFFD because XML forbids them.</summary>
    public virtual long ReplacedCharacters => 0;

    /// <summary>The header's names in order; empty where the format has none.</summary>
    public virtual IReadOnlyList<string> Header => [];

    private protected ReadLimits Limits { get; }

    /// <summary>The records; another reader's once this one is disposed of.</summary>
    private protected RecordBatch Batch => _batch;

    /// <summary>Opens a reader over content.</summary>
    /// <param name="map">Where the records and their fields are.</param>
    /// <param name="content">The content; the reader disposes of it.</param>
    /// <param name="limits">How much may be held in memory.</param>
    /// <exception cref="FailureException"><see cref="FailureId.HeaderInvalid"/>, <see cref="FailureId.EncodingInvalid"/> and the like.</exception>
    public static RecordReader Open(FieldMap map, OpenedContent content, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(limits);
        return map.Format switch
        {
            RecordFormat.Json => new JsonRecordReader(map, content, limits),
            RecordFormat.NdJson => new NdJsonRecordReader(map, content, limits),
            RecordFormat.Xml => new XmlRecordReader(map, content, limits),
            _ => new CsvRecordReader(map, content, limits),
        };
    }

    /// <summary>Opens a reader over rows in memory; a CSV map names their members as it names a file's columns.</summary>
    /// <param name="csvMap">A map of format <see cref="RecordFormat.Csv"/>.</param>
    /// <param name="rows">
    /// The rows. A value may be null, text, a number, a date or a list of these; child records are a list of dictionaries.
    /// </param>
    /// <param name="source">What they come from, for messages.</param>
    /// <param name="limits">How much may be held in memory; the default limits where it is null.</param>
    public static RecordReader FromRows(
        FieldMap csvMap,
        IEnumerable<IReadOnlyDictionary<string, object?>> rows,
        string source,
        ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(csvMap);
        ArgumentNullException.ThrowIfNull(rows);
        return csvMap.Format == RecordFormat.Csv
            ? new RowRecordReader(csvMap, rows, source, limits ?? ReadLimits.Default)
            : throw new ArgumentException("Rows in memory are read by a map of format Csv.", nameof(csvMap));
    }

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="FailureException">
    /// The content is damaged; the records before the damage were read: <see cref="FailureId.ReadIncomplete"/>,
    /// <see cref="FailureId.EncodingInvalid"/>, <see cref="FailureId.DocumentTypeRefused"/>, <see cref="FailureId.LimitExceeded"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!_batch.MoveNext())
        {
            _batch.Recycle();
            if (!Advance(cancellationToken) && _batch.ReadyCount == 0)
                return false;
        }

        RecordNumber++;
        _place = _batch.Place;
        return true;
    }

    /// <summary>What the current record says of a field.</summary>
    public FieldState State(int slot) => _batch.Find(Map.Fields[slot], out _).State;

    /// <summary>How many values the current record has for a field; 0 unless its state is <see cref="FieldState.Present"/>.</summary>
    public int Count(int slot)
    {
        ref readonly SlotValue value = ref _batch.Find(Map.Fields[slot], out _);
        return value.State == FieldState.Present ? value.Count : 0;
    }

    /// <summary>A value as UTF-8; empty where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Bytes(int slot, int i = 0)
    {
        ref readonly SlotValue value = ref _batch.Find(Map.Fields[slot], out ValueStore store);
        return value.State == FieldState.Present && (uint)i < (uint)value.Count ? store.ValueAt(value, i) : default;
    }

    /// <summary>A value as text; null where there is none.</summary>
    public string? Text(int slot, int i = 0)
    {
        ref readonly SlotValue value = ref _batch.Find(Map.Fields[slot], out ValueStore store);
        return value.State == FieldState.Present && (uint)i < (uint)value.Count ? Encoding.UTF8.GetString(store.ValueAt(value, i)) : null;
    }

    /// <summary>How many child records a field has; its <see cref="State"/> tells "none" from "not said".</summary>
    public int ChildCount(int slot) => _batch.Find(Map.Fields[slot], out _).Count;

    /// <summary>What a child record says of one of its fields.</summary>
    public FieldState ChildState(int slot, int child, int childSlot) => _batch.FindChild(Map.Fields[slot], child, childSlot, out _).State;

    /// <summary>How many values a child record has for one of its fields.</summary>
    public int ChildValueCount(int slot, int child, int childSlot)
    {
        ref readonly SlotValue value = ref _batch.FindChild(Map.Fields[slot], child, childSlot, out _);
        return value.State == FieldState.Present ? value.Count : 0;
    }

    /// <summary>A value of a child record as UTF-8; empty where there is none.</summary>
    public ReadOnlySpan<byte> ChildBytes(int slot, int child, int childSlot, int i = 0)
    {
        ref readonly SlotValue value = ref _batch.FindChild(Map.Fields[slot], child, childSlot, out ValueStore store);
        return value.State == FieldState.Present && (uint)i < (uint)value.Count ? store.ValueAt(value, i) : default;
    }

    /// <summary>A value of a child record as text; null where there is none.</summary>
    public string? ChildText(int slot, int child, int childSlot, int i = 0)
    {
        ref readonly SlotValue value = ref _batch.FindChild(Map.Fields[slot], child, childSlot, out ValueStore store);
        return value.State == FieldState.Present && (uint)i < (uint)value.Count ? Encoding.UTF8.GetString(store.ValueAt(value, i)) : null;
    }

    /// <summary>What the document says of one of its fields; complete once <see cref="Read"/> returned false.</summary>
    public FieldState DocumentState(int documentSlot) => _batch.Find(Map.Document[documentSlot], out _).State;

    /// <summary>How many values the document has for one of its fields.</summary>
    public int DocumentCount(int documentSlot)
    {
        ref readonly SlotValue value = ref _batch.Find(Map.Document[documentSlot], out _);
        return value.State == FieldState.Present ? value.Count : 0;
    }

    /// <summary>A value of the document as text; null where there is none.</summary>
    public string? DocumentText(int documentSlot, int i = 0)
    {
        ref readonly SlotValue value = ref _batch.Find(Map.Document[documentSlot], out ValueStore store);
        return value.State == FieldState.Present && (uint)i < (uint)value.Count ? Encoding.UTF8.GetString(store.ValueAt(value, i)) : null;
    }

    /// <summary>Whether the source names the field at all: CSV: whether its column is there. True for the other formats.</summary>
    public virtual bool Names(int slot) => true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _batch!, null) is { } batch)
            Map.Spare.Give(batch);
    }

    private protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Ends a record, or an enclosing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void EndRecord(int level)
    {
        _batch.End(level);
        if (_batch.HeldBytes > Limits.MaximumHeldBytes && _batch.IsHolding)
        {
            throw new FailureException(
                FailureId.LimitExceeded,
                $"{Source}: the records of one enclosing record take more than {Limits.MaximumHeldBytes} bytes while values of it may still come.",
                "Split the file.",
                Source);
        }
    }

    /// <summary>Whether a value may be added; says why not on the record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool HasRoom(in Capture capture, int length)
    {
        if (capture.Store > 0 && _batch.IsLate(capture.Store))
        {
            throw new FailureException(
                FailureId.ReadIncomplete,
                $"{Source}: {NameOf(capture)} of an enclosing record stands after the first of its records, near {Describe(_batch.NewestPlace, RecordNumber + _batch.ReadyCount)}.",
                "The records before it were read without it.",
                Source);
        }

        if (length <= Limits.MaximumValueBytes && _batch[capture.Store].RowBytes + length <= Limits.MaximumRecordBytes)
            return true;

        FailValue(capture);
        return false;
    }

    /// <summary>Notes that a value was too long to be kept.</summary>
    internal void FailValue(in Capture capture)
    {
        string place = Describe(_batch.NewestPlace, RecordNumber + _batch.ReadyCount + 1);
        var failure = new FailureException(
            FailureId.LimitExceeded,
            $"{place}: {NameOf(capture)} is longer than {Limits.MaximumValueBytes} bytes, or the record's values together are longer than {Limits.MaximumRecordBytes}.",
            "Check where the file comes from.",
            Source);
        if (capture.Store > 0)
            throw failure;

        _batch.Fail(failure);
    }

    private string NameOf(in Capture capture)
    {
        Capture wanted = capture;
        bool isDocument = wanted.Store == Map.TableWidths.Length - 1;
        foreach (MapField field in isDocument ? Map.Document : Map.Fields)
        {
            MapField[] candidates = wanted.Table == 0 ? [field] : field.Table == wanted.Table ? field.Children : [];
            foreach (MapField candidate in candidates)
            {
                if (Array.Exists(candidate.Places, p => p.Store == wanted.Store && p.Slot == wanted.Slot))
                    return wanted.Table == 0 ? candidate.Name : $"{field.Name}.{candidate.Name}";
            }
        }

        return "a value";
    }

    /// <summary>Reads on until at least one more record is ready.</summary>
    /// <returns>False at the end of the content.</returns>
    private protected abstract bool Advance(CancellationToken cancellationToken);

    /// <summary>Puts a place into words.</summary>
    private protected abstract string Describe(long place, long recordNumber);
}
