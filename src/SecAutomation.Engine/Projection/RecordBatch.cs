using System.Runtime.CompilerServices;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection;

/// <summary>
/// The records that were read and not yet handed out, with the values of what encloses them. A record is ready when it has ended and nothing
/// can be added to its enclosing records that its fields would see.
/// </summary>
internal sealed class RecordBatch
{
    private static readonly SlotValue s_absent;
    private readonly FieldMap _map;
    private readonly ValueStore[] _stores;
    private readonly ValueStore[] _spares;
    private readonly bool[] _open;
    private readonly bool[] _hasEnded;
    private readonly int[] _current;
    private readonly int _levels;
    private int _ended;
    private int _handedOut = -1;
    private long _ordinals;

    public RecordBatch(FieldMap map)
    {
        _map = map;
        _stores = new ValueStore[map.TableWidths.Length];
        _spares = new ValueStore[_stores.Length];
        for (int i = 0; i < _stores.Length; i++)
        {
            ChildRow[] children = [.. map.Fields.Where(f => f.Table > 0 && f.Places[0].Store == i)
                .Select(f => new ChildRow(i, f.Table, f.Places[0].Slot))];
            _stores[i] = new ValueStore(map.TableWidths[i], children);
            _spares[i] = new ValueStore(map.TableWidths[i], children);
        }

        _levels = _stores.Length - 1;
        _open = new bool[_levels];
        _hasEnded = new bool[_levels];
        _current = new int[_stores.Length];
        _stores[^1].BeginRow(-1, 0);
    }

    /// <summary>What it has room for, in bytes, roughly.</summary>
    public long Room => _stores.Sum(store => store.Room) + _spares.Sum(store => store.Room);

    /// <summary>Forgets everything, so that another reader can use what room there is.</summary>
    public void Reset()
    {
        foreach (ValueStore store in _stores)
            store.Clear();
        foreach (ValueStore store in _spares)
            store.Clear();

        _open.AsSpan().Clear();
        _hasEnded.AsSpan().Clear();
        _current.AsSpan().Clear();
        (_ended, _handedOut, _ordinals, ReadyCount) = (0, -1, 0, 0);
        _stores[^1].BeginRow(-1, 0);
    }

    /// <summary>How many records can be handed out before more is read.</summary>
    public int ReadyCount { get; private set; }

    public long Place => _handedOut < 0 ? 0 : _stores[0][_current[0]].Place;

    public long ParentOrdinal => _handedOut < 0 || _levels < 2 ? 0 : _stores[1][_current[1]].Ordinal;

    public FailureException? Failure => _handedOut < 0 ? null : _stores[0][_current[0]].Failure;

    /// <summary>The bytes of the records that wait.</summary>
    public int HeldBytes => _stores[0].Bytes;

    /// <summary>Whether records have ended that cannot be handed out yet.</summary>
    public bool IsHolding => _ended > ReadyCount;

    /// <summary>Where the newest record began.</summary>
    public long NewestPlace => _stores[0].Count == 0 ? 0 : _stores[0][_stores[0].Count - 1].Place;

    public ValueStore this[int store] => _stores[store];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        if (_handedOut + 1 >= ReadyCount)
            return false;

        _current[0] = ++_handedOut;
        for (int level = 1; level < _levels; level++)
            _current[level] = _stores[level - 1][_current[level - 1]].Parent;

