using System.Text;
using CsvHelper;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Rows;

/// <summary>Records of a CSV file: the header's names choose the columns, the other cells are passed over.</summary>
internal sealed class CsvRecordReader : RecordReader
{
    private readonly OpenedContent _content;
    private readonly Utf8ContentStream _stream;
    private readonly CsvReader _csv;
    private readonly Column[] _columns = [];
    private readonly bool[] _named;
    private readonly string[] _header = [];
    private readonly byte[][] _headerBytes = [];
    private readonly Queue<CsvMalformedRecord> _malformed = new();

    public CsvRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content.Source, limits)
    {
        _content = content;
        _stream = new Utf8ContentStream(content, endOnFailure: true);
        byte[] beginning = CsvDialect.Beginning(content.Beginning, content.Source);
        bool hasSeparatorLine = CsvDialect.HasSeparatorLine(beginning);
        char separator = CsvDialect.Separator(beginning, map.Definition.PreambleLines + 1);
        _csv = CsvReader.Create(_stream, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            MaxRecordSize = limits.MaximumRecordBytes,
            BufferSize = Math.Max(256, limits.BufferBytes),
            OnMalformedRecord = _malformed.Enqueue,
        });
        _named = new bool[map.FieldCount];
        List<IReadOnlyList<string>> rows = CsvDialect.Rows(beginning, separator, content.IsBeginningWhole);
        int first = hasSeparatorLine ? 1 : 0;
        int header = FindHeader(rows, first);
        try
        {
            for (int row = 0; row <= header; row++)
            {
                if (!MoveNext())
                    throw new FailureException(FailureId.HeaderInvalid, $"{Source} has no header.", "Its first line names the columns.", Source);
            }

            _header = new string[_csv.FieldCount];
            for (int cell = 0; cell < _header.Length; cell++)
                _header[cell] = Encoding.UTF8.GetString(_csv.GetSpan(cell)).Trim();

            _headerBytes = Array.ConvertAll(_header, Encoding.UTF8.GetBytes);
            RequireDistinct();
            _columns = FindColumns(_header);
        }
        catch
        {
            Dispose(disposing: true);
            throw;
        }

        foreach (Column column in _columns)
        {
            for (int field = 0; field < _named.Length; field++)
                _named[field] |= map.Fields[field].Table == 0 && map.Fields[field].Places.Contains(new SlotPlace(0, column.Capture.Slot));
        }

        ReachedRecords = true;
    }

    public override IReadOnlyList<string> Header => _header;

    public override bool Names(int slot) => _named[slot];

    /// <summary>The first row, or of those that may be the header the one that names most fields.</summary>
    private int FindHeader(List<IReadOnlyList<string>> rows, int first)
    {
        int best = first;
        int most = -1;
        for (int row = first; row < rows.Count && row - first <= Map.Definition.PreambleLines; row++)
        {
            int named = FindColumns(rows[row]).Length;
            if (named > most)
                (best, most) = (row, named);
        }

        return best;
    }

    private Column[] FindColumns(IReadOnlyList<string> names)
    {
        var columns = new List<Column>();
        for (int cell = 0; cell < names.Count; cell++)
        {
            string key = HeaderName.Key(names[cell]);
            PathNode? node = Array.Find(Map.Root.Members, m => string.Equals(m.Name, key, StringComparison.Ordinal));
            foreach (Capture capture in node?.Captures ?? [])
                columns.Add(new Column(cell, capture));
        }

        return [.. columns];
    }

    private void RequireDistinct()
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int cell = 0; cell < _header.Length; cell++)
        {
            string name = _header[cell];
            string key = HeaderName.Key(name);

            // Names that differ in spaces or hyphens are one name where the map asks for it.
            string compared = Array.Exists(Map.Root.Members, m => string.Equals(m.Name, key, StringComparison.Ordinal)) ? key : name;
            if (name.Length == 0 || columns.TryAdd(compared, cell))
                continue;

            int other = columns[compared];
            throw new FailureException(
                FailureId.HeaderInvalid,
                $"{Source}, line {_csv.LineNumber}: column {other + 1} '{_header[other]}' and column {cell + 1} '{name}' have the same name.",
                "Rename or remove one of them.",
                Source);
        }
    }

    private bool IsHeader()
    {
        for (int cell = 0; cell < _header.Length; cell++)
        {
            // Of a row of values the first cell mostly differs already.
            if (!_csv.GetSpan(cell).Trim(" \t\r\n"u8).SequenceEqual(_headerBytes[cell]))
                return false;
        }

        return _header.Length > 1;
    }

    private bool MoveNext()
    {
        try
        {
            return _csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new FailureException(
                FailureId.LimitExceeded,
                $"{Source}: the row after line {_csv.LineNumber} is longer than {Limits.MaximumRecordBytes} bytes; most likely a quote is not closed.",
                "Mend or export it again.",
                Source,
                e);
        }
    }

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool hasRow = MoveNext();

        // The parser reads ahead: rows that were whole before the damage are given first, the one that it cut is not.
        bool isCut = hasRow && _csv.ByteOffset + _csv.RawRecord.Length >= _stream.Count;
        if (_stream.Failure is { } damage && (isCut || !hasRow))
            throw damage;

        if (!hasRow)
        {
            return !_stream.EndsInsideCharacter
                ? false
                : throw new FailureException(FailureId.ReadIncomplete, $"{Source} is cut: it ends inside a character.", "Export or fetch it again.", Source);
        }

        long line = _csv.LineNumber;
        FailureException? failure = Malformation(line);
        int cells = _csv.FieldCount;
        if (cells != _header.Length)
        {
            failure ??= new FailureException(
                FailureId.RecordInvalid,
                $"{Source}, line {line}: the row has {cells} cells, the header {_header.Length}.",
                "The row was left out.",
                Source);
        }
        else if (IsHeader())
        {
            failure ??= new FailureException(
                FailureId.RecordInvalid,
                $"{Source}, line {line}: the header stands there again, as where two files were joined.",
                "The row was left out.",
                Source);
        }

        Batch.Begin(0, line);
        if (failure is not null)
            Batch.Fail(failure);

        ValueStore store = Batch[0];
        foreach (ref readonly Column column in _columns.AsSpan())
        {
            if (column.Cell >= cells)
                continue;

            ReadOnlySpan<byte> cell = _csv.GetSpan(column.Cell);
            if (cell.IsEmpty)
                store.Say(column.Capture, FieldState.Empty);
            else if (HasRoom(column.Capture, cell.Length))
                store.Add(column.Capture, cell);
        }

        Batch.End(0);
        return true;
    }

    /// <summary>What is wrong with the quotes of the row that begins on a line.</summary>
    private FailureException? Malformation(long line)
    {
        while (_malformed.TryPeek(out CsvMalformedRecord found) && found.LineNumber <= line)
        {
            _malformed.Dequeue();
            if (found.LineNumber < line || found.Reason == CsvMalformedReason.StrayQuote)
                continue;

            if (found.Reason == CsvMalformedReason.UnterminatedQuote)
            {
                throw new FailureException(
                    FailureId.ReadIncomplete,
                    $"{Source}: a quote of the row in line {line} is not closed; the file ends in it.",
                    "It is cut, or the quote is one too many: mend or export it again.",
                    Source);
            }

            return new FailureException(
                FailureId.RecordInvalid, $"{Source}, line {line}: text follows a closing quote.", "The row was left out.", Source);
        }

        return null;
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, line {place}";

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _csv.Dispose();
            _stream.Dispose();
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private readonly record struct Column(int Cell, Capture Capture);
}
