namespace SecAutomation.Engine.Http;

/// <summary>A line without a network: whatever is sent is taken, and one answer comes.</summary>
/// <param name="answer">The answer, headers included.</param>
internal sealed class AnsweringLine(byte[] answer) : MemoryStream(answer, writable: false)
{
    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
