using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection;

/// <summary>
/// The rows of one kind of record: values as UTF-8 in one arena, reused from record to record. Rows are appended; the newest is open.
/// </summary>
internal sealed class ValueStore
{
    private readonly Table[] _tables;
    private readonly ChildRow[] _childRows;
    private byte[] _arena = new byte[512];
    private Value[] _values = new Value[16];
    private Row[] _rows = new Row[4];
    private int _used;
    private int _valueCount;
    private int _valueAsked = -1;
    private int _valueAskedFirst = -1;
    private int _valueAskedIndex;

    /// <param name="widths">The width of the rows of each table; the main table is the first.</param>
    /// <param name="childRows">Which slots of the main table count the rows of which other table.</param>
    public ValueStore(int[] widths, ChildRow[] childRows)
    {
        _tables = Array.ConvertAll(widths, w => new Table(w));
        _childRows = childRows;
    }

    /// <summary>How many rows the main table has.</summary>
    public int Count => _tables[0].Count;

    /// <summary>How many bytes the values of all rows take.</summary>
    public int Bytes => _used;

    /// <summary>What it has room for, in bytes, roughly.</summary>
    public long Room => _arena.Length + ((long)_values.Length * Unsafe.SizeOf<Value>()) + ((long)_rows.Length * Unsafe.SizeOf<Row>()) + _tables.Sum(table => table.Room);

    /// <summary>How many bytes the newest row's values take.</summary>
    public int RowBytes
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _used - (Count == 0 ? 0 : _rows[Count - 1].ArenaStart);
    }

    public ref Row this[int row] => ref _rows[row];

    /// <summary>Begins a row of the main table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int BeginRow(int parent, long place)
    {
        int row = _tables[0].Append();
        if (row == _rows.Length)
            Array.Resize(ref _rows, row * 2);

        _rows[row] = new Row { Parent = parent, Place = place, ArenaStart = _used };
        return row;
    }

    /// <summary>Begins a child record of the newest row.</summary>
    public void BeginChildRow(in ChildRow child)
    {
        int row = _tables[child.Table].Append();
        ref SlotValue owner = ref _tables[0].Newest(child.OwnerSlot);
        if (owner.Count++ == 0)
            owner.First = row;

        owner.State = FieldState.Present;
    }

    /// <summary>Notes what is said of a slot of the newest row; a value outdoes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Say(in Capture capture, FieldState state)
    {
        Table table = _tables[capture.Table];
        if (table.Count == 0)
            return;

        ref SlotValue slot = ref table.Newest(capture.Slot);
        if (slot.State < state)
            slot.State = state;
    }

    /// <summary>Room for a value that is then added by <see cref="Add(in Capture, int)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<byte> Reserve(int length)
    {
        if (_arena.Length - _used < length)
            Grow(length);

        return _arena.AsSpan(_used, length);
    }

    /// <summary>Adds what was written into the reserved room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in Capture capture, int length)
    {
        Link(capture, _used, length);
        _used += length;
    }

    /// <summary>Adds a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in Capture capture, ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Add(capture, value.Length);
    }

    public ref SlotValue Slot(int table, int row, int slot) => ref _tables[table].Row(row, slot);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> ValueAt(in SlotValue slot, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)slot.Count, nameof(index));
        int value = slot.First;
        int at = 0;
        if (_valueAskedFirst == slot.First && _valueAskedIndex <= index)
        {
            value = _valueAsked;
            at = _valueAskedIndex;
        }

        for (; at < index; at++)
            value = _values[value].Next;

        (_valueAsked, _valueAskedFirst, _valueAskedIndex) = (value, slot.First, index);
        ref Value found = ref _values[value];
        return _arena.AsSpan(found.Start, found.Length);
    }

    /// <summary>Forgets the newest row. Its values stay in the arena until <see cref="Clear"/>.</summary>
    public void DropNewest() => _tables[0].DropNewest();

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        foreach (Table table in _tables)
            table.Clear();

        _used = 0;
        _valueCount = 0;
        _valueAskedFirst = -1;
    }

    /// <summary>Copies the newest row with its child records into a store of the same shape, as its newest row.</summary>
    public void CopyNewestTo(ValueStore target)
    {
        int row = Count - 1;
        int copy = target.BeginRow(_rows[row].Parent, _rows[row].Place);
        target[copy].Ordinal = _rows[row].Ordinal;
        target[copy].Failure = _rows[row].Failure;
        for (int slot = 0; slot < _tables[0].Width; slot++)
        {
            SlotValue value = _tables[0].Row(row, slot);
            if (!TryFindChildRow(slot, out ChildRow child))
            {
                CopySlot(value, new Capture(0, 0, slot), target);
                continue;
            }

            target.Say(new Capture(0, 0, slot), value.State);
            for (int i = 0; i < value.Count; i++)
            {
                target.BeginChildRow(child);
                for (int childSlot = 0; childSlot < _tables[child.Table].Width; childSlot++)
                    CopySlot(_tables[child.Table].Row(value.First + i, childSlot), new Capture(0, child.Table, childSlot), target);
            }
        }
    }

    private bool TryFindChildRow(int ownerSlot, out ChildRow found)
    {
        found = default;
        foreach (ref readonly ChildRow child in _childRows.AsSpan())
        {
            if (child.OwnerSlot == ownerSlot)
                found = child;
        }

        return found.Table > 0;
    }

    private void CopySlot(in SlotValue value, in Capture capture, ValueStore target)
    {
        target.Say(capture, value.State);
        for (int i = 0; i < value.Count; i++)
            target.Add(capture, ValueAt(value, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Link(in Capture capture, int start, int length)
    {
        if (_valueCount == _values.Length)
            Array.Resize(ref _values, _valueCount * 2);

        int added = _valueCount++;
        _values[added] = new Value { Start = start, Length = length, Next = -1 };
        ref SlotValue slot = ref _tables[capture.Table].Newest(capture.Slot);
        if (slot.Count++ == 0)
            slot.First = added;
        else
            _values[slot.Last].Next = added;

        slot.Last = added;
        FieldState state = length == 0 ? FieldState.Empty : FieldState.Present;
        if (slot.State < state)
            slot.State = state;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int length)
    {
        long wanted = Math.Max((long)_arena.Length * 2, (long)_used + length);
        Array.Resize(ref _arena, (int)Math.Min(wanted, Array.MaxLength));
    }

    /// <summary>What is known of a row beside its values.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Row
    {
        public int Parent;
        public int ArenaStart;
        public long Place;
        public long Ordinal;
        public FailureException? Failure;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Value
    {
        public int Start;
        public int Length;
        public int Next;
    }

    private sealed class Table(int width)
    {
        private SlotValue[] _slots = new SlotValue[width * 4];

        public int Width => width;

        public long Room => (long)_slots.Length * Unsafe.SizeOf<SlotValue>();

        public int Count { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public int Append()
        {
            int start = Count * width;
            if (start + width > _slots.Length)
                Array.Resize(ref _slots, Math.Max(start + width, _slots.Length * 2));

            _slots.AsSpan(start, width).Clear();
            return Count++;
        }

        public ref SlotValue Newest(int slot) => ref _slots[((Count - 1) * width) + slot];

        public ref SlotValue Row(int row, int slot) => ref _slots[(row * width) + slot];

        public void DropNewest() => Count--;

        public void Clear() => Count = 0;
    }
}
