using System.Globalization;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to the CMDB of ServiceNow: searches that are left out in silence, records that are hidden, values of two kinds.</summary>
public sealed class ServiceNowCmdbTests
{
    private const string Tables = "/api/now/v2/table/", Computers = Tables + "cmdb_ci_computer", Adapters = Tables + "cmdb_ci_network_adapter",
        Addresses = Tables + "cmdb_ci_ip_address", Instances = Tables + "cmdb_software_instance", Installations = Tables + "cmdb_sam_sw_install";

    [Fact]
    public async Task Values_are_those_of_the_instance_and_people_and_places_have_their_names()
    {
        string record = """
            {"sys_id":{"display_value":"s1","value":"s1"},"name":{"display_value":"WEB01","value":"WEB01"},"fqdn":{"display_value":"","value":""},"sys_class_name":{"display_value":"Linux Server","value":"cmdb_ci_linux_server"},
            "install_status":{"display_value":"Retired","value":"7"},"last_discovered":{"display_value":"2026-11-23 18:00:00","value":"2026-11-24 02:00:00"},"location":{"display_value":"Berlin","value":"25ab9c4d"},
            "support_group":{"display_value":"","value":""},"assigned_to":{"display_value":"Annie Approver","value":"02826bf0"},"duplicate_of":{"display_value":"WEB02","value":"s2"}}
            """;

        (InventoryRead read, _) = await ReadAsync([], [new(Computers, [Answer(1, record)])]);

        read.Failure.ShouldBeNull();
        Asset asset = read.Asset.ShouldHaveSingleItem();
        asset.ComputerName.ShouldBe("WEB01");
        asset.Tag.ShouldBe(["cmdb_ci_linux_server"]);
        asset.Lifecycle.ShouldBe(AssetLifecycle.Retired);
        asset.LastSeen.ShouldBe(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
        asset.Location.ShouldBe("Berlin");
        asset.Owner.ShouldBe("Annie Approver");
        asset.DuplicateOf.ShouldBe("s2");
    }

    [Fact]
    public async Task Software_asset_management_is_asked_where_the_connection_says_so()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(
            ["h1"],
            [new(Computers, [Answer(1, Computer(1))]), new(Installations, [Answer(1, """{"installed_on":"s00001","display_name":"7-Zip 23.01","publisher":"Igor Pavlov","version":"23.01"}""")])],
            ("software", "sam"),
            ("addresses", "false"));

        read.Failure.ShouldBeNull();
        InstalledSoftware software = read.Asset.ShouldHaveSingleItem().InstalledSoftware!.ShouldHaveSingleItem();
        (software.Name, software.Version, software.Publisher).ShouldBe(("7-Zip 23.01", "23.01", "Igor Pavlov"));
        requests.Select(request => request.Path).ShouldBe([Computers, Installations]);
    }

    [Fact]
    public async Task A_name_cannot_leave_its_place_in_the_search()
    {
        (_, IReadOnlyList<StubRequest> requests) = await ReadAsync(["x^ORnameISNOTEMPTY"], [new(Computers, [Answer(0)])]);

        string search = requests[0].Query("sysparm_query")!;
        search.ShouldContain("nameINx^^ORnameISNOTEMPTY,");
        search.ShouldEndWith("^ORDERBYsys_id");
    }

    [Fact]
    public async Task A_short_name_finds_the_host_that_is_registered_in_full()
    {
        (InventoryRead read, IReadOnlyList<StubRequest> requests) = await ReadAsync(["h1"], [new(Computers, [Answer(1, Computer(1, "h1.corp.example"))])]);

        read.Asset.ShouldHaveSingleItem();
        requests[0].Query("sysparm_query")!.ShouldContain("nameINh1,H1^ORhost_nameINh1,H1^ORnameSTARTSWITHh1.^ORfqdnSTARTSWITHh1.");
    }

    [Fact]
    public async Task A_search_that_was_left_out_is_never_a_host_that_is_not_there()
    {
        (InventoryRead read, _) = await ReadAsync(["elsewhere"], [new(Computers, [Answer(3, Computer(1), Computer(2), Computer(3))])]);

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public async Task Records_that_an_access_control_hides_are_never_a_shorter_list()
    {
        (InventoryRead read, _) = await ReadAsync([], [new(Computers, [Answer(3, Computer(1), Computer(2)), Answer(3, Computer(2))])]);

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("brings records again that came before");
    }

    [Theory]
    [InlineData("""{"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":""},"status":"failure"}""")]
    [InlineData("""{"result":[],"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":""},"status":"failure"}""")]
    public async Task An_answer_of_200_that_holds_an_error_is_no_empty_inventory(string body)
    {
        (InventoryRead read, _) = await ReadAsync([], [new(Computers, [StubAnswer.Json(body) with { Header = Total(3) }])]);

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public async Task A_free_text_and_nothing_else_is_a_record_and_no_error()
    {
        (InventoryRead read, _) = await ReadAsync([], [new(Computers, [Answer(2, Computer(1, "PS LinuxApp01"), Computer(2, "*ANNIE-IBM"))])]);

        read.Failure.ShouldBeNull();
        read.Asset.Count.ShouldBe(2);
    }

    private static string Computer(int number, string? name = null) => string.Create(
        CultureInfo.InvariantCulture, $$$"""{"sys_id":{"value":"s{{{number:D5}}}"},"name":{"value":"{{{name ?? $"h{number}"}}}"},"sys_class_name":{"value":"cmdb_ci_server"}}""");

    private static Dictionary<string, string> Total(int total) => new(StringComparer.OrdinalIgnoreCase) { ["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture) };

    private static StubAnswer Answer(int total, params string[] records) => StubAnswer.Json($$"""{"result":[{{string.Join(',', records)}}]}""") with { Header = Total(total) };

    private static async Task<(InventoryRead Read, IReadOnlyList<StubRequest> Requests)> ReadAsync(string[] sought, (string Path, StubAnswer[] Answers)[] tables, params (string Name, string Value)[] settings)
    {
        await using StubServer server = new(
        [
            .. tables.Select(table => new StubRule("GET", table.Path, table.Answers)),
            .. new[] { Adapters, Addresses, Instances, Installations }.Except(tables.Select(table => table.Path), StringComparer.Ordinal).Select(path => new StubRule("GET", path, [Answer(0)])),
        ]);
        await using LiveConnection connection = LiveConnection.Open(
            new ConnectionSettings
            {
                Name = "cmdb",
                Connector = ConnectorFolders.Catalog.Find("ServiceNowCmdb"),
                Url = server.Url,
                Setting = settings.Append(("user", "svc")).ToDictionary(setting => setting.Item1, setting => setting.Item2, StringComparer.Ordinal),
                Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["password"] = Secret.FromText("stub-password") },
            },
            new FastClock());
        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, TimeProvider.System).ReadAssetsAsync(
            [.. sought.Select(name => new HostIdentity { ComputerName = name })], new Heard(), TestContext.Current.CancellationToken);
        return (read, [.. server.Requests]);
    }
}
