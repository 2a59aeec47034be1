using System.Globalization;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to Entra ID: pages by links, and names that several records have.</summary>
public sealed class EntraTests
{
    private const string Devices = "/v1.0/devices";

    [Fact]
    public async Task A_thousand_devices_take_three_requests()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(Page(1, 999, more: true), Page(1000, 1));

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(1000);
        requests.Select(request => request.Path).ShouldBe(["/corp.example/oauth2/v2.0/token", Devices, Devices]);
    }

    [Fact]
    public async Task A_link_that_leads_back_is_an_error_and_not_an_endless_read()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(Page(1, 2, more: true), Page(3, 2, more: true), Page(5, 2));

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("was read already");
        requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Records_of_one_name_are_all_kept_and_say_which_is_in_use()
    {
        (InventoryRead read, _) = await ReadAsync(StubAnswer.Json("""
            {"value":[
            {"deviceId":"a","displayName":"WKS-1","trustType":"ServerAd","accountEnabled":false,"approximateLastSignInDateTime":"2023-01-01T00:00:00Z"},
            {"deviceId":"b","displayName":"WKS-1","trustType":"ServerAd","accountEnabled":true,"approximateLastSignInDateTime":"2025-11-04T00:00:00Z"}]}
            """));

        read.Asset.Select(asset => $"{asset.ComputerName} {asset.AssetId} {asset.Lifecycle}").ShouldBe(["WKS-1 a Disabled", "WKS-1 b Active"]);
    }

    private static StubAnswer Page(int first, int count, bool more = false)
    {
        string devices = string.Join(',', Enumerable.Range(first, count).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"{{\"deviceId\":\"d-{number}\",\"displayName\":\"WKS-{number:D4}\",\"trustType\":\"AzureAd\",\"accountEnabled\":true}}")));
        string next = more ? "\"@odata.nextLink\":\"{server}/v1.0/devices?$skiptoken=next\"," : "";
        return StubAnswer.Json($"{{{next}\"value\":[{devices}]}}");
    }

    private static async Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests)> ReadAsync(params StubAnswer[] pages)
    {
        await using StubServer server = new(
        [
            new StubRule("POST", "/corp.example/oauth2/v2.0/token", StubAnswer.Json("""{"access_token":"stub-access-token","expires_in":3599}""")),
            new StubRule("GET", Devices, pages),
        ]);
        await using LiveConnection connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "entra",
                Connector = ConnectorFolders.Catalog.Find("Entra"),
                Url = server.Url,
                Setting = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = "corp.example", ["clientId"] = "client", ["authority"] = server.Url.AbsoluteUri },
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["clientSecret"] = Secret.FromText("stub-secret") },
            },
            TimeProvider.System);
        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, TimeProvider.System).ReadAssetsAsync([], new Heard(), TestContext.Current.CancellationToken);
        return (read, [.. server.Requests]);
    }
}
