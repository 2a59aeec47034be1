using System.Net;
using Microsoft.Extensions.Time.Testing;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Resilience;
using SecAutomation.Engine.Tests.Http;

namespace SecAutomation.Engine.Tests.Resilience;

public sealed class RequestPipelineTests
{
    private readonly FakeTimeProvider _clock = Clock.New();
    private readonly RecordedObserver _observer = new();
    private readonly List<double> _sent = [];
    private readonly RateBudget _budget;
    private readonly DateTimeOffset _start;

    public RequestPipelineTests() => (_budget, _start) = (new RateBudget(_clock), _clock.GetUtcNow());

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_tried_again(int status)
    {
        (await SendAsync(RequestKind.Read, Answer(status), Answer(status), Answer(200))).Status.ShouldBe(200);
        _sent.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task What_will_not_change_is_not_asked_again(int status)
    {
        (await SendAsync(RequestKind.Read, Answer(status))).Status.ShouldBe(status);
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_is_given_up_after_five_tries()
    {
        (await SendAsync(RequestKind.Read, Answer(500))).Status.ShouldBe(500);
        _sent.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Waits_grow_with_jitter()
    {
        await SendAsync(RequestKind.Read, Answer(500));
        double[] first = [.. _sent];
        _sent.Clear();
        await SendAsync(RequestKind.Read, 0.9, Answer(500));
        double[] second = [.. _sent.Select(at => at - _sent[0])];
        Math.Abs(second[4] - first[4]).ShouldBeGreaterThan(0.2);
        (first[4] - first[3]).ShouldBeGreaterThan(first[1] - first[0]);
    }

    [Fact]
    public async Task The_servers_wait_is_honoured_in_full()
    {
        await SendAsync(RequestKind.Read, Answer(429, ("Retry-After", "300")), Answer(200));
        _sent[1].ShouldBeInRange(300, 305);
        _observer.Text.ShouldContain("as the server asked");
    }

    [Fact]
    public async Task After_a_refusal_no_parallel_request_is_sent_before_its_end()
    {
        int sent = 0;
        var times = new System.Collections.Concurrent.ConcurrentQueue<double>();
        RequestPipeline pipeline = Pipeline(new RetryDefinition());
        Task<HttpAnswer[]> all = Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await Task.Delay(TimeSpan.FromSeconds(i), _clock);
            return await pipeline.SendAsync(Call(RequestKind.Read), _ =>
            {
                times.Enqueue((_clock.GetUtcNow() - _start).TotalSeconds);
                return Task.FromResult(Interlocked.Increment(ref sent) == 1 ? Answer(429, ("Retry-After", "60")) : Answer(200));
            }, default);
        }));
        (await _clock.RunAsync(all)).ShouldAllBe(answer => answer.Status == 200);
        times.Count(at => at < 60).ShouldBe(1);
    }

    [Fact]
    public async Task A_wait_beyond_the_limit_fails_at_once_and_is_not_cut()
    {
        FailureException failure = await Should.ThrowAsync<FailureException>(SendAsync(RequestKind.Read, Answer(429, ("Retry-After", "86400"))));
        failure.Id.ShouldBe(FailureId.RateLimited);
        failure.Message.ShouldContain("1440 minutes");
        _sent.ShouldBe([0]);
    }

    [Fact]
    public async Task A_products_own_status_and_header_are_a_wait_too()
    {
        var definition = new RetryDefinition { WaitStatus = [409], WaitHeader = [new("X-Wait-Sec", WaitUnit.SecondsOrDate)] };
        (await SendAsync(Call(RequestKind.Write), definition, null, Answer(409, ("X-Wait-Sec", "90")), Answer(201))).Status.ShouldBe(201);
        _sent[1].ShouldBeGreaterThanOrEqualTo(90);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_write_in_doubt_is_sent_once(int status)
    {
        FailureException failure = await Should.ThrowAsync<FailureException>(SendAsync(RequestKind.Write, Answer(status), Answer(201)));
        failure.Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        _sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_write_that_was_refused_is_no_doubt(int status) => (await SendAsync(RequestKind.Write, Answer(status))).Status.ShouldBe(status);

    [Fact]
    public async Task A_write_that_the_server_did_not_take_for_now_is_sent_later() =>
        (await SendAsync(RequestKind.Write, Answer(429, ("Retry-After", "5")), Answer(201))).Status.ShouldBe(201);

    [Fact]
    public async Task A_write_that_never_left_is_sent_again() =>
        (await SendAsync(RequestKind.Write, new Attempt(null, Failed()), Answer(201))).Status.ShouldBe(201);

    [Fact]
    public async Task A_write_that_broke_off_is_in_doubt()
    {
        FailureException failure = await Should.ThrowAsync<FailureException>(SendAsync(RequestKind.Write, new Attempt(null, Failed(), MayHaveArrived: true), Answer(201)));
        failure.Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        _sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(RequestKind.Read, FailureId.TimedOut, 5)]
    [InlineData(RequestKind.Write, FailureId.TicketOutcomeUncertain, 1)]
    public async Task A_server_that_does_not_answer_is_given_up(RequestKind kind, FailureId id, int tries)
    {
        RequestPipeline pipeline = Pipeline(new RetryDefinition { AttemptTimeout = TimeSpan.FromSeconds(10) });
        int sent = 0;
        Task<HttpAnswer> sending = pipeline.SendAsync(Call(kind), async token =>
        {
            sent++;
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
            return new Attempt(null);
        }, default);
        (await Should.ThrowAsync<FailureException>(_clock.RunAsync(sending))).Id.ShouldBe(id);
        sent.ShouldBe(tries);
    }

    [Fact]
    public async Task A_cancellation_ends_the_wait_between_tries()
    {
        using var stop = new CancellationTokenSource();
        Task<HttpAnswer> sending = Pipeline(new RetryDefinition()).SendAsync(Call(RequestKind.Read), _ => Task.FromResult(Answer(429, ("Retry-After", "600"))), stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    private static HttpCall Call(RequestKind kind) => new() { Source = "stub: call", Url = new Uri("http://stub.example/"), Kind = kind };

    private static FailureException Failed() => new(FailureId.ConnectionFailed, "stub: call: broken.");

    private static Attempt Answer(int status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach ((string name, string value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);

        return new Attempt(new HttpAnswer(Call(RequestKind.Read), new Uri("http://stub.example/"), response, Stream.Null, new BodyPace(TimeSpan.FromSeconds(60), LeastBytesPerSecond: 100), TimeProvider.System));
    }

    private RequestPipeline Pipeline(RetryDefinition definition, double? random = null) =>
        new(definition, _budget, _clock, _observer, random is { } fixedValue ? () => fixedValue : null);

    private Task<HttpAnswer> SendAsync(RequestKind kind, params Attempt[] attempts) => SendAsync(Call(kind), new RetryDefinition(), 0.1, attempts);

    private Task<HttpAnswer> SendAsync(RequestKind kind, double random, params Attempt[] attempts) => SendAsync(Call(kind), new RetryDefinition(), random, attempts);

    private Task<HttpAnswer> SendAsync(HttpCall call, RetryDefinition definition, double? random, params Attempt[] attempts) =>
        _clock.RunAsync(Pipeline(definition, random).SendAsync(call, _ =>
        {
            _sent.Add((_clock.GetUtcNow() - _start).TotalSeconds);
            return Task.FromResult(attempts[Math.Min(_sent.Count, attempts.Length) - 1]);
        }, default));
}
