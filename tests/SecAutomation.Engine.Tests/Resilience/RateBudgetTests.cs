using Microsoft.Extensions.Time.Testing;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Tests.Resilience;

public sealed class RateBudgetTests
{
    [Fact]
    public async Task Parallel_requests_share_the_limit()
    {
        FakeTimeProvider clock = Clock.New();
        DateTimeOffset start = clock.GetUtcNow();
        var budget = new RateBudget(clock, new RateLimit(20, TimeSpan.FromSeconds(1)));
        double[] sent = await clock.RunAsync(Task.WhenAll(Enumerable.Range(0, 60).Select(_ => SendAsync(budget, clock, start))), 0.05);
        Array.Sort(sent);
        for (int i = 0; i + 21 < sent.Length; i++)
            (sent[i + 21] - sent[i]).ShouldBeGreaterThanOrEqualTo(1 - 0.001);

        sent[^1].ShouldBeInRange(2.9, 3.6);
    }

    [Fact]
    public async Task Nobody_sends_before_the_end_of_a_pause_even_if_it_began_while_they_waited()
    {
        FakeTimeProvider clock = Clock.New();
        DateTimeOffset start = clock.GetUtcNow();
        var budget = new RateBudget(clock, new RateLimit(1, TimeSpan.FromSeconds(1)));
        await budget.AcquireAsync(default);
        Task<double>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => SendAsync(budget, clock, start))];
        budget.Pause(TimeSpan.FromSeconds(40));
        budget.Pause(TimeSpan.FromSeconds(3));
        (await clock.RunAsync(Task.WhenAll(waiting))).Min().ShouldBeGreaterThanOrEqualTo(40);
    }

    [Fact]
    public async Task A_wait_ends_with_a_cancellation()
    {
        var budget = new RateBudget(Clock.New());
        budget.Pause(TimeSpan.FromHours(1));
        using var stop = new CancellationTokenSource();
        Task waiting = budget.AcquireAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    private static async Task<double> SendAsync(RateBudget budget, FakeTimeProvider clock, DateTimeOffset start)
    {
        await budget.AcquireAsync(default);
        return (clock.GetUtcNow() - start).TotalSeconds;
    }
}
