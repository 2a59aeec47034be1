using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Looking hosts up in a product.</summary>
public sealed class LiveAssetTests
{
    private const string Path = "/api/assets/search";

    [Fact]
    public async Task Hosts_are_asked_for_in_batches_in_the_products_language()
    {
        await using var acme = new LiveAcmeServer(
        [
            new StubRule("POST", Path, LiveAcmeServer.Assets(2, "Web01", "db02")) { Contains = ["web01"] },
            new StubRule("POST", Path, LiveAcmeServer.Assets(1, "app03")) { Contains = ["app03"] },
        ]);

        InventoryRead read = await acme.ReadAssetsAsync("Web01", "DB\"02", "app03");

        read.Failure.ShouldBeNull();
        read.IsWhole.ShouldBeFalse();
        read.IsComplete.ShouldBeTrue();
        acme.Server.Requests.Count.ShouldBe(2);
        string body = System.Text.Json.JsonDocument.Parse(acme.Server.Requests.Single(request => request.Body.Contains("web01", StringComparison.Ordinal)).Body)
            .RootElement.GetProperty("query").GetString()!;
        body.ShouldBe("""name in ["Web01","DB\"02","web01","db\"02"]""");
        read.Asset.Select(asset => asset.ComputerName).ShouldBe(["Web01", "app03"]);
    }

    [Fact]
    public async Task Many_hosts_of_a_small_inventory_are_found_by_reading_all_of_it()
    {
        await using var acme = new LiveAcmeServer([new StubRule("POST", Path, LiveAcmeServer.Assets(3, "web01", "web02"), LiveAcmeServer.Assets(3, "web03"))]);

        InventoryRead read = await acme.ReadAssetsAsync("web01", "a", "b", "c", "d", "e", "f");

        read.Failure.ShouldBeNull();
        acme.Server.Requests.Count.ShouldBe(2);
        acme.Server.Requests.ShouldAllBe(request => !request.Body.Contains("query", StringComparison.Ordinal));
        read.Asset.ShouldHaveSingleItem().ComputerName.ShouldBe("web01");
        read.Received.ShouldBe(3);
        read.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Some_hosts_of_a_large_inventory_are_asked_for_after_a_look_at_its_size()
    {
        await using var acme = new LiveAcmeServer(
        [
            new StubRule("POST", Path, LiveAcmeServer.Assets(0)) { Contains = ["name in"] },
            new StubRule("POST", Path, LiveAcmeServer.Assets(10_000, "web01", "web02")),
        ]);

        InventoryRead read = await acme.ReadAssetsAsync("web01", "b", "c", "d", "e");

        read.Failure.ShouldBeNull();
        acme.Server.Requests.Count.ShouldBe(4);
        read.Asset.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_hosts_the_whole_inventory_is_read()
    {
        await using var acme = new LiveAcmeServer([new StubRule("POST", Path, LiveAcmeServer.Assets(3, "web01", "web02"), LiveAcmeServer.Assets(3, "web03"))]);

        InventoryRead read = await acme.ReadAssetsAsync();

        read.IsWhole.ShouldBeTrue();
        read.Asset.Count.ShouldBe(3);
        read.Expected.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_does_not_search_is_noticed()
    {
        await using var acme = new LiveAcmeServer([new StubRule("POST", Path, LiveAcmeServer.Assets(3, "web01", "web02"), LiveAcmeServer.Assets(3, "web03"))]);

        InventoryRead read = await acme.ReadAssetsAsync("other");

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("does not search by what it was asked");
        read.IsComplete.ShouldBeFalse();
    }
}
