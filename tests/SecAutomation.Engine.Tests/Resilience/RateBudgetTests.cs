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

    [Fact]
    public async Task A_limit_that_nobody_named_is_learned_from_the_first_refusals()
    {
        const int Requests = 400;
        const int AtOnce = 8;
        const int Limit = 20;
        FakeTimeProvider clock = Clock.New();
        var budget = new RateBudget(clock);
        var granted = new Queue<DateTimeOffset>();
        (int left, int refused) = (Requests, 0);

        await clock.RunAsync(Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CallAsync())), 0.01);

        refused.ShouldBeInRange(1, Requests / 20);

        async Task<bool> CallAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                bool isDone = false;
                while (!isDone)
                {
                    await budget.AcquireAsync(default);
                    isDone = IsGranted();
                    if (!isDone)
                    {
                        budget.SlowDown();
                        budget.Pause(TimeSpan.FromSeconds(1));
                    }
                }
            }

            return true;
        }

        bool IsGranted()
        {
            lock (granted)
            {
                while (granted.TryPeek(out DateTimeOffset first) && clock.GetUtcNow() - first >= TimeSpan.FromSeconds(1))
                    granted.Dequeue();
                if (granted.Count < Limit)
                {
                    granted.Enqueue(clock.GetUtcNow());
                    return true;
                }

                refused++;
                return false;
            }
        }
    }

    [Fact]
    public async Task A_refusal_that_no_burst_of_ours_explains_slows_nothing_down()
    {
        FakeTimeProvider clock = Clock.New();
        DateTimeOffset start = clock.GetUtcNow();
        var budget = new RateBudget(clock);
        await budget.AcquireAsync(default);
        budget.SlowDown();

        double[] sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(budget, clock, start)));

        sent.ShouldAllBe(second => second == 0);
    }

    private static async Task<double> SendAsync(RateBudget budget, FakeTimeProvider clock, DateTimeOffset start)
    {
        await budget.AcquireAsync(default);
        return (clock.GetUtcNow() - start).TotalSeconds;
    }
}
