namespace SecAutomation.Engine.Tests.Projection;

/// <summary>A beginning, then the same bytes many times, then an ending: large content that takes no memory.</summary>
internal sealed class RepeatingStream(byte[] beginning, byte[] repeated, long times, byte[]? ending = null) : Stream
{
    private readonly byte[] _ending = ending ?? [];
    private readonly long _endOfRepeated = beginning.Length + (repeated.Length * times);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int written = 0;
        while (written < buffer.Length && _position < _endOfRepeated + _ending.Length)
        {
            ReadOnlySpan<byte> source = _position < beginning.Length ? beginning.AsSpan((int)_position)
                : _position < _endOfRepeated ? repeated.AsSpan((int)((_position - beginning.Length) % repeated.Length))
                : _ending.AsSpan((int)(_position - _endOfRepeated));
            int taken = Math.Min(source.Length, buffer.Length - written);
            source[..taken].CopyTo(buffer[written..]);
            written += taken;
            _position += taken;
        }

        return written;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
