using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to Snipe-IT: refusals that look well, texts as for a web page, fields that each site names itself.</summary>
public sealed class SnipeITTests
{
    private const string Path = "/api/v1/hardware";

    [Theory]
    [InlineData("simpson_corp")]
    [InlineData("south_park")]
    public async Task Recorded_rows_are_read_in_full(string tenant)
    {
        string folder = RecordedSamples.Require(Assert.Skip, "assets", "snipeit");
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "cartography-snipeit-assets.json")));
        JsonElement[] rows = [.. recorded.RootElement.GetProperty("ASSETS").GetProperty(tenant).EnumerateArray()];

        (InventoryRead read, _) = await ReadAsync([StubAnswer.Json($$"""{"total":{{rows.Length}},"rows":[{{string.Join(',', rows.Select(row => row.GetRawText()))}}]}""")]);

        read.Failure.ShouldBeNull();
        read.Asset.Select(asset => asset.ComputerName).ShouldBe(rows.Select(row => row.GetProperty("name").GetString()));
        read.Asset.Select(asset => asset.SerialNumber).ShouldBe(rows.Select(row => row.GetProperty("serial").GetString() is { Length: > 0 } serial ? serial : null));
    }

    [Fact]
    public async Task A_thousand_assets_take_two_requests_in_the_order_of_their_numbers()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(1000, 1, 500), Page(1000, 501, 500)]);

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(1000);
        requests.Select(request => request.Query("offset")).ShouldBe(["0", "500"]);
        requests.ShouldAllBe(request => request.Query("sort") == "id" && request.Query("limit") == "500" && request.Header["Accept"] == "application/json");
    }

    [Fact]
    public async Task A_server_of_smaller_pages_is_read_to_its_end()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(500, 1, 200), Page(500, 201, 200), Page(500, 401, 100)]);

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(500);
        requests.Select(request => request.Query("offset")).ShouldBe(["0", "200", "400"]);
    }

    [Fact]
    public async Task A_server_that_gives_smaller_pages_and_passes_over_assets_is_never_a_shorter_list()
    {
        (InventoryRead read, _) = await ReadAsync([Page(1000, 1, 200), Page(1000, 501, 200)]);

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public async Task A_server_of_smaller_pages_is_read_where_the_connection_says_how_small()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(500, 1, 200), Page(500, 201, 200), Page(500, 401, 100)], ("pageSize", "200"));

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(500);
        requests.Select(request => $"{request.Query("limit")} {request.Query("offset")}").ShouldBe(["200 0", "200 200", "200 400"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_size_that_is_none_is_an_error_that_names_the_setting(string size)
    {
        (InventoryRead read, _) = await ReadAsync([Page(1, 1, 1)], ("pageSize", size));

        read.Failure!.Id.ShouldBe(FailureId.ConnectionInvalid);
        read.Failure.Message.ShouldContain("'pageSize'");
    }

    [Fact]
    public async Task A_refusal_with_status_200_says_what_the_server_says()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync([StubAnswer.Json("""{"status":"error","messages":"You do not have permission to view assets.","payload":null}""")]);

        read.Failure!.Id.ShouldBe(FailureId.RequestRefused);
        read.Failure.Message.ShouldContain("You do not have permission to view assets.");
        requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_stands_in_the_field_that_the_connection_names()
    {
        JsonObject row = Row(1);
        row["custom_fields"] = JsonNode.Parse("""{"Primary IP":{"field":"_snipeit_primary_ip_9","value":"192.0.2.7","field_format":"IP"},"IP Address":{"value":"192.0.2.8"}}""");

        (InventoryRead read, _) = await ReadAsync([StubAnswer.Json($$"""{"total":1,"rows":[{{row.ToJsonString()}}]}""")], ("addressField", "Primary IP"));

        read.Asset.ShouldHaveSingleItem().IPAddress!.ShouldBe(["192.0.2.7"]);
    }

    private static JsonObject Row(int number) => new()
    {
        ["id"] = number,
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"host{number}"),
        ["asset_tag"] = string.Create(CultureInfo.InvariantCulture, $"SA-{number}"),
        ["status_label"] = new JsonObject { ["status_meta"] = "deployed" },
    };

    private static StubAnswer Page(int total, int first, int count) =>
        StubAnswer.Json($$"""{"total":{{total}},"rows":[{{string.Join(',', Enumerable.Range(first, count).Select(number => Row(number).ToJsonString()))}}]}""");

    private static async Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests)> ReadAsync(StubAnswer[] answers, params (string Name, string Value)[] settings)
    {
        await using StubServer server = new([new StubRule("GET", Path, answers)]);
        await using LiveConnection connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "snipe",
                Connector = ConnectorFolders.Catalog.Find("SnipeIT"),
                Url = server.Url,
                Setting = settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["token"] = Secret.FromText("stub-token") },
            },
            new FastClock());
        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, TimeProvider.System).ReadAssetsAsync([], new Heard(), TestContext.Current.CancellationToken);
        return (read, [.. server.Requests]);
    }
}
