using System.Globalization;
using System.Text.Json;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to Axonius: its query language, and records that several products wrote.</summary>
public sealed class AxoniusTests
{
    private const string Path = "/api/v2/assets/devices";

    [Fact]
    public async Task Hosts_are_looked_up_in_one_query_in_every_case_that_a_source_may_spell()
    {
        (_, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(1, Device("1", """ "specific_data.data.hostname":["web01"] """))], "Web01.corp.example", "db02");

        JsonElement body = JsonDocument.Parse(requests.ShouldHaveSingleItem().Body).RootElement;
        string query = body.GetProperty("query").GetString()!;
        query.ShouldStartWith("(\"specific_data.data.hostname\" in [");
        foreach (string literal in new[] { "\"Web01.corp.example\"", "\"web01.corp.example\"", "\"WEB01.CORP.EXAMPLE\"", "\"web01\"", "\"WEB01\"", "\"db02\"", "\"DB02\"" })
            query.ShouldContain(literal, Case.Sensitive);
        query.ShouldContain(" or \"specific_data.data.name\" in [");
        body.GetProperty("fields").EnumerateArray().Select(field => field.GetString()).Contains("specific_data.data.installed_software", StringComparer.Ordinal).ShouldBeTrue();
        body.GetProperty("page").GetProperty("limit").GetInt32().ShouldBe(2000);
        body.GetProperty("use_cache_entry").GetBoolean().ShouldBeFalse();
        requests[0].Header["api-key"].ShouldBe("stub-key");
        requests[0].Header["api-secret"].ShouldBe("stub-secret");
    }

    [Fact]
    public async Task A_host_of_a_short_name_alone_is_found_where_the_full_name_alone_is_known()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(
            [Page(2, Device("1", """ "specific_data.data.fqdn":["WEB01.corp.example"] """), Device("2", """ "specific_data.data.fqdn":["web01x.corp.example"] """))],
            "web01", "DB_02", "app01.corp.example", "no.name!");

        string query = JsonDocument.Parse(requests.ShouldHaveSingleItem().Body).RootElement.GetProperty("query").GetString()!;
        foreach (string field in new[] { "hostname", "name", "fqdn" })
            query.ShouldContain($"\"specific_data.data.{field}\" == regex(\"^(web01|db_02)[.]\", \"i\")");
        read.Failure.ShouldBeNull();
        read.Asset.ShouldHaveSingleItem().Fqdn.ShouldBe("web01.corp.example", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task No_expression_is_asked_for_where_every_full_name_is_known()
    {
        (_, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(0)], "web01.corp.example", "db02.corp.example");

        JsonDocument.Parse(requests.ShouldHaveSingleItem().Body).RootElement.GetProperty("query").GetString()!.ShouldNotContain("regex");
    }

    [Theory]
    [InlineData("x\"] or (\"internal_axon_id\" exists")]
    [InlineData("x\\\"] or (\"internal_axon_id\" exists")]
    [InlineData("x\\")]
    public async Task A_host_whose_name_is_a_query_is_looked_for_by_its_letters(string name)
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(0)], name);

        read.Failure.ShouldBeNull();
        foreach (StubRequest request in requests)
        {
            JsonElement body = JsonDocument.Parse(request.Body).RootElement;
            if (body.TryGetProperty("query", out JsonElement query))
                OutsideLiterals(query.GetString()!).ShouldNotContain("exists");
        }
    }

    [Fact]
    public async Task A_field_is_a_list_with_an_entry_of_each_adapter_or_one_value_or_absent()
    {
        InventoryRead read = await ReadWholeAsync(
            Device("1", """
                "specific_data.data.hostname":["A","a.corp.example","A"],"specific_data.data.hostname_preferred":"A",
                "specific_data.data.network_interfaces.ips_preferred":["192.0.2.1"],"specific_data.data.network_interfaces.ips":"192.0.2.2",
                "specific_data.data.os.type_distribution":["Windows XP","Windows XP","Windows 10"]
                """),
            Device("2", """ "specific_data.data.hostname":"b","specific_data.data.network_interfaces.ips":null,"specific_data.data.owner":[] """));

        read.Asset.Count.ShouldBe(2);
        read.Asset[0].ComputerName.ShouldBe("A");
        read.Asset[0].IPAddress.ShouldBe(["192.0.2.1", "192.0.2.2"]);
        read.Asset[0].OperatingSystem.ShouldBe("Windows XP or Windows 10");
        read.Asset[1].IPAddress.ShouldBeNull();
        read.Asset[1].InstalledSoftware.ShouldBeNull();
    }

    [Fact]
    public async Task An_interface_with_ips_v4_alone_and_the_same_address_twice_gives_each_address_once()
    {
        InventoryRead read = await ReadWholeAsync(Device("1", """
            "specific_data.data.hostname":["a"],"specific_data.data.network_interfaces.ips_v4":["192.0.2.1","192.0.2.1"],
            "specific_data.data.network_interfaces.mac":["00:00:5E:00:53:01","00:00:5e:00:53:01"]
            """));

        read.Asset[0].IPAddress!.ShouldBe(["192.0.2.1"]);
        read.Asset[0].MacAddress!.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Dates_are_of_RFC_1123_and_the_latest_counts()
    {
        InventoryRead read = await ReadWholeAsync(Device("1", """
            "specific_data.data.hostname":["a"],"specific_data.data.last_seen":["Mon, 01 Dec 2025 00:03:29 GMT","Sun, 30 Nov 2025 00:00:00 GMT"]
            """));

        read.Asset[0].LastSeen.ShouldBe(new DateTimeOffset(2025, 12, 1, 0, 3, 29, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_device_that_contradicts_itself_keeps_all_its_names_and_the_adapters_that_gave_them()
    {
        InventoryRead read = await ReadWholeAsync(Device("1", """
            "specific_data.data.hostname":["esx-monitor"],"specific_data.data.fqdn":["henry-mbp.corp.example"],"adapters":["esx_adapter","jamf_adapter"]
            """));

        read.Asset[0].ComputerName.ShouldBe("esx-monitor");
        read.Asset[0].Alias.Contains("henry-mbp.corp.example", StringComparer.Ordinal).ShouldBeTrue();
        read.Asset[0].Adapter.ShouldBe(["esx_adapter", "jamf_adapter"]);
    }

    [Fact]
    public async Task The_same_software_of_several_adapters_counts_once()
    {
        InventoryRead read = await ReadWholeAsync(Device("1", """
            "specific_data.data.hostname":["a"],"specific_data.data.installed_software":[
              {"name":"nginx","version":"1.18.0","vendor":"F5"},{"name":"NGINX","version":"1.18.0","vendor":"f5"},{"name":"nginx","version":"1.20.0","vendor":"F5"}]
            """));

        read.Asset[0].InstalledSoftware!.Select(software => software.Version).ShouldBe(["1.18.0", "1.20.0"]);
    }

    [Fact]
    public async Task A_device_that_stands_on_two_pages_counts_once_and_a_missing_one_is_noticed()
    {
        string a = Device("1", """ "specific_data.data.hostname":["a"] """), b = Device("2", """ "specific_data.data.hostname":["b"] """);

        (InventoryRead whole, IReadOnlyList<StubRequest> requests) = await ReadAsync([Page(3, 2, a, b), Page(3, 2, b)]);
        (InventoryRead part, _) = await ReadAsync([Page(4, 2, a, b), Page(4, 2, b), Page(4, 2)]);

        whole.Failure.ShouldBeNull();
        whole.Asset.Select(asset => asset.ComputerName).ShouldBe(["a", "b"]);
        requests.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("page").GetProperty("offset").GetInt32()).ShouldBe([0, 2]);
        part.IsComplete.ShouldBeFalse();
        part.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public async Task A_server_that_ignores_the_query_is_not_believed()
    {
        string[] others = [.. Enumerable.Range(1, 5).Select(i => Device($"{i}", $$""" "specific_data.data.hostname":["other{{i}}"] """))];

        (InventoryRead read, _) = await ReadAsync([Page(5, others)], "web01");

        read.Asset.ShouldBeEmpty();
        read.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_of_the_cache_says_of_what_time_it_is()
    {
        Heard cached = new(), fresh = new();

        await ReadAsync([StubAnswer.Json("""{"assets":[],"meta":{"page":{"number":1,"size":2000,"totalResources":0},"is_data_from_cache":true,"cache_last_updated":"Tue, 04 Nov 2025 02:00:00 GMT"}}""")], cached);
        await ReadAsync([Page(0)], fresh);

        cached.Tales.ShouldContain(tale => tale.EndsWith("was answered from a cache of 2025-11-04 02:00 UTC.", StringComparison.Ordinal));
        fresh.Tales.ShouldNotContain(tale => tale.Contains("cache", StringComparison.Ordinal));
    }

    private static string Device(string id, string fields) => $$"""{"internal_axon_id":"{{id}}",{{fields}}}""";

    private static StubAnswer Page(int total, params string[] devices) => Page(total, 2000, devices);

    private static StubAnswer Page(int total, int size, params string[] devices) => StubAnswer.Json(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"assets\":[{string.Join(',', devices)}],\"meta\":{{\"page\":{{\"number\":1,\"size\":{size},\"totalResources\":{total}}}}}}}"));

    private static async Task<InventoryRead> ReadWholeAsync(params string[] devices)
    {
        (InventoryRead read, _) = await ReadAsync([Page(devices.Length, devices)]);
        read.Failure.ShouldBeNull();
        return read;
    }

    private static Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests)> ReadAsync(StubAnswer[] answers, params string[] hosts) => ReadAsync(answers, new Heard(), hosts);

    private static async Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests)> ReadAsync(StubAnswer[] answers, Heard heard, params string[] hosts)
    {
        await using StubServer server = new([new StubRule("POST", Path, answers)]);
        await using LiveConnection connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "axonius",
                Connector = ConnectorFolders.Catalog.Find("Axonius"),
                Url = server.Url,
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["apiKey"] = Secret.FromText("stub-key"), ["apiSecret"] = Secret.FromText("stub-secret") },
            },
            TimeProvider.System);
        LiveStreams streams = new(connection, ReadLimits.Default, TimeProvider.System);
        HostIdentity[] sought = [.. hosts.Select(name => new HostIdentity { ComputerName = name, Alias = [name] })];
        InventoryRead read = await streams.ReadAssetsAsync(sought, heard, TestContext.Current.CancellationToken);
        return (read, [.. server.Requests]);
    }

    // What stands in quotes is a literal, up to the quote that no backslash escapes.
    private static string OutsideLiterals(string query)
    {
        System.Text.StringBuilder outside = new();
        bool isLiteral = false;
        for (int i = 0; i < query.Length; i++)
        {
            if (query[i] == '\\' && isLiteral)
                i++;
            else if (query[i] == '"')
                isLiteral = !isLiteral;
            else if (!isLiteral)
                outside.Append(query[i]);
        }

        return outside.ToString();
    }
}
