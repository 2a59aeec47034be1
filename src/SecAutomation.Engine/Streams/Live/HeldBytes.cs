namespace SecAutomation.Engine.Streams.Live;

/// <summary>What is held of bodies that came inside of another one, until whoever asked for them has read them.</summary>
/// <param name="most">How many bytes may be held, unless one body alone is longer.</param>
internal sealed class HeldBytes(int most)
{
    private readonly object _lock = new();
    private long _held;
    private TaskCompletionSource? _less;

    /// <summary>Waits until there is room for a body, and takes it.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AddAsync(int length, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task less;
            lock (_lock)
            {
                if (_held == 0 || _held + length <= most)
                {
                    _held += length;
                    return;
                }

                less = (_less ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await less.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A body that was added, as a stream; what it takes is free again once that is disposed of.</summary>
    public Stream Hold(byte[] body) => new Body(this, body);

    private void Free(int length)
    {
        TaskCompletionSource? less;
        lock (_lock)
        {
            _held -= length;
            (less, _less) = (_less, null);
        }

        less?.TrySetResult();
    }

    private sealed class Body(HeldBytes held, byte[] body) : MemoryStream(body, writable: false)
    {
        private readonly int _length = body.Length;
        private int _isFree;

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref _isFree, 1) == 0)
                held.Free(_length);
            base.Dispose(disposing);
        }
    }
}
