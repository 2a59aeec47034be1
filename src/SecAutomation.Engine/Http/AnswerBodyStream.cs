using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Http;

/// <summary>The body of an answer for a synchronous reader. A stall, a trickle and a cancellation end a read that waits for the network.</summary>
internal sealed class AnswerBodyStream : ForwardStream
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _inner;
    private readonly string _source;
    private readonly BodyPace _pace;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellationToken;
    private readonly ITimer _watch;
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _isStalled;
    private TimeSpan _waited;
    private long _came;

    public AnswerBodyStream(
        HttpResponseMessage response, Stream inner, string source, BodyPace pace, TimeProvider time, CancellationToken cancellationToken)
    {
        (_response, _inner, _source, _pace, _time, _cancellationToken) = (response, inner, source, pace, time, cancellationToken);
        _watch = time.CreateTimer(static state => ((AnswerBodyStream)state!).Stall(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.UnsafeRegister(static state => ((AnswerBodyStream)state!).Abort(), this);
    }

    public override int Read(Span<byte> buffer)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _watch.Change(_pace.Idle, Timeout.InfiniteTimeSpan);
        long start = _time.GetTimestamp();
        try
        {
            int read = _inner.Read(buffer);

            // A body that is torn down under a read may look like one that is at its end.
            if (_isStalled || _cancellationToken.IsCancellationRequested)
                throw Ended(null);
            if (read > 0)
                Judge(read, _time.GetElapsedTime(start));
            return read;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or NullReferenceException
            && (_isStalled || _cancellationToken.IsCancellationRequested))
        {
            // Which exception it gives depends on where the read stood.
            throw Ended(e);
        }
        finally
        {
            if (!_isStalled)
                _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _registration.Dispose();
            _watch.Dispose();
            Abort();
        }

        base.Dispose(disposing);
    }

    private Exception Ended(Exception? cause) => _cancellationToken.IsCancellationRequested
        ? new OperationCanceledException(_cancellationToken)
        : _pace.Stalled(_source, cause);

    // The time of whoever reads does not count, so that a slow consumer is not taken for a slow server.
    private void Judge(int read, TimeSpan waited)
    {
        (_came, _waited) = (_came + read, _waited + waited);
        if (_pace.IsTooSlow(_came, _waited))
            throw _pace.Trickles(_source, _came, _waited);
        if (_waited >= _pace.Idle)
            (_came, _waited) = (0, TimeSpan.Zero);
    }

    private void Stall()
    {
        _isStalled = true;
        Abort();
    }

    private void Abort()
    {
        _inner.Dispose();
        _response.Dispose();
    }
}
