namespace SecAutomation.Engine.Resilience;

/// <summary>
/// The right to send, shared by all requests of a connection. Requests are spread evenly over the time that the limit names, and while the server
/// asked for a pause nobody sends. Safe for many threads.
/// </summary>
public sealed class RateBudget
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private DateTimeOffset _nextFree;
    private DateTimeOffset _pausedUntil;

    /// <summary>Makes a budget.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">The server's limit; null: none is known.</param>
    public RateBudget(TimeProvider time, RateLimit? limit = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        if (limit is not null && (limit.Requests < 1 || limit.Per <= TimeSpan.Zero))
            throw new ArgumentException("A limit allows at least one request in some time.", nameof(limit));

        _time = time;
        _interval = limit is null ? TimeSpan.Zero : limit.Per / limit.Requests;
    }

    /// <summary>Until when nobody sends, by the server's wish; in the past where it has none.</summary>
    public DateTimeOffset PausedUntil
    {
        get
        {
            lock (_lock)
                return _pausedUntil;
        }
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan wait = Reserve();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);

            // The server may have asked for a pause while this request waited for its turn.
            lock (_lock)
            {
                if (_pausedUntil <= _time.GetUtcNow())
                    return;
            }
        }
    }

    /// <summary>Nobody sends for a while. A shorter pause never ends a longer one.</summary>
    /// <param name="wait">From now.</param>
    public void Pause(TimeSpan wait)
    {
        lock (_lock)
        {
            DateTimeOffset until = _time.GetUtcNow() + wait;
            if (until > _pausedUntil)
                _pausedUntil = until;
        }
    }

    private TimeSpan Reserve()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            DateTimeOffset turn = Later(Later(now, _pausedUntil), _nextFree);
            _nextFree = turn + _interval;
            return turn - now;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
