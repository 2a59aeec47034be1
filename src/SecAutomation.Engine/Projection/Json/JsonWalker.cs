using System.Runtime.CompilerServices;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>Walks the trie along the tokens of one JSON value, over as many buffers as it takes. What no path names is passed over.</summary>
internal sealed partial class JsonWalker
{
    private readonly FieldMap _map;
    private readonly JsonRecordSink _sink;
    private Entry[] _entries = new Entry[32];
    private Frame[] _frames = new Frame[16];
    private byte[] _name = [];
    private int _entryCount;
    private int _frameCount;
    private int _valueFirst;
    private int _valueCount;
    private int _passDepth = -1;

    public JsonWalker(FieldMap map, JsonRecordSink sink)
    {
        _map = map;
        _sink = sink;
        Restart();
    }

    /// <summary>Whether the place was met where the records stand.</summary>
    public bool ReachedRecords { get; private set; }

    /// <summary>Whether a string that was too long stands in the content as an empty one, next.</summary>
    public bool NextStringWasCut { get; set; }

    /// <summary>Gets ready for the next value from its root.</summary>
    public void Restart()
    {
        _frameCount = 0;
        _entryCount = 0;
        _passDepth = -1;
        _tree = null;
        NextStringWasCut = false;
        Push(_map.Root, EntryMode.Value);
        _valueFirst = 0;
        _valueCount = 1;
    }

