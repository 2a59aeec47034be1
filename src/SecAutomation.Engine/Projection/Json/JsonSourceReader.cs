using System.Buffers;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>What readers of JSON share: the content as UTF-8 in one buffer that grows, and the walk over the trie.</summary>
internal abstract class JsonSourceReader : RecordReader
{
    private readonly OpenedContent _content;

    private protected JsonSourceReader(FieldMap map, OpenedContent content, ReadLimits limits)
        : base(map, content.Source, limits)
    {
        _content = content;
        Stream = new Utf8ContentStream(content);
        Buffer = ArrayPool<byte>.Shared.Rent(Math.Max(16, limits.BufferBytes));
        Sink = new JsonRecordSink(this, Batch);
        Walker = new JsonWalker(map, Sink);
        Scanner = new JsonScanner(limits.MaximumDepth);
    }

    private protected Utf8ContentStream Stream { get; }

    private protected JsonRecordSink Sink { get; }

    private protected JsonWalker Walker { get; }

    private protected JsonScanner Scanner { get; }

    private protected byte[] Buffer { get; private set; }

    /// <summary>Where what was not used yet begins in the buffer.</summary>
    private protected int Start { get; set; }

    /// <summary>Where it ends.</summary>
    private protected int End { get; set; }

    private protected bool IsEnd { get; set; }

    /// <summary>What ended the reading early; raised once all records before it were handed out.</summary>
    private protected FailureException? Broken { get; set; }

    /// <summary>Reads more behind what was not used yet, which then begins the buffer.</summary>
    /// <param name="most">How long that may be.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>False where it is as long as it may be, and nothing was read.</returns>
    private protected bool Fill(int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int kept = End - Start;
        if (kept == Buffer.Length)
        {
            if (kept >= most)
                return false;

            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)kept * 2, Array.MaxLength));
            Buffer.AsSpan(0, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(Buffer);
            Buffer = larger;
        }
        else if (Start > 0)
        {
            Buffer.AsSpan(Start, kept).CopyTo(Buffer);
        }

        Start = 0;
        End = kept;
        int read = Stream.Read(Buffer.AsSpan(End));
        IsEnd = read == 0;
        End += read;
        return true;
    }

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Stream.Dispose();
            _content.Dispose();
            byte[] buffer = Buffer;
            Buffer = [];
            if (buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(buffer);
        }

        base.Dispose(disposing);
    }
}
