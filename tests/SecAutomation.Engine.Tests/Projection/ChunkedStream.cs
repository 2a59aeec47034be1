namespace SecAutomation.Engine.Tests.Projection;

/// <summary>A slow stream: gives its bytes in pieces of given lengths, over and over.</summary>
internal sealed class ChunkedStream(byte[] bytes, params int[] lengths) : MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true)
{
    private int _next;

    public override int Read(Span<byte> buffer)
    {
        int wanted = Math.Min(buffer.Length, Math.Max(1, lengths[_next++ % lengths.Length]));
        int taken = (int)Math.Min(wanted, Length - Position);
        GetBuffer().AsSpan((int)Position, taken).CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
}
