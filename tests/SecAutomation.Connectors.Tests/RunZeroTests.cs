using System.Globalization;
using SecAutomation.Connectors.Tests.Live;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to runZero: pages that name the next one, software apart from its assets, and so many requests a day.</summary>
public sealed class RunZeroTests
{
    [Fact]
    public async Task Pages_follow_the_key_that_the_page_before_names_however_short_it_is()
    {
        // A page that is shorter than asked for, and one that holds nothing, have a next one all the same.
        var pages = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = Page(1, 700, "a"), ["a"] = Page(0, 0, "b"), ["b"] = Page(701, 20, "") };
        await using var trial = new LiveTrial("RunZero", rule => Assets(rule, request => StubAnswer.Json(pages[request.Query("start_key") ?? ""])));

        InventoryRead all = (await trial.ReadAsync()).Assets.ShouldNotBeNull();

        all.Failure.ShouldBeNull();
        all.Asset.Count.ShouldBe(720);
        string?[] keys = [.. trial.Server.Requests.Where(request => request.Path.EndsWith("/assets.json", StringComparison.Ordinal)).Select(request => request.Query("start_key"))];
        keys[..3].ShouldBe([null, "a", "b"]);
    }

    [Fact]
    public async Task The_software_of_a_hundred_found_hosts_is_asked_for_in_two_searches()
    {
        await using var trial = new LiveTrial("RunZero", rule => Assets(
            rule.Path.EndsWith("/software.json", StringComparison.Ordinal) ? rule with { Contains = [], Judge = _ => StubAnswer.Json("""{"software":[],"next_key":""}""") } : rule,
            _ => StubAnswer.Json(Page(1, 500, ""))));

        InventoryRead found = await trial.Streams.ReadAssetsAsync(
            [.. Enumerable.Range(1, 100).Select(i => new HostIdentity { ComputerName = Name(i), Fqdn = Name(i), Alias = [Name(i)] })], trial.Heard, TestContext.Current.CancellationToken);

        found.Failure.ShouldBeNull();
        string?[] searches = [.. trial.Server.Requests.Select(request => request.Query("search")).Where(search => search is not null)];
        searches.Length.ShouldBe(2);
        searches.ShouldAllBe(search => search!.Split(" or ", StringSplitOptions.None).Length == 50);
    }

    [Fact]
    public async Task Requests_that_are_used_up_for_the_day_are_told_with_what_to_do()
    {
        await using var trial = new LiveTrial("RunZero", rule => rule with { Answer = [StubAnswer.Json("""{"title":"rate limit exceeded","status":429}""", 429)] });

        FailureException failure = (await trial.ReadAsync()).Assets!.Failure.ShouldNotBeNull();

        failure.Id.ShouldBe(FailureId.RateLimited);
        failure.Message.ShouldContain("as many requests a day as assets are licensed");
    }

    private static StubRule Assets(StubRule rule, Func<StubRequest, StubAnswer> answer) =>
        rule.Path.EndsWith("/assets.json", StringComparison.Ordinal) ? rule with { Contains = [], Judge = answer } : rule;

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"host{number}.corp.example");

    private static string Page(int first, int count, string next) => $$"""
        {"assets":[{{string.Join(",", Enumerable.Range(first, count).Select(i => $$"""{"id":"id-{{i}}","names":["{{Name(i)}}"],"last_seen":1762221720}"""))}}],"next_key":"{{next}}"}
        """;
}
