using System.Globalization;
using System.Text.Json;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to NetBox: hosts of two kinds, and pages whose addresses are not to be trusted.</summary>
public sealed class NetBoxTests
{
    private const string Devices = "/api/dcim/devices/", Machines = "/api/virtualization/virtual-machines/", Addresses = "/api/ipam/ip-addresses/";

    [Fact]
    public async Task Recorded_pages_are_read_in_full()
    {
        string folder = RecordedSamples.Require(Assert.Skip, "assets", "netbox");
        string devices = File.ReadAllText(Path.Combine(folder, "devices.json")), machines = File.ReadAllText(Path.Combine(folder, "virtual_machines.json"));

        (InventoryRead read, _) = await ReadAsync([StubAnswer.Json(devices)], [StubAnswer.Json(machines)]);

        read.Failure.ShouldBeNull();
        read.IsComplete.ShouldBeTrue();
        read.Asset.Select(asset => asset.ComputerName).ShouldBe(
            new[] { devices, machines }.SelectMany(page => JsonDocument.Parse(page).RootElement.GetProperty("results").EnumerateArray()).Select(record => record.GetProperty("name").GetString()));
        Asset core = read.Asset.First(asset => asset.ComputerName == "test1-core1");
        core.IPAddress.ShouldBe(["10.0.254.1"]);
        core.OperatingSystem.ShouldBe("Juniper Junos");
        core.Lifecycle.ShouldBe(AssetLifecycle.Active);
    }

    [Fact]
    public void A_patch_panel_without_a_name_is_no_host_and_no_trouble()
    {
        Heard heard = new();
        InventoryRead read = RecordedReports.ReadAssets(
            """
            {"count":3,"results":[{"url":"u1","name":"web01","device_type":{}},{"url":"u2","name":null,"device_type":{},"primary_ip4":null},
             {"url":"u3","name":null,"device_type":{},"primary_ip4":{"address":"192.0.2.7/24"}}]}
            """, heard);

        (read.Failure, read.IsComplete, read.Received, read.Skipped).ShouldBe((null, true, 3, 0));
        read.Asset.Select(asset => asset.ComputerName).ShouldBe(["web01", "192.0.2.7"]);
        heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Devices_without_a_name_are_not_asked_for()
    {
        (_, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(Devices, 1, 1)], [Page(Machines, 1, 1)]);

        requests.Where(request => request.Path is Devices or Machines).ShouldAllBe(request => request.Query("name__empty") == "false");
    }

    [Fact]
    public async Task A_host_has_the_addresses_of_all_its_network_cards()
    {
        string Assigned(string path, string address) => $$"""{"url":"http://inside/{{address.Length}}/","address":"{{address}}","assigned_object":{"{{(path == Devices ? "device" : "virtual_machine")}}":{"url":"http://inside{{path}}1/"} } }""";

        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(
            [Page(Devices, 1, 1)],
            [Page(Machines, 1, 1)],
            StubAnswer.Json($$"""{"count":4,"results":[{{Assigned(Devices, "192.0.2.1/24")}},{{Assigned(Machines, "192.0.2.2/24")}},{{Assigned(Devices, "2001:db8::1/64")}},{"url":"x","address":"192.0.2.9/24","assigned_object":null}]}"""));

        read.Failure.ShouldBeNull();
        read.IsComplete.ShouldBeTrue();
        read.Asset.Select(asset => asset.IPAddress!).ShouldBe([["192.0.2.1", "2001:db8::1"], ["192.0.2.2"]]);
        read.Received.ShouldBe(2);
        requests[^1].Query("assigned_to_interface").ShouldBe("true");
    }

    [Fact]
    public async Task A_thousand_devices_with_an_address_each_take_five_requests()
    {
        static StubAnswer Assigned(int first) => StubAnswer.Json(
            $$"""{"count":1000,"results":[{{string.Join(',', Enumerable.Range(first, 500).Select(i => $$"""{"url":"x","address":"10.0.{{i / 250}}.{{1 + (i % 250)}}/16","assigned_object":{"device":{"url":"http://inside{{Devices}}{{i}}/"} } }"""))}}]}""");

        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(
            [Page(Devices, 1000, [.. Enumerable.Range(1, 500)]), Page(Devices, 1000, [.. Enumerable.Range(501, 500)])], [Page(Machines, 0)], Assigned(1), Assigned(501));

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(1000);
        read.Asset.ShouldAllBe(asset => asset.IPAddress!.Length == 1);
        requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Fewer_addresses_than_were_announced_are_never_a_shorter_list()
    {
        (InventoryRead read, _) = await ReadAsync([Page(Devices, 1, 1)], [Page(Machines, 0)], StubAnswer.Json("""{"count":2,"results":[{"url":"x","address":"192.0.2.9/24"}]}"""));

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public async Task A_device_and_a_virtual_machine_of_one_number_are_two_hosts()
    {
        (InventoryRead read, _) = await ReadAsync([Page(Devices, 1, 1)], [Page(Machines, 1, 1)]);

        read.Asset.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pages_are_asked_for_by_offset_at_our_own_address_whatever_the_answer_names_as_next()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(
            [Page(Devices, 501, [.. Enumerable.Range(1, 500)]), Page(Devices, 501, 501)], [Page(Machines, 0)]);

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(501);
        requests.Select(request => request.Path).ShouldBe([Devices, Devices, Machines, Addresses]);
        requests.ShouldAllBe(request => request.Header["Authorization"] == "Token stub-token");
    }

    [Fact]
    public async Task Fewer_records_than_were_announced_are_never_a_shorter_list()
    {
        (InventoryRead read, _) = await ReadAsync([Page(Devices, 3, 1, 2), Page(Devices, 3)], [Page(Machines, 0)]);

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
    }

    private static StubAnswer Page(string path, int total, params int[] numbers)
    {
        string records = string.Join(',', numbers.Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":{number},\"url\":\"http://inside{path}{number}/\",\"name\":\"h{path.Length}-{number}\",\"device_type\":{{\"id\":1}},\"vcpus\":1,\"cluster\":{{\"id\":1}},\"status\":{{\"value\":\"active\"}}}}")));
        return StubAnswer.Json(string.Create(CultureInfo.InvariantCulture, $"{{\"count\":{total},\"next\":\"http://inside{path}?limit=500&offset=500\",\"previous\":null,\"results\":[{records}]}}"));
    }

    private static async Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests)> ReadAsync(StubAnswer[] devices, StubAnswer[] machines, params StubAnswer[] addresses)
    {
        await using StubServer server = new([new StubRule("GET", Devices, devices), new StubRule("GET", Machines, machines), new StubRule("GET", Addresses, addresses.Length > 0 ? addresses : [StubAnswer.Json("""{"count":0,"results":[]}""")])]);
        await using LiveConnection connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "netbox",
                Connector = ConnectorFolders.Catalog.Find("NetBox"),
                Url = server.Url,
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["token"] = Secret.FromText("stub-token") },
            },
            TimeProvider.System);
        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, TimeProvider.System).ReadAssetsAsync([], new Heard(), TestContext.Current.CancellationToken);
        return (read, [.. server.Requests]);
    }
}
