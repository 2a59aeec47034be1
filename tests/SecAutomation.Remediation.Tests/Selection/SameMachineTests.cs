using CsCheck;
using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Tests.Selection;

public sealed class SameMachineTests
{
    private const string OneUuid = "4c4c4544-0051-4a10-8050-b2c04f564432";
    private const string OtherUuid = "7d4c4544-0051-4a10-8050-b2c04f564432";

    [Fact]
    public void A_host_that_stands_twice_is_one_with_all_its_names_and_addresses()
    {
        CriticalCveHost host = Select(
            Scan.Host("WEB01", "web01.corp.example", "10.0.0.20", alias: ["WEB01"], source: "a"),
            Scan.Host("web01", null, "10.0.0.3 2001:db8::1 10.0.0.20", alias: ["web01"], source: "b")).ShouldHaveSingleItem();

        host.ComputerName.ShouldBe("WEB01");
        host.Fqdn.ShouldBe("web01.corp.example");
        host.Alias.ShouldBe(["WEB01", "web01", "web01.corp.example"]);
        host.IPAddress.ShouldBe(["10.0.0.3", "10.0.0.20", "2001:db8::1"]);
    }

    [Theory]
    [InlineData("WEB01", "web01")]
    [InlineData("web01.", "WEB01$")]
    [InlineData("web01.localdomain", "web01")]
    [InlineData(@"WORKGROUP\web01", "WEB01")]
    public void One_name_in_two_spellings_is_one_host(string one, string other) =>
        Select(Scan.Host(one), Scan.Host(other)).Count.ShouldBe(1);

    [Fact]
    public void The_same_short_name_in_two_domains_is_two_hosts() =>
        Select(Scan.Host("web01", "web01.corp.example"), Scan.Host("web01", "web01.dmz.example")).Count.ShouldBe(2);

    [Fact]
    public void The_same_short_name_in_two_Windows_domains_is_two_hosts() =>
        Select(Scan.Host("web01", alias: [@"CORP\web01"]), Scan.Host("web01", alias: [@"DMZ\web01"])).Count.ShouldBe(2);

    [Fact]
    public void A_bare_name_joins_neither_of_two_domains() =>
        Select(
            Scan.Host("web01", "web01.corp.example"),
            Scan.Host("web01", "web01.dmz.example"),
            Scan.Host("web01"),
            Scan.Host("WEB01")).Count.ShouldBe(3);

    [Fact]
    public void One_agent_is_one_machine_though_it_was_renamed() =>
        Select(
            Scan.Host("old", agent: "5f0c1c3d-1111-2222-3333-444455556666"),
            Scan.Host("new", agent: "5F0C1C3D-1111-2222-3333-444455556666", scannedAt: Scan.Monday.AddDays(1)))
            .ShouldHaveSingleItem().ComputerName.ShouldBe("new");

    [Fact]
    public void A_number_of_one_product_is_not_that_of_another()
    {
        ScannedHost other = Scan.Host("db01", agent: "42");
        other = new ScannedHost { Identity = other.Identity, Finding = other.Finding, Read = other.Read with { Connector = "Other" } };

        Select(Scan.Host("web01", agent: "42"), other).Count.ShouldBe(2);
    }

    [Fact]
    public void Two_agents_of_one_product_under_one_short_name_are_two_machines() =>
        Select(Scan.Host("web01", agent: "1"), Scan.Host("web01", agent: "2")).Count.ShouldBe(2);

    [Fact]
    public void A_reinstalled_agent_is_the_same_machine_where_the_full_name_says_so() =>
        Select(
            Scan.Host("web01", "web01.corp.example", agent: "1"),
            Scan.Host("web01", "web01.corp.example", agent: "2")).Count.ShouldBe(1);

    [Fact]
    public void One_BIOS_UUID_is_one_machine_in_either_byte_order() =>
        Select(
            Scan.Host("web01", uuid: OneUuid),
            Scan.Host("web-new", uuid: "44454C4C-5100-104A-8050-B2C04F564432")).Count.ShouldBe(1);

