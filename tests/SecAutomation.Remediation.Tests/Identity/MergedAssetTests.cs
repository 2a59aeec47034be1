using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class MergedAssetTests
{
    private static readonly Asset s_directory = Inventory.Asset("WEB01", "web01.corp.example", source: "ad") with
    {
        OperatingSystem = "Windows Server 2019",
        IPAddress = ["192.0.2.11"],
        SerialNumber = "5CG-1234 XYZ",
    };

    private static readonly Asset s_agent = Inventory.Asset("web01", "web01.corp.example", source: "cmdb.csv", seenDaysAgo: 9) with
    {
        OperatingSystem = "Windows Server 2016",
        IPAddress = ["192.0.2.11", "10.0.0.7"],
        SerialNumber = "5cg1234xyz",
        Owner = "Web team",
        InstalledSoftware = [new InstalledSoftware { Name = "nginx", Version = "1.18", Source = ["agent"] }, new InstalledSoftware { Name = "7-Zip", Version = "9.20" }],
    };

    private static AssetMatch Match => Inventory
        .Index(new InventoryView("ad", [s_directory], IsComplete: true), new InventoryView("cmdb.csv", [s_agent], IsComplete: true))
        .Match("web01.corp.example", Inventory.Today);

    [Fact]
    public void Each_property_is_that_of_the_first_inventory_that_has_it()
    {
        Asset asset = Match.Asset!;

        asset.OperatingSystem.ShouldBe("Windows Server 2019");
        asset.Owner.ShouldBe("Web team");
        asset.FieldSource["OperatingSystem"].ShouldStartWith("ad");
        asset.FieldSource["Owner"].ShouldStartWith("cmdb.csv");
    }

    [Fact]
    public void Lists_are_united() => Match.Asset!.IPAddress.ShouldBe(["192.0.2.11", "10.0.0.7"]);

    [Fact]
    public void What_they_disagree_on_is_listed_and_spelling_is_no_disagreement()
    {
        AssetConflict conflict = Match.Conflict.ShouldHaveSingleItem();

        conflict.Property.ShouldBe("OperatingSystem");
        conflict.Value.ShouldBe(["Windows Server 2019", "Windows Server 2016"]);
        conflict.Source[1].ShouldStartWith("cmdb.csv");
    }

    [Fact]
    public void Each_product_says_who_told_of_it() =>
        Match.Asset!.InstalledSoftware!.Select(software => (software.Name, software.Source[0]))
            .ShouldBe([("nginx", "cmdb.csv: agent"), ("7-Zip", "cmdb.csv")]);

    [Fact]
    public void What_nobody_says_stays_unknown() => Match.Asset!.MacAddress.ShouldBeNull();

    [Fact]
    public void The_record_of_one_inventory_is_itself() =>
        Inventory.Find("web01", s_agent).Asset.ShouldBeSameAs(s_agent);
}
