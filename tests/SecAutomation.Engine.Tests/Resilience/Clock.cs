using Microsoft.Extensions.Time.Testing;

namespace SecAutomation.Engine.Tests.Resilience;

/// <summary>Lets a clock of its own run until work that waits for it is done.</summary>
internal static class Clock
{
    public static FakeTimeProvider New() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static async Task<T> RunAsync<T>(this FakeTimeProvider clock, Task<T> work, double stepSeconds = 1)
    {
        for (int i = 0; i < 20_000 && !work.IsCompleted; i++)
        {
            // Continuations run on the pool; they get their turn before the clock goes on.
            for (int turn = 0; turn < 2 && !work.IsCompleted; turn++)
                await Task.Delay(1);

            clock.Advance(TimeSpan.FromSeconds(stepSeconds));
        }

        work.IsCompleted.ShouldBeTrue("the work waits for something that never comes");
        return await work;
    }
}
