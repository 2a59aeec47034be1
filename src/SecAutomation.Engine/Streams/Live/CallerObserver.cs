using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>The caller's observer, which many threads talk to one at a time.</summary>
/// <param name="source">What is read.</param>
/// <param name="observer">The caller's.</param>
internal sealed class CallerObserver(string source, IReadObserver observer) : IReadObserver, IHttpObserver
{
    private readonly object _lock = new();
    private readonly IHttpObserver? _trace = observer as IHttpObserver;
    private long _bytes;
    private long _records;

    /// <inheritdoc/>
    public void Failed(FailureException failure)
    {
        lock (_lock)
            observer.Failed(failure);
    }

    /// <inheritdoc/>
    public void Warned(string message)
    {
        lock (_lock)
            observer.Warned(message);
    }

    /// <inheritdoc cref="IReadObserver.Told"/>
    public void Told(string message)
    {
        lock (_lock)
            observer.Told(message);
    }

    /// <inheritdoc/>
    public void Traced(string line)
    {
        if (_trace is null)
            return;
        lock (_lock)
            _trace.Traced(line);
    }

    /// <inheritdoc/>
    public void Advanced(in ReadProgress progress)
    {
        lock (_lock)
            observer.Advanced(in progress);
    }

    /// <summary>A page got further.</summary>
    public void Advanced(long bytes, long records)
    {
        lock (_lock)
        {
            (_bytes, _records) = (_bytes + bytes, _records + records);
            observer.Advanced(new ReadProgress(source, _bytes, null, _records));
        }
    }
}
