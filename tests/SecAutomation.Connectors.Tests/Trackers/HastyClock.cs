namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>A clock that goes on as soon as somebody waits for long.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private long _skipped;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _skipped));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < s_long)
            return base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Add(ref _skipped, dueTime.Ticks);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