    /// <summary>Takes what the scanner has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Walk(JsonScanner json)
    {
        while (true)
        {
            if (_tree is not null && !WriteTree(json))
                return;

            if (_passDepth >= 0)
            {
                if (!json.Pass(_passDepth))
                    return;

                _passDepth = -1;
            }

            if (!json.Read())
                return;

            switch (json.Token)
            {
                case JsonToken.Name:
                    TakeName(json);
                    break;
                case JsonToken.StartObject:
                    FindValue();
                    if (!BeginTree(json) && (_valueCount == 0 || !OpenObject(json)))
                        _passDepth = json.Depth - 1;
                    break;
                case JsonToken.StartArray:
                    FindValue();
                    if (!BeginTree(json) && (_valueCount == 0 || !OpenArray(json)))
                        _passDepth = json.Depth - 1;
                    break;
                case JsonToken.EndObject:
                case JsonToken.EndArray:
                    Close();
                    break;
                default:
                    FindValue();
                    if (_valueCount > 0)
                        TakeScalar(json);

                    NextStringWasCut = false;
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeName(JsonScanner json)
    {
        ref Frame frame = ref _frames[_frameCount - 1];
        _entryCount = frame.First + frame.Count;
        _valueFirst = _entryCount;
        _valueCount = 0;
        NextStringWasCut = false;
        ReadOnlySpan<byte> name = json.IsEscaped ? Unescape(json.Value) : json.Value;
        for (int i = frame.First; i < frame.First + frame.Count; i++)
        {
            if (_entries[i].Node.Find(name) is { } member)
            {
                Push(member, EntryMode.Value);
                _valueCount++;
            }
        }

        if (_valueCount == 0)
            _passDepth = json.Depth;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        if (_name.Length < escaped.Length)
            _name = new byte[escaped.Length];
        return _name.AsSpan(0, JsonText.Unescape(escaped, _name));
    }

    /// <summary>In an array the next value is its next element; elsewhere the name before it found what it is for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindValue()
    {
        if (_frameCount == 0)
            return;

        ref Frame frame = ref _frames[_frameCount - 1];
        if (!frame.IsArray)
            return;

        int index = frame.Index++;
        _entryCount = frame.First + frame.Count;
        if (!frame.HasIndexed)
        {
            (_valueFirst, _valueCount) = (frame.First, frame.Count);
            return;
        }

        _valueFirst = _entryCount;
        for (int i = frame.First; i < frame.First + frame.Count; i++)
            Push(_entries[i].Node, _entries[i].Mode);

        for (int i = frame.SourceFirst; i < frame.SourceFirst + frame.SourceCount; i++)
        {
            if (_entries[i].Mode != EntryMode.Value)
                continue;

            foreach ((int wanted, PathNode node) in _entries[i].Node.Indexed)
            {
                if (wanted == index)
                    Push(node, EntryMode.Value);
            }
        }

        _valueCount = _entryCount - _valueFirst;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool OpenObject(JsonScanner json)
    {
        ref Frame frame = ref NewFrame(isArray: false);
        int levels = 0;
        for (int i = frame.SourceFirst; i < frame.SourceFirst + frame.SourceCount; i++)
        {
            Entry entry = _entries[i];
            if (entry.Mode != EntryMode.Scalars)
                Enter(entry.Node, json, ref levels);
        }

        frame.Count = _entryCount - frame.First;
        frame.Levels = levels;
        if (frame.Count > 0 || levels != 0)
            return true;

        _frameCount--;
        return false;
    }

    /// <summary>An object, also where a list is expected: then it counts as the list's only element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(PathNode node, JsonScanner json, ref int levels)
    {
        Begin(node, json, ref levels);
        if (node.Members.Length > 0)
            Push(node, EntryMode.Value);

        if (node.Elements is not null)
            Enter(node.Elements, json, ref levels);

        foreach ((int index, PathNode item) in node.Indexed)
        {
            if (index == 0)
                Enter(item, json, ref levels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(PathNode node, JsonScanner json, ref int levels)
    {
        if (!node.IsBoundary)
            return;

        if (node.Level >= 0)
        {
            levels |= 1 << node.Level;
            ReachedRecords |= node.Level == 0;
            _sink.Begin(node.Level, json.TokenStart);
        }

        foreach (ref readonly ChildRow child in node.ChildRows.AsSpan())
            _sink.BeginChildRow(child);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool OpenArray(JsonScanner json)
    {
        ref Frame frame = ref NewFrame(isArray: true);
        int levels = 0;
        for (int i = frame.SourceFirst; i < frame.SourceFirst + frame.SourceCount; i++)
        {
            (PathNode node, EntryMode mode) = _entries[i];
            if (mode == EntryMode.Scalars)
            {
                Push(node, EntryMode.Scalars);
                continue;
            }

            if (mode == EntryMode.MergingElement)
            {
                Push(node, EntryMode.Value);
                continue;
            }

            if (node.Level > 0 || (node.ChildRows.Length > 0 && node.Indexed.Length > 0))
                Begin(node, json, ref levels);

            if (node.Elements is { } elements)
            {
                ReachedRecords |= elements.Level == 0;
                Push(elements, elements.Merges ? EntryMode.MergingElement : EntryMode.Value);
            }

            if (node.Captures.Length > 0)
                Push(node, EntryMode.Scalars);

            frame.HasIndexed |= node.Indexed.Length > 0;
        }

        frame.Count = _entryCount - frame.First;
        frame.Levels = levels;
        if (frame.Count > 0 || frame.HasIndexed || levels != 0)
            return true;

        _frameCount--;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Close()
    {
        ref Frame frame = ref _frames[--_frameCount];
        if (frame.IsArray && frame.Index == 0)
        {
            for (int i = frame.SourceFirst; i < frame.SourceFirst + frame.SourceCount; i++)
            {
                if (_entries[i].Mode == EntryMode.Value)
                    _sink.Say(_entries[i].Node.Below, FieldState.Empty);
            }
        }

        End(frame.Levels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void End(int levels)
    {
        for (int level = 0; levels != 0; level++, levels >>= 1)
        {
            if ((levels & 1) != 0)
                _sink.End(level);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeScalar(JsonScanner json)
    {
        bool isNull = json.Token == JsonToken.Null;
        for (int i = _valueFirst; i < _valueFirst + _valueCount; i++)
        {
            (PathNode node, EntryMode mode) = _entries[i];
            if (isNull)
            {
                if (!node.IsBoundary)
                    _sink.Say(mode == EntryMode.Scalars ? node.Captures : node.Below, FieldState.Null);
            }
            else if (mode == EntryMode.Scalars)
            {
                _sink.Add(node.Captures, json, NextStringWasCut);
            }
            else
            {
                TakeScalar(node, json);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeScalar(PathNode node, JsonScanner json)
    {
        int levels = 0;
        Begin(node, json, ref levels);
        if (node.Captures.Length > 0)
            _sink.Add(node.Captures, json, NextStringWasCut);

        if (node.Elements is not null)
            TakeScalar(node.Elements, json);

        foreach ((int index, PathNode item) in node.Indexed)
        {
            if (index == 0)
                TakeScalar(item, json);
        }

        End(levels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref Frame NewFrame(bool isArray)
    {
        if (_frameCount == _frames.Length)
            Array.Resize(ref _frames, _frameCount * 2);

        ref Frame frame = ref _frames[_frameCount++];
        frame = new Frame { SourceFirst = _valueFirst, SourceCount = _valueCount, First = _entryCount, IsArray = isArray };
        return ref frame;
    }

    private void Push(PathNode node, EntryMode mode)
    {
        if (_entryCount == _entries.Length)
            Array.Resize(ref _entries, _entryCount * 2);

        _entries[_entryCount++] = new Entry(node, mode);
    }

    /// <summary>How a value counts for a node.</summary>
    private enum EntryMode : byte
    {
        /// <summary>As the node's value.</summary>
        Value,

        /// <summary>As an element of a list whose own arrays are merged into it.</summary>
        MergingElement,

        /// <summary>For its scalars alone: it stands in an array where the path ends.</summary>
        Scalars,
    }

    private readonly record struct Entry(PathNode Node, EntryMode Mode);

    private struct Frame
    {
        public int SourceFirst;
        public int SourceCount;
        public int First;
        public int Count;
        public int Index;
        public int Levels;
        public bool IsArray;
        public bool HasIndexed;
    }
}
