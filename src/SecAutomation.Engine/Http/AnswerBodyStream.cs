using System.Globalization;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Http;

/// <summary>The body of an answer for a synchronous reader. A stall and a cancellation end a read that waits for the network.</summary>
internal sealed class AnswerBodyStream : ForwardStream
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _inner;
    private readonly string _source;
    private readonly TimeSpan _idleLimit;
    private readonly CancellationToken _cancellationToken;
    private readonly ITimer _watch;
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _isStalled;

    public AnswerBodyStream(
        HttpResponseMessage response, Stream inner, string source, TimeSpan idleLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        (_response, _inner, _source, _idleLimit, _cancellationToken) = (response, inner, source, idleLimit, cancellationToken);
        _watch = time.CreateTimer(static state => ((AnswerBodyStream)state!).Stall(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.UnsafeRegister(static state => ((AnswerBodyStream)state!).Abort(), this);
    }

    public override int Read(Span<byte> buffer)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _watch.Change(_idleLimit, Timeout.InfiniteTimeSpan);
        try
        {
            int read = _inner.Read(buffer);

            // A body that is torn down under a read may look like one that is at its end.
            return _isStalled || _cancellationToken.IsCancellationRequested ? throw Ended(null) : read;
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
        : new FailureException(
            FailureId.TimedOut,
            string.Create(CultureInfo.InvariantCulture, $"{_source}: the answer stalled: nothing came for {_idleLimit.TotalSeconds:0} seconds."),
            "Look whether the server or the network is overloaded, then run it again.",
            _source,
            cause);

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
