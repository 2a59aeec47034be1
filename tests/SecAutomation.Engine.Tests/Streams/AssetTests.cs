using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class AssetTests : IDisposable
{
    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Everything_that_an_asset_says_is_kept()
    {
        Asset asset = _files.Device(
            """
            "host":"WEB01","fqdn":"web01.corp.example","ips":["192.0.2.1"],"ips6":"2001:db8::1","macs":"00:00:5E:00:53:11","os":"Ubuntu","osVersion":"22.04",
            "software":[{"name":"nginx","version":"1.18.0","vendor":"F5","cpe":"cpe:/a:f5:nginx:1.18.0","source":["agent"]}],
            "owner":["Web","Ops"],"serial":"SN1","uuid":"4C4C4544-0001","adapters":["one","two"],"first":"2024-01-01","last":"Mon, 01 Dec 2025 00:03:29 GMT"
            """);

        (asset.ComputerName, asset.Fqdn, asset.Domain).ShouldBe(("WEB01", "web01.corp.example", "corp.example"));
        asset.Alias.ShouldBe(["WEB01", "web01.corp.example", "display"]);
        asset.IPAddress.ShouldBe(["192.0.2.1", "2001:db8::1"]);
        asset.MacAddress.ShouldBe(["00005e005311"]);
        asset.OperatingSystem.ShouldBe("Ubuntu 22.04");
        InstalledSoftware software = asset.InstalledSoftware.ShouldHaveSingleItem();
        (software.Name, software.Version, software.Publisher, software.Cpe).ShouldBe(("nginx", "1.18.0", "F5", "cpe:/a:f5:nginx:1.18.0"));
        software.Source.ShouldBe(["agent"]);
        (asset.Owner, asset.SerialNumber, asset.BiosUuid, asset.AssetId).ShouldBe(("Web, Ops", "SN1", "4c4c4544-0001", "a1"));
        asset.Adapter.ShouldBe(["one", "two"]);
        asset.FirstSeen.ShouldBe(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        asset.LastSeen.ShouldBe(new DateTimeOffset(2025, 12, 1, 0, 3, 29, TimeSpan.Zero));
        asset.Place.ShouldStartWith("record 1");
        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"x\":1", null, null)]
    [InlineData("\"ips\":null,\"software\":null", null, null)]
    [InlineData("\"ips\":[],\"software\":[]", 0, 0)]
    [InlineData("\"ips\":\"none\",\"software\":[{\"name\":\"a\"}]", 0, 1)]
    [InlineData("\"ips\":[\"192.0.2.1\",null,\"192.0.2.1\"],\"software\":[{\"version\":\"1\"}]", 1, null)]
    public void None_is_told_apart_from_not_said(string members, int? addresses, int? software)
    {
        Asset asset = _files.Device(members);

        (asset.IPAddress?.Length, asset.InstalledSoftware?.Length).ShouldBe((addresses, software));
    }

    [Fact]
    public void An_empty_cell_says_nothing_and_the_word_none_says_none()
    {
        InventoryRead read = _files.Assets("Host Name,IP Address,Software\nweb01,,\nweb02,none,none\n");

        read.Asset.Select(asset => asset.IPAddress?.Length).ShouldBe([null, 0]);
        read.Asset.Select(asset => asset.InstalledSoftware?.Length).ShouldBe([null, 0]);
    }

    [Fact]
    public void Several_addresses_in_one_cell_are_several()
    {
        Asset asset = _files.Assets("Host Name,IP Address\nweb01,\"192.0.2.1, 192.0.2.2;192.0.2.3|192.0.2.4 192.0.2.5/24\n192.0.2.6/192.0.2.7\"\n").Asset.ShouldHaveSingleItem();

        asset.IPAddress.ShouldBe(["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7"]);
        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Software_in_one_cell_is_split_into_names_and_versions() =>
        _files.Assets("Host Name,Software\nweb01,7-Zip 19.00; Word-2010 ;Windows Server 2019 Standard;7-ZIP 19.00\n").Asset[0].InstalledSoftware!
            .Select(software => (software.Name, software.Version))
            .ShouldBe([("7-Zip", "19.00"), ("Word-2010", null), ("Windows Server 2019 Standard", null)]);

    [Fact]
    public void The_same_software_of_two_sources_is_one()
    {
        InstalledSoftware software = _files.Device(
            "\"software\":[{\"both\":\"7-Zip 19.00\",\"source\":\"a\"},{\"name\":\"7-zip\",\"version\":\"19.00\",\"source\":\"b\",\"cpe\":\"c\"}]").InstalledSoftware.ShouldHaveSingleItem();

        (software.Name, software.Cpe).ShouldBe(("7-Zip", "c"));
        software.Source.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("\"host\":\"CORP\\\\web01\"", "web01", null, "corp")]
    [InlineData("\"host\":\"web01$\"", "web01", null, null)]
    [InlineData("\"host\":\"web01\",\"domain\":\"corp.example\"", "web01", "web01.corp.example", "corp.example")]
    [InlineData("\"host\":\"web01\",\"domain\":\"WORKGROUP\"", "web01", null, "workgroup")]
    [InlineData("\"host\":[\"web01\",\"web01.corp.example\"]", "web01", "web01.corp.example", "corp.example")]
    [InlineData("\"host\":\"esx-monitor\",\"fqdn\":\"Henry-MBP.corp.example\"", "esx-monitor", null, null)]
    [InlineData("\"fqdn\":\"web01.corp.example.\"", "web01", "web01.corp.example", "corp.example")]
    public void Names_are_taken_apart(string members, string computerName, string? fqdn, string? domain)
    {
        Asset asset = _files.Device(members);

        (asset.ComputerName, asset.Fqdn, asset.Domain).ShouldBe((computerName, fqdn, domain));
    }

    [Theory]
    [InlineData("To Be Filled By O.E.M.")]
    [InlineData("0")]
    [InlineData("000000")]
    [InlineData("6.37702E+15")]
    [InlineData("n/a")]
    public void A_placeholder_is_no_serial_number(string serial) => _files.Device($"\"serial\":\"{serial}\"").SerialNumber.ShouldBeNull();

    [Fact]
    public void A_serial_number_that_a_spreadsheet_keeps_as_text_is_unwrapped() =>
        _files.Device("\"serial\":\"=\\\"00123\\\"\"").SerialNumber.ShouldBe("00123");

    [Fact]
    public void Of_the_dates_of_several_sources_the_latest_is_the_last_and_the_earliest_the_first()
    {
        Asset asset = _files.Device("\"first\":[\"2024-02-01\",\"2024-01-01\"],\"last\":[\"2025-01-01\",\"2025-02-01\",\"2024-01-01\"]");

        (asset.FirstSeen!.Value.Month, asset.LastSeen!.Value.Month).ShouldBe((1, 2));
    }

    [Fact]
    public void A_record_that_is_there_twice_counts_once_and_is_told()
    {
        InventoryRead read = _files.Assets("""{"devices":[{"id":"a","host":"x"},{"id":"a","host":"x"},{"id":"b","host":"y"}],"page":{"total":3}}""");

        read.Asset.Select(asset => asset.ComputerName).ShouldBe(["x", "y"]);
        (read.Expected, read.Received, read.IsComplete).ShouldBe((3, 3, true));
        _files.Heard.Tales.ShouldContain(tale => tale.Contains("was there before", StringComparison.Ordinal));
    }

    [Fact]
    public void Fewer_records_than_announced_is_an_incomplete_inventory_and_never_a_shorter_list()
    {
        InventoryRead read = _files.Assets("""{"page":{"total":2417},"devices":[{"id":"a","host":"x"}]}""");

        read.IsComplete.ShouldBeFalse();
        read.Expected.ShouldBe(2417);
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("announces 2,417 records and holds 1");
        read.Asset.Count.ShouldBe(1);
    }

    [Fact]
    public void An_asset_that_has_an_address_alone_is_known_by_it() =>
        _files.Assets("Host Name,IP Address\n,192.0.2.9\n").Asset.ShouldHaveSingleItem().ComputerName.ShouldBe("192.0.2.9");

    [Fact]
    public void Rows_in_memory_are_read_like_a_csv()
    {
        Dictionary<string, object?> row = new(StringComparer.OrdinalIgnoreCase)
        {
            ["machine"] = "web01",
            ["ip-address"] = new[] { "192.0.2.1", "192.0.2.2" },
            ["Last Seen"] = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc),
            ["Unrelated"] = 5,
        };

        InventoryRead read = _files.Streams.ReadAssets([row], "the pipeline", _files.Heard, TestContext.Current.CancellationToken);

        Asset asset = read.Asset.ShouldHaveSingleItem();
        asset.ComputerName.ShouldBe("web01");
        asset.IPAddress.ShouldBe(["192.0.2.1", "192.0.2.2"]);
        asset.LastSeen.ShouldBe(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        (asset.Source, read.Connector, read.IsComplete).ShouldBe(("the pipeline", "Acme", true));
    }

    [Fact]
    public void Rows_without_a_name_say_which_members_are_read()
    {
        Dictionary<string, object?> row = new(StringComparer.Ordinal) { ["Owner"] = "x", ["Colour"] = "red" };

        InventoryRead read = _files.Streams.ReadAssets([row], "the pipeline", _files.Heard, TestContext.Current.CancellationToken);

        read.Failure!.Id.ShouldBe(FailureId.HeaderInvalid);
        read.Failure.Message.ShouldContain("Host Name or Machine");
        read.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void No_rows_are_no_inventory() =>
        _files.Streams.ReadAssets([], "the pipeline", _files.Heard, TestContext.Current.CancellationToken).Failure!.Id.ShouldBe(FailureId.InventoryMissing);
}