        return true;
    }

    /// <summary>Forgets the records that were handed out, unless others still wait; what is open stays as the first row of its store.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Recycle()
    {
        if (IsHolding)
            return;

        _handedOut = -1;
        ReadyCount = 0;
        _ended = 0;
        for (int level = 0; level < _levels; level++)
        {
            ValueStore store = _stores[level];
            if (!_open[level])
            {
                store.Clear();
                continue;
            }

            if (store.Count > 1)
            {
                ValueStore spare = _spares[level];
                spare.Clear();
                store.CopyNewestTo(spare);
                (_stores[level], _spares[level]) = (spare, store);
            }

            _stores[level][0].Parent = level + 1 < _levels ? 0 : -1;
        }
    }

    /// <summary>Begins a record, or an enclosing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(int level, long place)
    {
        int parent = level + 1 < _levels ? _stores[level + 1].Count - 1 : -1;
        int row = _stores[level].BeginRow(parent, place);
        _stores[level][row].Ordinal = level > 0 ? ++_ordinals : 0;
        _open[level] = true;
        _hasEnded[level] = false;
    }

    /// <summary>Ends a record, or an enclosing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(int level)
    {
        _open[level] = false;
        if (level > 0)
        {
            if (NothingIsOpenAbove(level))
                ReadyCount = _ended;

            return;
        }

        _ended++;
        _hasEnded.AsSpan().Fill(true);
        if (NothingIsOpenAbove(0) || EnclosingIsComplete())
            ReadyCount = _ended;
    }

    /// <summary>Marks the newest record as one that cannot be used; the first trouble counts.</summary>
    public void Fail(FailureException failure)
    {
        if (_stores[0].Count > 0)
            _stores[0][_stores[0].Count - 1].Failure ??= failure;
    }

    /// <summary>What the newest row says of each slot that a null or an empty list speaks for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Say(Capture[] captures, FieldState state)
    {
        foreach (ref readonly Capture capture in captures.AsSpan())
            _stores[capture.Store].Say(capture, state);
    }

    /// <summary>Whether a value of an open enclosing record comes after a record that was, or may have been, handed out without it.</summary>
    public bool IsLate(int level) => level < _levels && _map.Definition.EnclosingValuesFirst && _hasEnded[level];

    /// <summary>Drops the record that has not ended and those that wait, and closes what encloses them.</summary>
    public void Abandon()
    {
        while (_stores[0].Count > ReadyCount)
            _stores[0].DropNewest();

        _ended = ReadyCount;
        _open.AsSpan().Clear();
    }

    /// <summary>At the end of whole content everything that ended is ready. After damage it is not: its enclosing record is not known whole.</summary>
    public void Finish() => ReadyCount = _ended;

    /// <summary>The place of a field that has a value, else the one that says most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ref readonly SlotValue Find(MapField field, out ValueStore store)
    {
        SlotPlace[] places = field.Places;
        ref readonly SlotValue best = ref s_absent;
        store = _stores[places[0].Store];
        foreach (SlotPlace place in places)
        {
            ValueStore candidate = _stores[place.Store];
            if (candidate.Count == 0 || (_handedOut < 0 && place.Store < _levels))
                continue;

            int row = place.Store == _levels ? 0 : _current[place.Store];
            if (row < 0)
                continue;

            ref readonly SlotValue value = ref candidate.Slot(0, row, place.Slot);
            if (value.State > best.State)
            {
                best = ref value;
                store = candidate;
            }

            if (value.State == FieldState.Present)
                break;
        }

        return ref best;
    }

    public ref readonly SlotValue FindChild(MapField field, int child, int childSlot, out ValueStore store)
    {
        ref readonly SlotValue owner = ref Find(field, out store);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)child, (uint)owner.Count, nameof(child));
        ref readonly SlotValue best = ref s_absent;
        foreach (SlotPlace place in field.Children[childSlot].Places)
        {
            ref readonly SlotValue value = ref store.Slot(field.Table, owner.First + child, place.Slot);
            if (value.State > best.State)
                best = ref value;

            if (value.State == FieldState.Present)
                break;
        }

        return ref best;
    }

    /// <summary>Whether no value can come that a record below would see.</summary>
    private bool NothingIsOpenAbove(int level)
    {
        for (int above = level + 1; above < _levels; above++)
        {
            if (_map.MayComeLate[above] && _open[above])
                return false;
        }

        return true;
    }

    /// <summary>Whether every field of an enclosing record has its value. JSON alone: an element may come again.</summary>
    private bool EnclosingIsComplete()
    {
        if (_map.Format == RecordFormat.Xml)
            return false;

        int record = _stores[0].Count - 1;
        foreach (MapField field in _map.Fields)
        {
            foreach (SlotPlace place in field.Places)
            {
                int row = record;
                for (int level = 1; level <= place.Store; level++)
                    row = _stores[level - 1][row].Parent;

                FieldState state = _stores[place.Store].Slot(0, row, place.Slot).State;
                if (state == FieldState.Present)
                    break;

                if (state == FieldState.Absent && place.Store > 0)
                    return false;
            }
        }

        return true;
    }
}
