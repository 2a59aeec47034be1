using System.Collections;
using System.Globalization;
using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Rows;

/// <summary>Records of rows in memory, by the names that a CSV map gives to columns.</summary>
internal sealed class RowRecordReader : RecordReader
{
    private readonly IEnumerator<IReadOnlyDictionary<string, object?>> _rows;
    private readonly bool[] _named;
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private long _row;

    public RowRecordReader(FieldMap map, IEnumerable<IReadOnlyDictionary<string, object?>> rows, string source, ReadLimits limits)
        : base(map, source, limits)
    {
        _rows = rows.GetEnumerator();
        _named = new bool[map.FieldCount];
        ReachedRecords = true;
    }

    /// <summary>Whether a row so far had the member.</summary>
    public override bool Names(int slot) => _named[slot];

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_rows.MoveNext())
            return false;

        Batch.Begin(0, ++_row);
        foreach ((string name, object? value) in _rows.Current)
        {
            PathNode? node = Array.Find(Map.Root.Members, m => string.Equals(m.Name, Key(name), StringComparison.Ordinal));
            if (node is null)
                continue;

            foreach (ref readonly Capture capture in node.Captures.AsSpan())
                Add(capture, value);

            foreach (ref readonly ChildRow child in node.ChildRows.AsSpan())
                AddChildren(node, child, value);

            for (int field = 0; field < _named.Length; field++)
                _named[field] |= Array.Exists(Map.Fields[field].Places, p => Concerns(node, p));
        }

        Batch.End(0);
        return true;
    }

    private static bool Concerns(PathNode node, SlotPlace place) =>
        Array.Exists(node.Captures, c => c.Slot == place.Slot) || Array.Exists(node.ChildRows, c => c.OwnerSlot == place.Slot);

    private string Key(string name)
    {
        if (!_keys.TryGetValue(name, out string? key))
            _keys.Add(name, key = HeaderName.Key(name));

        return key;
    }

    private void AddChildren(PathNode node, in ChildRow child, object? value)
    {
        var owner = new Capture(0, 0, child.OwnerSlot);
        if (value is null)
        {
            Batch[0].Say(owner, FieldState.Null);
            return;
        }

        Batch[0].Say(owner, FieldState.Empty);
        IEnumerable elements = value is IEnumerable list and not string and not IReadOnlyDictionary<string, object?> ? list : new[] { value };
        foreach (object? element in elements)
        {
            if (element is not IReadOnlyDictionary<string, object?> members)
                continue;

            Batch[0].BeginChildRow(child);
            foreach ((string name, object? member) in members)
            {
                PathNode? field = Array.Find(node.Members, m => string.Equals(m.Name, Key(name), StringComparison.Ordinal));
                foreach (Capture capture in field?.Captures ?? [])
                    Add(capture, member);
            }
        }
    }

    private void Add(in Capture capture, object? value)
    {
        ValueStore store = Batch[0];
        switch (value)
        {
            case null:
                store.Say(capture, FieldState.Null);
                break;
            case string text:
                AddText(capture, text);
                break;
            case IEnumerable list:
                store.Say(capture, FieldState.Empty);
                foreach (object? element in list)
                    Add(capture, element);
                break;
            case DateTimeOffset time:
                AddText(capture, time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                AddText(capture, time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case bool isTrue:
                AddText(capture, isTrue ? "true" : "false");
                break;
            case IFormattable formattable:
                AddText(capture, formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                AddText(capture, value.ToString() ?? "");
                break;
        }
    }

    private void AddText(in Capture capture, string text)
    {
        if (text.Length == 0)
        {
            Batch[0].Say(capture, FieldState.Empty);
            return;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        if (HasRoom(capture, length))
            Batch[0].Add(capture, Encoding.UTF8.GetBytes(text, Batch[0].Reserve(length)));
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, row {place}";

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();

        base.Dispose(disposing);
    }
}
