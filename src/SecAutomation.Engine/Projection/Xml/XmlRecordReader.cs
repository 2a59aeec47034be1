using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>Records of an XML document, streamed. Elements that no path names are passed over.</summary>
internal sealed class XmlRecordReader : RecordReader
{
    private readonly OpenedContent _content;
    private readonly XmlScanner _xml;
    private readonly XmlValueBuffer _values;
    private PathNode[] _nodes = new PathNode[32];
    private Frame[] _frames = new Frame[16];
    private int _nodeCount;
    private int _frameCount;
    private int _textStart;
    private bool _textIsWhite;
    private FailureException? _damage;

    public XmlRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content.Source, limits)
    {
        _content = content;
        _xml = new XmlScanner(content, limits, map.Definition.DocumentType);
        _values = new XmlValueBuffer(limits.MaximumValueBytes);
        _frames[0] = new Frame { Count = 1 };
        _frameCount = 1;
        _nodes[0] = map.Root;
        _nodeCount = 1;
    }

    public override long ReplacedCharacters => _xml.ReplacedCharacters + _values.Replaced;

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        if (_damage is not null)
            throw _damage;

        _xml.CancellationToken = cancellationToken;
        try
        {
            while (true)
            {
                ref Frame frame = ref _frames[_frameCount - 1];
                switch (_xml.Read(frame.HasText && !frame.IsCut))
                {
                    case XmlToken.End:
                        Batch.Finish();
                        return Batch.ReadyCount > 0;
                    case XmlToken.Element:
                        EndText();
                        Open();
                        break;
                    case XmlToken.EndElement:
                        EndText();
                        Close();
                        break;
                    case XmlToken.Text:
                        TakeText(ref frame);
                        break;
                }

                if (Batch.ReadyCount > 0)
                    return true;
            }
        }
        catch (FailureException failure)
        {
            _damage = failure;
        }

        return Batch.ReadyCount > 0 ? true : throw _damage;
    }

    private void TakeText(ref Frame frame)
    {
        if (_xml.BeginsText)
        {
            EndText();
            _textIsWhite = true;
        }

        _textIsWhite &= _xml.IsWhiteText;
        frame.IsCut = !_values.Add(_xml.Text, frame.ValueStart);
    }

    /// <summary>White space between two tags is layout and no value.</summary>
    private void EndText()
    {
        if (_textIsWhite)
            _values.Length = _textStart;

        _textIsWhite = false;
        _textStart = _values.Length;
    }

    private void Open()
    {
        ReadOnlySpan<byte> name = _xml.LocalName;
        ref Frame parent = ref _frames[_frameCount - 1];
        int first = _nodeCount;
        for (int i = parent.First; i < parent.First + parent.Count; i++)
        {
            foreach (PathNode member in _nodes[i].Members)
            {
                if (name.SequenceEqual(member.Utf8Name) && (member.Conditions.Length == 0 || Satisfies(member.Conditions)))
                    Push(member);
            }
        }

        bool isEmpty = _xml.IsEmptyElement;
        if (_nodeCount == first)
        {
            if (!isEmpty)
                _xml.Skip();

            return;
        }

        if (_frameCount == _frames.Length)
            Array.Resize(ref _frames, _frameCount * 2);

        ref Frame frame = ref _frames[_frameCount++];
        frame = new Frame { First = first, Count = _nodeCount - first, ValueStart = _values.Length, Level = -1 };
        bool hasAttributes = false;
        for (int i = first; i < _nodeCount; i++)
        {
            PathNode node = _nodes[i];
            if (node.IsBoundary)
                Begin(node, ref frame);

            frame.HasText |= node.Captures.Length > 0;
            hasAttributes |= node.Attributes.Length > 0;
        }

        if (hasAttributes)
            TakeAttributes(first);

        if (isEmpty)
            Close();
    }

    private void Begin(PathNode node, ref Frame frame)
    {
        if (node.Level >= 0)
        {
            frame.Level = node.Level;
            ReachedRecords |= node.Level <= 1;
            Batch.Begin(node.Level, _xml.Line);
        }

        foreach (ref readonly ChildRow child in node.ChildRows.AsSpan())
            Batch[child.Store].BeginChildRow(child);
    }

    private void Close()
    {
        ref Frame frame = ref _frames[--_frameCount];
        if (frame.HasText)
        {
            ReadOnlySpan<byte> value = _values.From(frame.ValueStart).Trim(" \t\r\n"u8);
            for (int i = frame.First; i < frame.First + frame.Count; i++)
            {
                foreach (ref readonly Capture capture in _nodes[i].Captures.AsSpan())
                {
                    if (frame.IsCut)
                        FailValue(capture);
                    else
                        Add(capture, value);
                }
            }

            _values.Length = frame.ValueStart;
        }

        _nodeCount = frame.First;
        if (frame.Level >= 0)
            EndRecord(frame.Level);
    }

    private void Add(in Capture capture, ReadOnlySpan<byte> value)
    {
        ValueStore store = Batch[capture.Store];
        if (capture.IsStateOnly || value.IsEmpty)
            store.Say(capture, FieldState.Empty);
        else if (HasRoom(capture, value.Length))
            store.Add(capture, value);
    }

    private void TakeAttributes(int first)
    {
        int start = _values.Length;
        ReadOnlySpan<byte> tag = _xml.Tag;
        for (int at = 0; at < _xml.Attributes.Count; at++)
        {
            ref readonly XmlAttributes.Place place = ref _xml.Attributes[at];
            ReadOnlySpan<byte> name = place.LocalName(tag);
            bool isRead = false;
            for (int i = first; i < _nodeCount; i++)
            {
                foreach (ref readonly AttributeCapture attribute in _nodes[i].Attributes.AsSpan())
                {
                    if (!name.SequenceEqual(attribute.Name))
                        continue;

                    if (!isRead)
                        _values.AddAttribute(place, tag);

                    isRead = true;
                    Add(attribute.Capture, _values.From(start));
                }
            }

            _values.Length = start;
        }
    }

    private bool Satisfies(XmlCondition[] conditions)
    {
        foreach (XmlCondition condition in conditions)
        {
            if (!HasAttribute(condition))
                return false;
        }

        return true;
    }

    private bool HasAttribute(in XmlCondition condition)
    {
        ReadOnlySpan<byte> tag = _xml.Tag;
        for (int i = 0; i < _xml.Attributes.Count; i++)
        {
            ref readonly XmlAttributes.Place place = ref _xml.Attributes[i];
            if (!place.Name(tag).SequenceEqual(condition.Attribute))
                continue;

            if (place.IsPlain)
                return place.Value(tag).SequenceEqual(condition.Value);

            int start = _values.Length;
            _values.AddAttribute(place, tag);
            bool isSame = _values.From(start).SequenceEqual(condition.Value);
            _values.Length = start;
            return isSame;
        }

        return false;
    }

    private void Push(PathNode node)
    {
        if (_nodeCount == _nodes.Length)
            Array.Resize(ref _nodes, _nodeCount * 2);

        _nodes[_nodeCount++] = node;
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, line {place}";

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _xml.Dispose();
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private struct Frame
    {
        public int First;
        public int Count;
        public int ValueStart;
        public int Level;
        public bool HasText;
        public bool IsCut;
    }
}
