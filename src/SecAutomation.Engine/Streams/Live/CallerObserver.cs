using System.Globalization;
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
    private long? _totalRecords;
    private string? _place;
    private double? _share;

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
            Show();
        }
    }

    /// <summary>The product says how many records there are; null: nothing.</summary>
    public void Announced(long? records)
    {
        lock (_lock)
        {
            _totalRecords = records ?? _totalRecords;
            Show();
        }
    }

    /// <summary>A step of the reading was reached.</summary>
    /// <param name="place">Which one, for people.</param>
    /// <param name="share">How much is done with it, from 0 to 1; null where that is not known.</param>
    /// <param name="isWaiting">Whether nothing more may be heard for a while.</param>
    public void Reached(string place, double? share = null, bool isWaiting = false)
    {
        lock (_lock)
        {
            (_place, _share) = (place, share ?? _share);
            observer.Advanced(Progress with { IsWaiting = isWaiting });
        }
    }

    /// <inheritdoc/>
    public void Waits(DateTimeOffset until)
    {
        lock (_lock)
            observer.Advanced(Progress with { Place = string.Create(CultureInfo.CurrentCulture, $"the server wants nothing until {until.ToLocalTime():T}"), IsWaiting = true });
    }

    private ReadProgress Progress => new(source, _bytes, null, _records, _totalRecords, _place, _share);

    private void Show() => observer.Advanced(Progress);
}
