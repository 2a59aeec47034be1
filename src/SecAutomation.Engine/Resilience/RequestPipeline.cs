using System.Globalization;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Resilience;

/// <summary>
/// Sends a request until there is an answer or no point in trying: within the budget, with a time limit for each try, and never earlier than the
/// server allows. What must be sent once is sent again only where the server certainly did not take it.
/// </summary>
internal sealed class RequestPipeline
{
    private readonly RetryDefinition _definition;
    private readonly RateBudget _budget;
    private readonly TimeProvider _time;
    private readonly IHttpObserver _observer;
    private readonly Func<double> _chance;

    public RequestPipeline(RetryDefinition definition, RateBudget budget, TimeProvider time, IHttpObserver observer, Func<double>? randomizer = null) =>
        (_definition, _budget, _time, _observer, _chance) = (definition, budget, time, observer, randomizer ?? Random.Shared.NextDouble);

    /// <summary>Sends.</summary>
    /// <returns>An answer of whatever status.</returns>
    /// <exception cref="FailureException">There is no answer, the server asks for too long a wait, or the outcome is in doubt.</exception>
    public async Task<HttpAnswer> SendAsync(HttpCall call, Func<CancellationToken, Task<Attempt>> send, CancellationToken cancellationToken)
    {
        for (int tried = 1; ; tried++)
        {
            Attempt attempt = await TryAsync(call, send, cancellationToken).ConfigureAwait(false);
            if (tried >= _definition.Attempts || !IsWorthAnotherTry(call, attempt))
                return Conclude(call, attempt);

            attempt.Answer?.Dispose();
            await Task.Delay(DelayAfter(tried), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Half as long to half as long again, by chance: those who were refused together do not come back together.
    private TimeSpan DelayAfter(int tried)
    {
        TimeSpan delay = _definition.FirstDelay * Math.Pow(2, tried - 1) * (0.5 + _chance());
        return delay < _definition.LongestDelay ? delay : _definition.LongestDelay;
    }

    private async Task<Attempt> TryAsync(HttpCall call, Func<CancellationToken, Task<Attempt>> send, CancellationToken cancellationToken)
    {
        TimeSpan pause = _budget.PausedUntil - _time.GetUtcNow();
        if (pause > TimeSpan.Zero)
        {
            _observer.Waits(_budget.PausedUntil);
            _observer.Told(string.Create(CultureInfo.InvariantCulture, $"{call.Source}: waiting {pause.TotalSeconds:0} seconds, as the server asked."));
        }

        // The wait for the budget is the server's wish and no part of the time that an answer may take.
        await _budget.AcquireAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_definition.AttemptTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Attempt attempt;
        try
        {
            attempt = await send(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Attempt(null, TimedOut(call), MayHaveArrived: true);
        }

        return attempt.Answer is { } answer && Wait(answer) is { } wait ? Pause(call, attempt, wait) : attempt;
    }

    private TimeSpan? Wait(HttpAnswer answer)
    {
        TimeSpan? said = ServerWait.Read(answer.Header, _definition.WaitHeader, _time.GetUtcNow());
        return answer.Status is 429 or 503 || (said is not null && _definition.WaitStatus.Contains(answer.Status)) ? said : null;
    }

    private Attempt Pause(HttpCall call, Attempt attempt, TimeSpan wait)
    {
        if (attempt.Answer!.Status == 429)
            _budget.SlowDown();

        _budget.Pause(wait);
        if (wait <= _definition.LongestServerWait)
        {
            if (wait > TimeSpan.Zero)
                _observer.Waits(_budget.PausedUntil);
            return attempt;
        }

        bool isRefusal = attempt.Answer.Status == 429 || _definition.WaitStatus.Contains(attempt.Answer.Status);
        attempt.Answer.Dispose();
        return new Attempt(
            null,
            new FailureException(
                FailureId.RateLimited,
                string.Create(CultureInfo.InvariantCulture, $"{call.Source}: the server takes no request for {wait.TotalMinutes:0} minutes."),
                "Run it again then.",
                call.Source),
            MayHaveArrived: !isRefusal,
            IsLasting: true);
    }

    private bool IsWorthAnotherTry(HttpCall call, Attempt attempt)
    {
        if (call.IsDivisible && (attempt.Failure?.Id == FailureId.TimedOut || attempt.Answer?.Status is 408 or 504))
            return false;
        if (attempt.Answer is not { } answer)
            return !attempt.IsLasting && (call.Kind == RequestKind.Read || !attempt.MayHaveArrived);

        if (call.FinalStatus.Contains(answer.Status) || (call.ExpectedStatus.Contains(answer.Status) && !IsRefusedForNow(answer)))
            return false;

        return IsRefusedForNow(answer) || (call.Kind == RequestKind.Read && answer.Status is 408 or 500 or 502 or 503 or 504);
    }

    /// <summary>Whether the server says that it did nothing and wants to be asked later.</summary>
    private bool IsRefusedForNow(HttpAnswer answer) => answer.Status == 429 || (answer.Status != 503 && Wait(answer) is not null);

    private HttpAnswer Conclude(HttpCall call, Attempt last)
    {
        bool isInDoubt = last.Answer is { } answer
            ? answer.Status is 408 or 409 or >= 500 && !call.ExpectedStatus.Contains(answer.Status) && !IsRefusedForNow(answer)
            : last.MayHaveArrived;
        if (call.Kind == RequestKind.Write && isInDoubt)
        {
            string why = last.Answer is { } refused ? string.Create(CultureInfo.InvariantCulture, $"the server answered {refused.Status}") : last.Failure!.Message;
            last.Answer?.Dispose();
            throw new FailureException(
                FailureId.TicketOutcomeUncertain,
                $"{call.Source}: whether the server took the request is not known ({why.TrimEnd('.')}). It was sent once and is not sent again.",
                "The next run looks for it before it sends anything.",
                call.Source,
                last.Failure);
        }

        return last.Answer ?? throw last.Failure!;
    }

    private FailureException TimedOut(HttpCall call) => new(
        FailureId.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{call.Source}: no answer within {_definition.AttemptTimeout.TotalSeconds:0} seconds."),
        "Look whether the server is overloaded, or raise the connection's time limit.",
        call.Source);
}
