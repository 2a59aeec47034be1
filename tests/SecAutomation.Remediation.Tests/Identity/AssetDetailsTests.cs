using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class AssetDetailsTests
{
    private static readonly CriticalCveHost s_host = new()
    {
        ComputerName = "WEB01",
        IPAddress = ["10.0.0.5", "10.0.0.9"],
        OperatingSystem = "Linux Kernel 5.10",
        Source = "weekly.nessus",
        Read = new ScanRead { ScannedAt = Inventory.Today.AddDays(-2) },
    };

    [Fact]
    public void Addresses_of_inventory_and_scanner_stand_together_each_once()
    {
        AssetDetail detail = Describe(s_host, Inventory.Asset("web01", id: "id", ip: ["192.0.2.1", "10.0.0.5"]));

        detail.IPAddress.ShouldBe(["192.0.2.1", "10.0.0.5", "10.0.0.9"]);
        detail.FactSource["IPAddress"].ShouldBe(
            "assets.csv, line 2 (last seen 2026-03-01); weekly.nessus (scanned 2026-02-28)");
    }

    [Fact]
    public void The_inventory_says_which_operating_system_it_is_and_the_scanner_where_it_does_not()
    {
        Asset asset = Inventory.Asset("web01", id: "id") with { OperatingSystem = "Debian 12" };

        AssetDetail known = Describe(s_host, asset);
        known.OperatingSystem.ShouldBe("Debian 12");
        known.FactSource["OperatingSystem"].ShouldBe("assets.csv, line 2 (last seen 2026-03-01)");

        AssetDetail unknown = Describe(s_host, asset with { OperatingSystem = " " });
        unknown.OperatingSystem.ShouldBe("Linux Kernel 5.10");
        unknown.FactSource["OperatingSystem"].ShouldBe("weekly.nessus (scanned 2026-02-28)");
    }

    [Fact]
    public void Not_said_is_told_from_none()
    {
        Asset asset = Inventory.Asset("web01");

        Describe(s_host, asset).InstalledSoftware.ShouldBeNull();
        Describe(s_host, asset).FactSource.ShouldNotContainKey("InstalledSoftware");
        Describe(s_host, asset with { InstalledSoftware = [] }).InstalledSoftware.ShouldBe([]);

        CriticalCveHost nowhere = s_host with { IPAddress = [] };
        Describe(nowhere, asset).IPAddress.ShouldBeNull();
        Describe(nowhere, asset with { IPAddress = [] }).IPAddress.ShouldBe([]);
    }

    [Fact]
    public void What_one_inventory_does_not_say_the_other_may()
    {
        Asset first = Inventory.Asset("web01", "web01.corp.example", seenDaysAgo: 9);
        Asset second = Inventory.Asset("web01", source: "cmdb.json", seenDaysAgo: 3) with
        {
            Owner = "Web team",
            InstalledSoftware = [new InstalledSoftware { Name = "nginx", Version = "1.22" }],
        };
        AssetMatch match = Inventory
            .Index(Inventory.View(first), new InventoryView("cmdb.json", [second], IsComplete: true))
            .Match(s_host, Inventory.Today);

        AssetDetail detail = AssetDetails.Describe(match);

        detail.Asset!.AssetId.ShouldBe(first.AssetId);
        detail.Fqdn.ShouldBe("web01.corp.example");
        detail.Owner.ShouldBe("Web team");
        detail.FactSource["Owner"].ShouldStartWith("cmdb.json");
        detail.InstalledSoftware.ShouldHaveSingleItem().Name.ShouldBe("nginx");
        detail.Source.ShouldBe("assets.csv; cmdb.json");
        detail.LastSeen.ShouldBe(Inventory.Today.AddDays(-3));
    }

    [Fact]
    public void Software_that_two_inventories_list_stands_once()
    {
        Asset first = Inventory.Asset("web01") with
        {
            InstalledSoftware = [new InstalledSoftware { Name = "OpenSSL", Version = "3.0" }, new InstalledSoftware { Name = "nginx" }],
        };
        Asset second = Inventory.Asset("web01", source: "cmdb.json") with
        {
            InstalledSoftware = [new InstalledSoftware { Name = "openssl", Version = "3.0" }, new InstalledSoftware { Name = "bash" }],
        };

        AssetDetails.Describe(Inventory
                .Index(Inventory.View(first), new InventoryView("cmdb.json", [second], IsComplete: true))
                .Match("web01", Inventory.Today))
            .InstalledSoftware!.Select(software => software.Name).ShouldBe(["OpenSSL", "nginx", "bash"]);
    }

    [Theory]
    [InlineData("db01", MatchStatus.NotFound)]
    [InlineData("web01", MatchStatus.Ambiguous)]
    [InlineData("10.0.0.5", MatchStatus.NotFound)]
    [InlineData("localhost", MatchStatus.Rejected)]
    public void A_host_that_was_not_identified_goes_on_with_what_the_scanner_knows(string name, MatchStatus status)
    {
        AssetDetail detail = Describe(
            s_host with { ComputerName = name },
            Inventory.Asset("web01", id: "1", ip: ["192.0.2.1"]) with { Owner = "Somebody" },
            Inventory.Asset("web01", id: "2"));

        detail.MatchStatus.ShouldBe(status);
        detail.MatchReason.ShouldNotBeEmpty();
        detail.ComputerName.ShouldBe(name);
        detail.IPAddress.ShouldBe(["10.0.0.5", "10.0.0.9"]);
        detail.OperatingSystem.ShouldBe("Linux Kernel 5.10");
        detail.Owner.ShouldBeNull();
        detail.InstalledSoftware.ShouldBeNull();
        detail.Asset.ShouldBeNull();
        detail.Source.ShouldBe("");
        detail.Candidate.Length.ShouldBe(status == MatchStatus.Ambiguous ? 2 : 0);
    }

    [Fact]
    public void A_bare_name_is_described_by_the_inventory_alone()
    {
        AssetDetail detail = AssetDetails.Describe(
            Inventory.Find("WEB01.corp.example", Inventory.Asset("web01", "web01.corp.example", seenDaysAgo: 50)));

        detail.ComputerName.ShouldBe("WEB01");
        detail.Fqdn.ShouldBe("web01.corp.example");
        detail.IsStale.ShouldBeTrue();
        detail.CriticalCveHost.ShouldBeNull();
        detail.IPAddressText.ShouldBe("unknown");
    }

    private static AssetDetail Describe(CriticalCveHost host, params Asset[] assets) =>
        AssetDetails.Describe(Inventory.Find(host, assets));
}
