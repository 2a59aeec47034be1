using SecAutomation.Connectors.Tests.Live;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to Fleet: no total, and a search that compares parts of names.</summary>
public sealed class FleetTests
{
    [Fact]
    public async Task Pages_are_read_to_the_first_empty_one_and_hosts_compared_here()
    {
        string[] pages = [Page(1, 500), Page(501, 20), """{"hosts":[]}"""];
        await using var trial = new LiveTrial("Fleet", rule => rule.Path.EndsWith("/hosts", StringComparison.Ordinal)
            ? rule with { Contains = [], Judge = request => StubAnswer.Json(pages[int.Parse(request.Query("page")!, System.Globalization.CultureInfo.InvariantCulture)]) }
            : rule);

        InventoryRead all = (await trial.ReadAsync()).Assets.ShouldNotBeNull();

        all.Failure.ShouldBeNull();
        all.Asset.Count.ShouldBe(520);
        trial.Server.Requests.Select(request => request.Query("page")).ShouldBe(["0", "1", "2"]);
        trial.Server.Requests.ShouldAllBe(request => request.Query("query") == null && request.Query("order_key") == "id");
    }

    private static string Page(int first, int count) =>
        $$"""{"hosts":[{{string.Join(",", Enumerable.Range(first, count).Select(i => $$"""{"id":{{i}},"hostname":"host{{i}}.corp.example","seen_time":"2025-11-04T02:00:00Z"}"""))}}]}""";
}
