namespace SecAutomation.Remediation.Tests.Identity;

public sealed class HostMatchingTests
{
    private const string OneUuid = "4c4c4544-0051-4a10-8050-b2c04f564432";
    private const string OtherUuid = "7d4c4544-0051-4a10-8050-b2c04f564432";

    [Fact]
    public void A_host_is_found_by_its_full_name_before_its_short_one() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "WEB01", Fqdn = "web01.corp.example", Alias = ["WEB01", "web01.corp.example"] },
            Inventory.Asset("web01", "web01.corp.example"),
            Inventory.Asset("web01", "web01.dmz.example")).Asset!.Fqdn.ShouldBe("web01.corp.example");

    [Fact]
    public void A_host_is_found_by_an_alias_where_its_name_is_not_known() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "10.0.0.5", Alias = ["10.0.0.5", @"CORP\DB01"] }, Inventory.Asset("db01"))
            .ShouldSatisfyAllConditions(
                match => match.Status.ShouldBe(MatchStatus.Matched),
                match => match.ComputerName.ShouldBe("10.0.0.5"),
                match => match.CriticalCveHost.ShouldNotBeNull());

    [Fact]
    public void An_alias_that_leads_elsewhere_makes_the_host_ambiguous()
    {
        AssetMatch match = Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", Alias = ["web01", "db01"] },
            Inventory.Asset("web01"),
            Inventory.Asset("db01"));

        match.Status.ShouldBe(MatchStatus.Ambiguous);
        match.Candidate.Select(asset => asset.ComputerName).ShouldBe(["db01", "web01"]);
        match.Reason.ShouldContain("\"web01\" to web01");
        match.Reason.ShouldContain("\"db01\" to db01");
    }

    [Fact]
    public void An_alias_that_leads_to_a_second_record_of_the_machine_changes_nothing() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", Alias = ["web-old"] },
            Inventory.Asset("web01", id: "1", serial: "ABC123"),
            Inventory.Asset("web-old", id: "2", serial: "ABC123")).Status.ShouldBe(MatchStatus.Matched);

    [Fact]
    public void A_second_name_decides_between_machines_that_share_the_first() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", Alias = ["intranet"] },
            Inventory.Asset("web01", "web01.corp.example", alias: ["intranet"]),
            Inventory.Asset("web01", "web01.dmz.example")).Asset!.Fqdn.ShouldBe("web01.corp.example");

    [Fact]
    public void A_second_name_leads_only_into_the_domain_of_the_host()
    {
        var host = new CriticalCveHost { ComputerName = "lb7", Fqdn = "lb7.corp.example", NetBiosName = "WEB01" };

        Inventory.Find(host, Inventory.Asset("web01", "web01.corp.example")).Status.ShouldBe(MatchStatus.Matched);
        Inventory.Find(host, Inventory.Asset("web01", "web01.dmz.example")).Status.ShouldBe(MatchStatus.NotFound);
    }

    [Fact]
    public void A_cut_name_of_the_host_itself_is_no_second_name() =>
        Inventory.Find(
            new CriticalCveHost
            {
                ComputerName = "application-server-01",
                NetBiosName = "APPLICATION-SER",
                Alias = ["application-server-01", "APPLICATION-SER"],
            },
            Inventory.Asset("application-server-01"),
            Inventory.Asset("application-ser")).Asset!.ComputerName.ShouldBe("application-server-01");

    [Fact]
    public void An_alias_that_nobody_knows_changes_nothing() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", Alias = ["web01", "www.public.example", "localhost", ""] },
            Inventory.Asset("web01")).Status.ShouldBe(MatchStatus.Matched);

    [Fact]
    public void A_host_known_by_its_address_alone_is_not_found() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "10.0.0.5", Alias = ["10.0.0.5", "localhost"], IPAddress = ["10.0.0.5"] },
            Inventory.Asset("web01", ip: ["10.0.0.5"])).Status.ShouldBe(MatchStatus.NotFound);

    [Fact]
    public void Another_BIOS_UUID_under_the_name_is_not_the_machine()
    {
        AssetMatch match = Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", BiosUuid = OneUuid }, Inventory.Asset("web01", uuid: OtherUuid));

        match.Status.ShouldBe(MatchStatus.NotFound);
        match.Reason.ShouldContain("with another BIOS UUID: web01");
        match.Attempt.ShouldContain(attempt => attempt.Result == MatchAttemptResult.Vetoed);
    }

    [Fact]
    public void The_BIOS_UUID_is_the_same_in_either_byte_order() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", BiosUuid = OneUuid },
            Inventory.Asset("web01", uuid: "44454C4C-5100-104A-8050-B2C04F564432")).Status.ShouldBe(MatchStatus.Matched);

    [Fact]
    public void An_address_that_agrees_is_told() =>
        Inventory.Find(
            new CriticalCveHost { ComputerName = "web01", IPAddress = ["10.0.0.4", "10.0.0.5"] },
            Inventory.Asset("web01", ip: ["10.0.0.5"])).Reason.ShouldContain("IP 10.0.0.5 also agrees");
}
