using SecAutomation.Engine.Streams.Live;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class HeldBytesTests
{
    [Fact]
    public async Task A_body_waits_until_those_before_it_are_read()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var held = new HeldBytes(100);
        await held.AddAsync(60, token);
        Stream first = held.Hold(new byte[60]);

        Task second = held.AddAsync(60, token);

        second.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();
        await second.WaitAsync(TimeSpan.FromSeconds(30), token);
        await first.DisposeAsync();
        held.AddAsync(60, token).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_is_longer_than_all_that_may_be_held_comes_alone()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var held = new HeldBytes(100);

        await held.AddAsync(500, token).WaitAsync(TimeSpan.FromSeconds(30), token);

        held.AddAsync(1, token).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_waits_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var held = new HeldBytes(100);
        await held.AddAsync(100, stop.Token);
        Task waiting = held.AddAsync(1, stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }
}
