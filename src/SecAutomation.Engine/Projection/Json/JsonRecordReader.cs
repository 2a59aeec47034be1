using System.Buffers;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>Records of one JSON value, streamed over a buffer that grows with the longest token that is kept.</summary>
internal sealed class JsonRecordReader : JsonSourceReader
{
    private static readonly SearchValues<byte> s_betweenTokens = SearchValues.Create(" \t\r\n,:"u8);

    public JsonRecordReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content, limits)
    {
        Sink.PlaceBase = Stream.MarkLength;
    }

    private protected override bool Advance(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Broken is not null)
                throw Broken;

            if (IsEnd)
                return false;

            try
            {
                if (!Fill(Limits.MaximumValueBytes, cancellationToken))
                    CutString(cancellationToken);

                Walk(cancellationToken);
            }
            catch (FailureException failure)
            {
                Broken = failure;
            }

            if (Broken is null && IsEnd)
                Batch.Finish();

            if (Batch.ReadyCount > 0)
                return true;
        }
    }

    private void Walk(CancellationToken cancellationToken)
    {
        WalkTurn.Take(cancellationToken);
        try
        {
            WalkBuffer();
        }
        finally
        {
            WalkTurn.Give();
        }
    }

    private void WalkBuffer()
    {
        Scanner.Load(Buffer, Start, End, IsEnd);
        try
        {
            Walker.Walk(Scanner);
        }
        finally
        {
            ReachedRecords = Walker.ReachedRecords;
        }

        Start += Scanner.Consumed;
        Sink.PlaceBase += Scanner.Consumed;
        if (Scanner.Damage != JsonDamage.None)
            Broken = Damage();
    }

    private FailureException Damage()
    {
        if (Scanner.Damage == JsonDamage.TooDeep)
        {
            return new FailureException(
                FailureId.LimitExceeded, $"{Source} nests deeper than {Limits.MaximumDepth}, at byte {Sink.PlaceBase}.", "No product does so: check where the file comes from.", Source);
        }

        string after = RecordNumber + Batch.ReadyCount is > 0 and long records ? $" after {records} records" : "";
        return Scanner.Damage == JsonDamage.Cut || (IsEnd && Stream.EndsInsideCharacter)
            ? new FailureException(FailureId.ReadIncomplete, $"{Source} is cut: the JSON ends early, at byte {Sink.PlaceBase + End - Start}{after}.", "Export or fetch it again.", Source)
            : new FailureException(FailureId.ReadIncomplete, $"{Source} is damaged: it is not valid JSON at byte {Sink.PlaceBase}{after}.", "Export or fetch it again.", Source);
    }

    /// <summary>A string that is longer than any value may be is passed over to its end and stands as an empty one.</summary>
    private void CutString(CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> token = Buffer.AsSpan(0, End);
        int open = token.IndexOfAnyExcept(s_betweenTokens);
        if (open < 0 || token[open] != '"')
        {
            throw new FailureException(
                FailureId.LimitExceeded, $"{Source} has a token longer than {Limits.MaximumValueBytes} bytes, at byte {Sink.PlaceBase + Math.Max(0, open)}.", "Check where the file comes from.", Source);
        }

        int from = open + 1;
        long dropped = 0;
        bool isEscaped = false;
        while (true)
        {
            int close = FindClose(Buffer.AsSpan(from, End - from), ref isEscaped);
            if (close >= 0)
            {
                int rest = from + close;
                Buffer.AsSpan(rest, End - rest).CopyTo(Buffer.AsSpan(open + 1));
                dropped += rest - (open + 1);
                End -= rest - (open + 1);
                break;
            }

            dropped += End - (open + 1);
            from = open + 1;
            cancellationToken.ThrowIfCancellationRequested();
            int read = Stream.Read(Buffer.AsSpan(from));
            End = from + read;
            if (read == 0)
            {
                IsEnd = true;
                break;
            }
        }

        Sink.PlaceBase += dropped;
        Walker.NextStringWasCut = true;
    }

    private static int FindClose(ReadOnlySpan<byte> bytes, ref bool isEscaped)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (isEscaped)
            {
                isEscaped = false;
                at++;
                continue;
            }

            int found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
                return -1;

            at += found;
            if (bytes[at] == '"')
                return at;

            isEscaped = true;
            at++;
        }

        return -1;
    }

    private protected override string Describe(long place, long recordNumber) => $"{Source}, record {recordNumber} (byte {place})";
}