    [Fact]
    public void Two_BIOS_UUIDs_are_two_machines_though_the_name_is_one() =>
        Select(
            Scan.Host("web01", "web01.corp.example", uuid: OneUuid),
            Scan.Host("web01", "web01.corp.example", uuid: OtherUuid)).Count.ShouldBe(2);

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("03000200-0400-0500-0006-000700080009")]
    [InlineData("To Be Filled By O.E.M.")]
    public void A_UUID_that_the_maker_left_blank_joins_nothing(string uuid) =>
        Select(Scan.Host("web01", uuid: uuid), Scan.Host("web02", uuid: uuid)).Count.ShouldBe(2);

    [Fact]
    public void A_UUID_on_many_names_was_cloned_and_joins_nothing() =>
        Select([.. Enumerable.Range(1, 4).Select(i => Scan.Host($"clone{i}", uuid: OneUuid))]).Count.ShouldBe(4);

    [Fact]
    public void An_address_alone_joins_no_names() =>
        Select(Scan.Host("web01", ip: "10.0.0.5"), Scan.Host("db01", ip: "10.0.0.5")).Count.ShouldBe(2);

    [Fact]
    public void An_address_joins_no_name_to_a_host_without_one() =>
        Select(Scan.Host("web01", ip: "10.0.0.5"), Scan.Host("10.0.0.5", ip: "10.0.0.5")).Count.ShouldBe(2);

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("localhost")]
    [InlineData("ip-10-0-0-5.internal.example")]
    [InlineData("unknown")]
    public void Hosts_known_by_their_address_alone_are_joined_by_it_and_called_by_it(string name)
    {
        CriticalCveHost host = Select(Scan.Host(name, ip: "10.0.0.5"), Scan.Host("10.0.0.5", ip: "10.0.0.5"))
            .ShouldHaveSingleItem();

        host.IPAddress.ShouldBe(["10.0.0.5"]);
    }

    [Fact]
    public void A_host_called_by_a_placeholder_is_called_by_its_address() =>
        Select(Scan.Host("localhost", ip: "10.0.0.5")).ShouldHaveSingleItem().ComputerName.ShouldBe("10.0.0.5");

    [Fact]
    public void Placeholders_join_nothing() =>
        Select(
            Scan.Host("localhost", ip: "10.0.0.5"), Scan.Host("localhost", ip: "10.0.0.6"),
            Scan.Host("unknown"), Scan.Host("unknown")).Count.ShouldBe(4);

    [Fact]
    public void Names_cut_to_15_characters_join_nothing() =>
        Select(
            Scan.Host("application-server-01", "application-server-01.corp.example", netBios: "APPLICATION-SER"),
            Scan.Host("application-server-02", "application-server-02.corp.example", netBios: "APPLICATION-SER"))
            .Count.ShouldBe(2);

    [Fact]
    public void The_name_of_a_shared_service_joins_nothing() =>
        Select(
            Scan.Host("web01", "web01.corp.example", alias: ["www.corp.example"]),
            Scan.Host("web02", "web02.corp.example", alias: ["www.corp.example"])).Count.ShouldBe(2);

    [Fact]
    public void A_device_whose_name_is_no_host_name_stays_and_keeps_its_spelling() =>
        Select(Scan.Host("Anna's iPad (17zoll)"), Scan.Host("ANNA'S iPad (17zoll)"))
            .ShouldHaveSingleItem().ComputerName.ShouldBe("ANNA'S iPad (17zoll)");

    [Fact]
    public void A_hundred_thousand_hosts_of_one_name_are_one()
    {
        ScannedHost[] hosts =
        [
            .. Enumerable.Range(0, 100_000).Select(i => Scan.Host("web01", ip: $"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}")),
        ];

        CriticalCveHost host = Select(hosts).ShouldHaveSingleItem();

        host.IPAddress.Length.ShouldBe(100_000);
        host.Finding.Length.ShouldBe(1);
    }

    [Fact]
    public void A_hundred_thousand_machines_that_share_a_name_stay_apart()
    {
        ScannedHost[] hosts = [.. Enumerable.Range(0, 100_000).Select(i => Scan.Host("web01", $"web01.site{i}.example"))];

        Select(hosts).Count.ShouldBe(100_000);
    }

    [Fact]
    public void The_order_of_the_reports_does_not_matter() =>
        Gen.Select(Records.Array[0, 12], Gen.Int).Sample((hosts, seed) =>
        {
            ScannedHost[] shuffled = [.. hosts];
            new Random(seed).Shuffle(shuffled);

            Text(Select(shuffled)).ShouldBe(Text(Select(hosts)));
        }, iter: 500);

    [Fact]
    public void No_finding_is_lost_and_none_appears_from_nowhere() =>
        Records.Array[0, 12].Sample(hosts =>
            Select(hosts).SelectMany(host => host.CveId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .ShouldBe(hosts.SelectMany(host => host.Finding).SelectMany(finding => finding.CveId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    private static Gen<ScannedHost> Records { get; } =
        Gen.Select(
            Pick("web01", "WEB01", "web02", "10.0.0.5", "localhost", "application-ser"),
            Pick(null, "web01.corp.example", "web01.dmz.example", "web02.corp.example"),
            Pick(null, "10.0.0.5", "10.0.0.6", "10.0.0.5 10.0.0.6"),
            Pick(null, null, "1", "2"),
            Pick(null, null, OneUuid, OtherUuid),
            Gen.Int[1, 4],
            Gen.Int[0, 3],
            (name, fqdn, ip, agent, uuid, cve, day) => Scan.Host(
                name!, fqdn, ip, agent, uuid, source: $"scan{day}", scannedAt: Scan.Monday.AddDays(day),
                findings: [Scan.Critical($"CVE-2024-{cve}", $"{cve}") with { LastSeen = Scan.Monday.AddDays(day) }]));

    private static Gen<string?> Pick(params string?[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Text(IEnumerable<CriticalCveHost> hosts) => System.Text.Json.JsonSerializer.Serialize(hosts);

    private static IReadOnlyList<CriticalCveHost> Select(params ScannedHost[] hosts) =>
        CriticalHosts.Select(hosts, new CriticalRule());
}
