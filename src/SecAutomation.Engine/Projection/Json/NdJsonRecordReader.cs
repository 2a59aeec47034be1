using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>Records of JSON lines. A line that is no JSON is reported and the next ones go on.</summary>
internal sealed class NdJsonRecordReader : JsonSourceReader
{
    private int _scanned;

    public NdJsonRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content, limits)
    {
        Sink.IsLine = true;
    }

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Broken is not null)
                throw Broken;

            try
            {
                if (!TakeLine(cancellationToken) && Broken is null)
                {
                    Batch.Finish();
                    return false;
                }
            }
            catch (FailureException failure)
            {
                Broken = failure;
            }

            if (Batch.ReadyCount > 0)
                return true;
        }
    }

    private bool TakeLine(CancellationToken cancellationToken)
    {
        while (true)
        {
            int feed = Buffer.AsSpan(_scanned, End - _scanned).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                int end = _scanned + feed;
                int start = Start;
                Start = _scanned = end + 1;
                TakeLine(start, end, isLast: false);
                return true;
            }

            _scanned = End;
            int before = Start;
            if (IsEnd)
            {
                int start = Start;
                Start = End;
                if (start == End)
                    return false;

                TakeLine(start, End, isLast: true);
                return true;
            }

            if (!Fill(Limits.MaximumRecordBytes, cancellationToken))
            {
                PassOverLine(cancellationToken);
                return true;
            }

            // What was kept holds no line feed.
            _scanned -= before;
        }
    }

    private void TakeLine(int start, int end, bool isLast)
    {
        Sink.PlaceBase++;
        if (Buffer.AsSpan(start, end - start).Trim(" \t\r"u8).IsEmpty)
            return;

        Scanner.Restart();
        Scanner.Load(Buffer, start, end, isFinal: true);
        Walker.Restart();
        Walker.Walk(Scanner);
        ReachedRecords |= Walker.ReachedRecords;
        if (Scanner.Damage == JsonDamage.None)
            return;

        bool isDeep = Scanner.Damage == JsonDamage.TooDeep;
        if (isLast && !isDeep)
        {
            Batch.Abandon();
            Broken = new FailureException(
                FailureId.ReadIncomplete, $"{Source} is cut: line {Sink.PlaceBase}, the last, is not whole.", "Export or fetch it again.", Source);
            return;
        }

        FailLine(isDeep
            ? new FailureException(FailureId.LimitExceeded, $"{Source}, line {Sink.PlaceBase}: it nests deeper than {Limits.MaximumDepth}.", "The line was left out.", Source)
            : new FailureException(FailureId.RecordInvalid, $"{Source}, line {Sink.PlaceBase}: it is not valid JSON, at byte {Scanner.Consumed} of the line.", "The line was left out.", Source));
    }

    private void FailLine(FailureException failure)
    {
        Batch.Abandon();
        for (int level = Map.TableWidths.Length - 2; level >= 0; level--)
            Batch.Begin(level, Sink.PlaceBase);

        Batch.Fail(failure);
        for (int level = 0; level < Map.TableWidths.Length - 1; level++)
            Batch.End(level);
    }

    private void PassOverLine(CancellationToken cancellationToken)
    {
        Sink.PlaceBase++;
        FailLine(new FailureException(
            FailureId.LimitExceeded, $"{Source}, line {Sink.PlaceBase}: it is longer than {Limits.MaximumRecordBytes} bytes.", "The line was left out.", Source));
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = Stream.Read(Buffer);
            int feed = Buffer.AsSpan(0, read).IndexOf((byte)'\n');
            IsEnd = read == 0;
            if (feed < 0 && !IsEnd)
                continue;

            Start = _scanned = feed + 1;
            End = read;
            return;
        }
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, line {place}";
}
