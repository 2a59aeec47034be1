namespace SecAutomation.Fuzzing;

/// <summary>Hands its content out in pieces of a few bytes.</summary>
internal sealed class PieceStream(byte[] content, Random random) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int piece = 1 + random.Next(random.Next(4) == 0 ? 400 : 7);
        int taken = Math.Min(Math.Min(buffer.Length, piece), content.Length - _position);
        content.AsSpan(_position, taken).CopyTo(buffer);
        _position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
