namespace SecAutomation.Engine.Resilience;

/// <summary>
/// The right to send, shared by all requests of a connection. Requests are spread evenly over the time that the limit names, and while the server
/// asked for a pause nobody sends. A limit that nobody named is learned from the server's refusals. Safe for many threads.
/// </summary>
public sealed class RateBudget
{
    // Fewer requests in a second are no burst of ours: others use up the limit, or it counts in hours.
    private const int SmallestBurst = 4;

    // By how much each refusal stretches the time between two requests.
    private const double Stretch = 1.25;

    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly Queue<DateTimeOffset> _sent = new();
    private TimeSpan _interval;
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
                DateTimeOffset now = _time.GetUtcNow();
                if (_pausedUntil <= now)
                {
                    Forget(now);
                    _sent.Enqueue(now);
                    return;
                }
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

    /// <summary>The server refused a request because there were too many: from now on they are sent further apart.</summary>
    /// <remarks>Refusals of one burst count once: call it before the <see cref="Pause"/> that the first of them asks for.</remarks>
    public void SlowDown()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            Forget(now);
            if (_pausedUntil > now || _sent.Count < SmallestBurst)
                return;

            TimeSpan seen = s_window / _sent.Count;
            _interval = (_interval > seen ? _interval : seen) * Stretch;
            if (_interval > s_window)
                _interval = s_window;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_sent.TryPeek(out DateTimeOffset first) && now - first >= s_window)
            _sent.Dequeue();
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
