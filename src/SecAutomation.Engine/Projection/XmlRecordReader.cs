using System.Xml;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Projection;

/// <summary>Records of an XML document, streamed. Elements that no path names are passed over.</summary>
internal sealed class XmlRecordReader : RecordReader
{
    private readonly OpenedContent _content;
    private readonly XmlContentText _text;
    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _lines;
    private readonly XmlValueBuffer _values;
    private PathNode[] _nodes = new PathNode[32];
    private Frame[] _frames = new Frame[16];
    private char[] _predicateValue = new char[256];
    private string? _predicateAttribute;
    private int _predicateLength;
    private int _nodeCount;
    private int _frameCount;
    private (int Line, int Column) _checkedPlace;
    private long _allocatedAtPlace;
    private bool _isPositioned;
    private bool _hasRoot;
    private FailureException? _damage;

    public XmlRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content.Source, limits)
    {
        _content = content;
        _text = new XmlContentText(content, limits) { BeforeRead = CheckLimits };
        _values = new XmlValueBuffer(limits.MaximumValueBytes);
        var names = new NameTable();
        AddNames(map.Root, names);
        _xml = XmlReader.Create(_text, new XmlReaderSettings
        {
            DtdProcessing = map.Definition.DocumentType == DocumentTypeTreatment.Ignore ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CheckCharacters = false,
            CloseInput = false,
            NameTable = names,
        });
        _lines = (IXmlLineInfo)_xml;
        _frames[0] = new Frame { Count = 1 };
        _frameCount = 1;
        _nodes[0] = map.Root;
        _nodeCount = 1;
    }

    public override long ReplacedCharacters => _text.ReplacedCharacters + _values.Replaced;

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        if (_damage is not null)
            throw _damage;

        // What the caller allocated since the last record, perhaps on another thread, is none of the parser's.
        _checkedPlace = (-1, -1);
        try
        {
            int nodes = 0;
            while (_isPositioned || _xml.Read())
            {
                _isPositioned = false;
                if ((++nodes & 0xFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();

                switch (_xml.NodeType)
                {
                    case XmlNodeType.None:
                        Batch.Finish();
                        return false;
                    case XmlNodeType.Element:
                        Open();
                        break;
                    case XmlNodeType.EndElement:
                        Close();
                        break;
                    case XmlNodeType.Text:
                    case XmlNodeType.CDATA:
                    case XmlNodeType.SignificantWhitespace:
                        ref Frame frame = ref _frames[_frameCount - 1];
                        if (frame.HasText && !frame.IsCut)
                            frame.IsCut = !_values.Take(_xml, frame.ValueStart);
                        break;
                }

                if (Batch.ReadyCount > 0)
                    return true;
            }

            Batch.Finish();
            return Batch.ReadyCount > 0;
        }
        catch (XmlException e)
        {
            _damage = Damage(e);
        }
        catch (FailureException failure)
        {
            _damage = failure;
        }

        return Batch.ReadyCount > 0 ? true : throw _damage;
    }

    private FailureException Damage(XmlException e)
    {
        string place = e.LineNumber > 0 ? $"line {e.LineNumber}, column {e.LinePosition}" : $"line {_lines.LineNumber}";
        if (!_hasRoot && e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            return new FailureException(
                FailureId.DocumentTypeRefused,
                $"{Source} declares a document type, in line {DocumentTypeLine()}. It is not read, because such a declaration can make a reader fetch other files.",
                "Scanners do not write one: check where the file comes from.",
                Source,
                e);
        }

        bool isCut = e.Message.Contains("Unexpected end of file", StringComparison.Ordinal)
            || e.Message.Contains("not closed", StringComparison.Ordinal)
            || e.Message.Contains("Root element is missing", StringComparison.Ordinal);
        return new FailureException(
            FailureId.ReadIncomplete,
            isCut ? $"{Source} is cut: the XML ends early, at {place}." : $"{Source} is damaged at {place}: {e.Message}",
            "Export or fetch it again.",
            Source,
            e);
    }

    /// <summary>The parser refuses it without a place.</summary>
    private int DocumentTypeLine()
    {
        int declaration = _content.Beginning.IndexOf("<!DOCTYPE"u8);
        return 1 + _content.Beginning[..Math.Max(0, declaration)].Count((byte)'\n');
    }

    /// <summary>
    /// Asked before the parser reads on, also in the middle of what is passed over. A tag that does not end makes the parser allocate while it
    /// stays at one place; text that is passed over allocates nothing.
    /// </summary>
    private void CheckLimits()
    {
        if (_xml is null)
            return;

        if (_xml.Depth > Limits.MaximumDepth)
            throw TooDeep();

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        (int, int) place = (_lines.LineNumber, _lines.LinePosition);
        if (place != _checkedPlace)
        {
            (_checkedPlace, _allocatedAtPlace) = (place, allocated);
        }
        else if (allocated - _allocatedAtPlace > Math.Max(1 << 20, 8L * Limits.MaximumValueBytes))
        {
            throw new FailureException(
                FailureId.LimitExceeded, $"{Source}, line {_lines.LineNumber}: a tag is longer than {Limits.MaximumValueBytes} bytes.", "Check where the file comes from.", Source);
        }
    }

    private FailureException TooDeep() => new(
        FailureId.LimitExceeded, $"{Source}, line {_lines.LineNumber}: elements nest deeper than {Limits.MaximumDepth}.", "No product does so: check where the file comes from.", Source);

    private void Open()
    {
        _hasRoot = true;
        string name = _xml.LocalName;
        bool isEmpty = _xml.IsEmptyElement;
        _predicateAttribute = null;
        ref Frame parent = ref _frames[_frameCount - 1];
        int first = _nodeCount;
        for (int i = parent.First; i < parent.First + parent.Count; i++)
        {
            foreach (PathNode member in _nodes[i].Members)
            {
                if (ReferenceEquals(member.Name, name) && (member.Predicates.Length == 0 || Satisfies(member.Predicates)))
                    Push(member);
            }
        }

        if (_nodeCount == first)
        {
            if (!isEmpty)
            {
                _xml.Skip();
                _isPositioned = true;
            }

            return;
        }

        if (_xml.Depth > Limits.MaximumDepth)
            throw TooDeep();

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
            Batch.Begin(node.Level, _lines.LineNumber);
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
        for (bool more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            string name = _xml.LocalName;
            bool isRead = false;
            for (int i = first; i < _nodeCount; i++)
            {
                foreach (ref readonly AttributeCapture attribute in _nodes[i].Attributes.AsSpan())
                {
                    if (!ReferenceEquals(attribute.Name, name))
                        continue;

                    if (!isRead)
                        _values.Take(_xml, start);

                    isRead = true;
                    Add(attribute.Capture, _values.From(start));
                }
            }

            _values.Length = start;
        }

        _xml.MoveToElement();
    }

    private bool Satisfies(XmlPredicate[] predicates)
    {
        foreach (XmlPredicate predicate in predicates)
        {
            if (!ReferenceEquals(_predicateAttribute, predicate.Attribute))
            {
                _predicateAttribute = predicate.Attribute;
                _predicateLength = ReadPredicate(predicate.Attribute);
            }

            if (_predicateLength < 0 || !_predicateValue.AsSpan(0, _predicateLength).SequenceEqual(predicate.Value))
                return false;
        }

        return true;
    }

    private int ReadPredicate(string attribute)
    {
        if (!_xml.MoveToAttribute(attribute))
            return -1;

        int length = 0;
        int read;
        while ((read = _xml.ReadValueChunk(_predicateValue, length, _predicateValue.Length - length)) > 0)
        {
            length += read;
            if (length == _predicateValue.Length)
                Array.Resize(ref _predicateValue, length * 2);
        }

        _xml.MoveToElement();
        return length;
    }

    private void Push(PathNode node)
    {
        if (_nodeCount == _nodes.Length)
            Array.Resize(ref _nodes, _nodeCount * 2);

        _nodes[_nodeCount++] = node;
    }

    private static void AddNames(PathNode node, NameTable names)
    {
        // The table hands out the very string that was added first: the compiler gave every equal name the same one.
        foreach (AttributeCapture attribute in node.Attributes)
            names.Add(attribute.Name);

        foreach (PathNode member in node.Members)
        {
            names.Add(member.Name);
            AddNames(member, names);
        }
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, line {place}";

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _xml.Dispose();
            _text.Dispose();
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
