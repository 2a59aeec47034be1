using System.Globalization;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;
using static SecAutomation.Connectors.Tests.CmdbStub;

namespace SecAutomation.Connectors.Tests;

/// <summary>Searches of the CMDB that travel in one request, and hosts that no search of computers finds.</summary>
public sealed class ServiceNowBatchTests
{
    [Fact]
    public async Task Adapters_addresses_and_software_of_a_host_come_in_one_request()
    {
        await using CmdbStub cmdb = One();

        (InventoryRead read, _) = await ReadAsync(cmdb, Named("web01"));

        Asset asset = Whole(read).ShouldHaveSingleItem();
        asset.IPAddress!.ShouldBe(["192.0.2.1", "2001:db8::1"], ignoreOrder: true);
        asset.MacAddress.ShouldHaveSingleItem().ShouldBe("005056ab0111");
        asset.InstalledSoftware!.ShouldHaveSingleItem().Name.ShouldBe("OpenSSL");
        cmdb.Server.Requests.Select(request => request.Path).ShouldBe([Table(Computers), Batch]);
    }

    [Fact]
    public async Task A_thousand_hosts_of_ten_thousand_computers_take_6_requests()
    {
        await using CmdbStub cmdb = Thousand(new CmdbStub());

        (InventoryRead read, Heard heard) = await ReadAsync(cmdb, [.. Enumerable.Range(1, 1000).Select(Host)]);

        IReadOnlyList<Asset> assets = Whole(read);
        assets.Count.ShouldBe(1000);
        assets.ShouldAllBe(asset => asset.IPAddress!.Length == 2 && asset.InstalledSoftware!.Length == 5);
        cmdb.Server.Requests.Count.ShouldBe(6);
        cmdb.Server.Requests.Count(request => request.Path == Batch).ShouldBe(5);
        heard.Tales.ShouldContain(told => told.Contains("1000 hosts are looked up in", StringComparison.Ordinal) && told.Contains("searches", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task An_instance_without_the_batch_API_is_asked_one_by_one_once_it_was_said(int status)
    {
        await using CmdbStub cmdb = One(new CmdbStub { InPlaceOfBatch = () => StubAnswer.Json("""{"error":{"message":"Requested URI does not represent any resource"}}""", status) });
        await using LiveConnection connection = Open(cmdb);

        (InventoryRead read, Heard heard) = await ReadAsync(connection, Named("web01"));
        (InventoryRead again, Heard later) = await ReadAsync(connection, Named("web01"));

        Whole(read).ShouldHaveSingleItem().InstalledSoftware!.ShouldHaveSingleItem();
        Whole(again).ShouldHaveSingleItem().InstalledSoftware!.ShouldHaveSingleItem();
        heard.Tales.ShouldContain(told => told.Contains("several requests in one are not taken", StringComparison.Ordinal));
        later.Tales.ShouldNotContain(told => told.Contains("several requests in one", StringComparison.Ordinal));
        cmdb.Server.Requests.Count(request => request.Path == Batch).ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_was_not_answered_in_one_is_asked_by_itself(int status)
    {
        await using CmdbStub cmdb = One(new CmdbStub { InPlaceOfPart = (number, _) => number == 1 ? new StubAnswer { Status = status } : null });

        (InventoryRead read, Heard heard) = await ReadAsync(cmdb, Named("web01"));

        Whole(read).ShouldHaveSingleItem().IPAddress.ShouldBe(["192.0.2.1", "2001:db8::1"], ignoreOrder: true);
        heard.Tales.ShouldContain(told => told.Contains("3 requests in one: 1 were not answered", StringComparison.Ordinal));
        cmdb.Server.Requests.Select(request => request.Path).ShouldBe([Table(Computers), Batch, Table(Addresses)]);
    }

    [Fact]
    public async Task What_came_in_one_before_it_broke_off_is_not_asked_again()
    {
        await using CmdbStub cmdb = One(new CmdbStub { BatchEndsBefore = """{"id":"3",""" });

        (InventoryRead read, Heard heard) = await ReadAsync(cmdb, Named("web01"));

        Whole(read).ShouldHaveSingleItem().IPAddress.ShouldBe(["192.0.2.1", "2001:db8::1"], ignoreOrder: true);
        heard.Tales.ShouldContain(told => told.Contains("1 of 3 are sent by themselves", StringComparison.Ordinal));
        cmdb.Server.Requests.Select(request => request.Path).Take(2).ShouldBe([Table(Computers), Batch]);
        cmdb.Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_to_be_held_comes_by_itself()
    {
        await using CmdbStub cmdb = One();
        for (int number = 2; number < 200; number++)
            cmdb.Add(Instances, ("sys_id", $"w{number:D3}"), ("installed_on", "s1"), ("software.name", $"package {number}"), ("software.version", "1.0"));

        (InventoryRead read, _) = await ReadAsync(cmdb, ReadLimits.Default with { MaximumValueBytes = 4096 }, Named("web01"));

        Whole(read).ShouldHaveSingleItem().InstalledSoftware!.Length.ShouldBe(199);
        cmdb.Server.Requests.Select(request => request.Path).ShouldBe([Table(Computers), Batch, Table(Instances)]);
    }

    [Fact]
    public async Task No_more_answers_are_held_than_fit_and_all_of_them_are_read()
    {
        await using CmdbStub cmdb = Thousand(new CmdbStub());

        (InventoryRead read, _) = await ReadAsync(cmdb, ReadLimits.Default with { MaximumValueBytes = 200_000 }, [.. Enumerable.Range(1, 1000).Select(Host)]);

        Whole(read).Count.ShouldBe(1000);
        read.Asset.ShouldAllBe(asset => asset.IPAddress!.Length == 2 && asset.InstalledSoftware!.Length == 5);
    }

    [Fact]
    public async Task A_refusal_of_one_is_told_as_its_own_and_makes_the_read_incomplete()
    {
        await using CmdbStub cmdb = One(new CmdbStub { InPlaceOfPart = (_, url) => url.Contains(Instances, StringComparison.Ordinal) ? StubAnswer.Json("""{"error":{"message":"User Not Authorized"}}""", 403) : null });

        (InventoryRead read, _) = await ReadAsync(cmdb, Named("web01"));

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.PermissionMissing);
        read.Failure.Message.ShouldContain("software instances");
        read.Failure.Message.ShouldContain("User Not Authorized");
    }

    [Theory]
    [InlineData("""{"result":[],"error":{"message":"Transaction cancelled: maximum execution time exceeded"}}""")]
    [InlineData("""{"result":[]}""")]
    [InlineData("""{"result":[{"sys_id":""")]
    [InlineData("")]
    public async Task An_answer_of_one_that_lacks_records_is_never_a_host_without_software(string body)
    {
        await using CmdbStub cmdb = One(new CmdbStub
        {
            InPlaceOfPart = (_, url) => url.Contains(Instances, StringComparison.Ordinal) ? StubAnswer.Json(body) with { Header = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Total-Count"] = "1" } } : null,
        });

        (InventoryRead read, _) = await ReadAsync(cmdb, Named("web01"));

        if (read.IsComplete)
            read.Asset.ShouldHaveSingleItem().InstalledSoftware!.ShouldHaveSingleItem();
        else
            read.Failure!.Id.ShouldBeOneOf(FailureId.ReadIncomplete, FailureId.AnswerNotUnderstood);
    }

    [Theory]
    [InlineData("192.0.2.77", null)]
    [InlineData(null, "00:50:56:ab:07:77")]
    [InlineData("2001:db8::77", null)]
    public async Task A_host_that_is_known_by_the_address_of_a_second_adapter_alone_is_found(string? address, string? mac)
    {
        await using CmdbStub cmdb = One().Add(Computers, ("sys_id", "s2"), ("name", "PS LinuxApp01"), ("ip_address", "192.0.2.2"), ("sys_class_name", "cmdb_ci_server"))
            .Add(Adapters, ("sys_id", "a2"), ("cmdb_ci", "s2"), ("ip_address", "192.0.2.77"), ("mac_address", "00:50:56:AB:07:77"))
            .Add(Addresses, ("sys_id", "i2"), ("nic.cmdb_ci", "s2"), ("ip_address", "2001:db8::77"))
            .Add(Instances, ("sys_id", "w2"), ("installed_on", "s2"), ("software.name", "nginx"), ("software.version", "1.18"));

        (InventoryRead read, Heard heard) = await ReadAsync(
            cmdb, new HostIdentity { ComputerName = "app01", IPAddress = address is null ? null : [address], MacAddress = mac is null ? [] : [mac.Replace(":", "", StringComparison.Ordinal)] });

        Asset asset = Whole(read).ShouldHaveSingleItem();
        asset.AssetId.ShouldBe("s2");
        asset.IPAddress!.ShouldBe(["192.0.2.2", "192.0.2.77", "2001:db8::77"], ignoreOrder: true);
        asset.InstalledSoftware!.ShouldHaveSingleItem().Name.ShouldBe("nginx");
        heard.Tales.ShouldContain(told => told.Contains("1 more assets have an address of the hosts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_with_a_comma_is_asked_for_by_itself()
    {
        await using CmdbStub cmdb = One().Add(Computers, ("sys_id", "s2"), ("name", "Miller, Ann's PC"), ("sys_class_name", "cmdb_ci_computer"));

        (InventoryRead read, _) = await ReadAsync(cmdb, [.. Named("Miller, Ann's PC"), .. Named("web01")]);

        Whole(read).Select(asset => asset.AssetId).ShouldBe(["s1", "s2"], ignoreOrder: true);
        string search = cmdb.Server.Requests[0].Query("sysparm_query")!;
        search.ShouldContain("name=Miller, Ann's PC^OR");
        search.ShouldContain("nameINweb01,WEB01^OR");
    }

    private static CmdbStub One(CmdbStub? cmdb = null) => (cmdb ?? new CmdbStub())
        .Add(Computers, ("sys_id", "s1"), ("name", "web01"), ("sys_class_name", "cmdb_ci_linux_server"))
        .Add(Adapters, ("sys_id", "a1"), ("cmdb_ci", "s1"), ("ip_address", "192.0.2.1"), ("mac_address", "00:50:56:AB:01:11"))
        .Add(Addresses, ("sys_id", "i1"), ("nic.cmdb_ci", "s1"), ("ip_address", "2001:db8::1"))
        .Add(Instances, ("sys_id", "w1"), ("installed_on", "s1"), ("software.name", "OpenSSL"), ("software.version", "3.0.15"));

    private static CmdbStub Thousand(CmdbStub cmdb)
    {
        for (int number = 1; number <= 10_000; number++)
            cmdb.Add(Computers, ("sys_id", Id(number)), ("name", Name(number)), ("sys_class_name", "cmdb_ci_server"));
        for (int number = 1; number <= 1000; number++)
        {
            cmdb.Add(Adapters, ("sys_id", $"a{Id(number)}"), ("cmdb_ci", Id(number)), ("ip_address", Address(number)), ("mac_address", ""));
            cmdb.Add(Addresses, ("sys_id", $"i{Id(number)}"), ("nic.cmdb_ci", Id(number)), ("ip_address", string.Create(CultureInfo.InvariantCulture, $"2001:db8::{number:x}")));
            for (int software = 0; software < 5; software++)
                cmdb.Add(Instances, ("sys_id", $"w{Id(number)}{software}"), ("installed_on", Id(number)), ("software.name", $"package {software}"), ("software.version", "1.0"));
        }

        return cmdb;
    }

    private static HostIdentity Host(int number) => new() { ComputerName = Name(number), Fqdn = $"{Name(number)}.corp.example", IPAddress = [Address(number)] };

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x32}");

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"srv-web-{number:D5}");

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"10.20.{number / 250}.{1 + (number % 250)}");

    private static string Table(string name) => $"/api/now/v2/table/{name}";

    private static HostIdentity[] Named(string name) => [new HostIdentity { ComputerName = name }];

    private static IReadOnlyList<Asset> Whole(InventoryRead read)
    {
        read.Failure.ShouldBeNull();
        read.IsComplete.ShouldBeTrue();
        return read.Asset;
    }

    private static LiveConnection Open(CmdbStub cmdb) => LiveConnection.Open(
        new ConnectionSettings
        {
            Name = "cmdb",
            Connector = ConnectorFolders.Catalog.Find("ServiceNowCmdb"),
            Url = cmdb.Server.Url,
            Setting = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "svc" },
            Secret = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["password"] = Secret.FromText("stub-password") },
        },
        TimeProvider.System);

    private static async Task<(InventoryRead Read, Heard Heard)> ReadAsync(CmdbStub cmdb, params HostIdentity[] sought)
    {
        await using LiveConnection connection = Open(cmdb);
        return await ReadAsync(connection, sought);
    }

    private static async Task<(InventoryRead Read, Heard Heard)> ReadAsync(CmdbStub cmdb, ReadLimits limits, params HostIdentity[] sought)
    {
        await using LiveConnection connection = Open(cmdb);
        return await ReadAsync(connection, sought, limits);
    }

    private static async Task<(InventoryRead Read, Heard Heard)> ReadAsync(LiveConnection connection, HostIdentity[] sought, ReadLimits? limits = null)
    {
        var heard = new Heard();
        return (await new LiveStreams(connection, limits ?? ReadLimits.Default, TimeProvider.System).ReadAssetsAsync(sought, heard, TestContext.Current.CancellationToken), heard);
    }
}
