using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>How many requests a product has to answer at once.</summary>
public sealed class ThrottleTests : IClassFixture<ModuleFixture>
{
    private const int Requests = 6;

    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(700);

    private readonly ModuleSession _session;

    public ThrottleTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
        using var place = new Workplace();
        string samples = StagedModule.Combine("samples/connectors/OurCmdb");
        place.Write("ThrottledCmdb/connector.yaml", File.ReadAllText(Path.Combine(samples, "connector.yaml")).Replace("name: OurCmdb", "name: ThrottledCmdb", StringComparison.Ordinal));
        place.Write("ThrottledCmdb/Streams/machines.yaml", File.ReadAllText(Path.Combine(samples, "Streams", "machines.yaml")).Replace("hosts: 50", "hosts: 2", StringComparison.Ordinal).Replace("size: 500", "size: 1", StringComparison.Ordinal));
        _session.Run("param($cmdb) $null = Register-SecConnector $cmdb", ("cmdb", place.Combine("ThrottledCmdb"))).Succeeded();
    }

    [Theory]
    [InlineData("", "-ThrottleLimit 1", 1)]
    [InlineData("", "-ThrottleLimit 3", 3)]
    [InlineData("-ThrottleLimit 2", "", 2)]
    [InlineData("-ThrottleLimit 1", "-ThrottleLimit 2", 2)]
    public async Task No_more_requests_run_at_once_than_the_connection_or_the_call_says(string registered, string called, int most)
    {
        var arrivals = new ConcurrentQueue<long>();
        await using var inventory = new StubServer(request =>
        {
            // What is asked first is how large the inventory is.
            if (string.IsNullOrEmpty(request.Query("search")))
                return StubAnswer.Json($$"""{"total":100,"machines":[{{StubProducts.Machine("other")}}]}""");

            arrivals.Enqueue(Stopwatch.GetTimestamp());
            return StubAnswer.Json("""{"total":0,"machines":[]}""") with { Delay = s_delay };
        });
        StubProducts.Register(_session, "throttled", "ThrottledCmdb", inventory.Url, more: registered);

        _session.Run(string.Create(CultureInfo.InvariantCulture, $"1..{Requests * 2} | ForEach-Object {{ \"web$_\" }} | Find-Asset -Connection throttled {called}")).Succeeded();

        arrivals.Count.ShouldBe(Requests);
        AtOnce([.. arrivals]).ShouldBe(most);
    }

    // What arrived less than the delay ago is not answered yet; timers may be early by some milliseconds.
    private static int AtOnce(long[] arrivals) => arrivals.Max(now => arrivals.Count(
        one => one <= now && Stopwatch.GetElapsedTime(one, now) < s_delay - TimeSpan.FromMilliseconds(50)));
}
