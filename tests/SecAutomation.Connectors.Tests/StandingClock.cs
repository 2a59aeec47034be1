namespace SecAutomation.Connectors.Tests;

/// <summary>A clock that stands, so that golden results hold on every day.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
}
