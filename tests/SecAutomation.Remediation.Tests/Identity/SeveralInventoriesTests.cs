using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class SeveralInventoriesTests
{
    private static readonly Asset s_corp = Inventory.Asset("WEB01", "web01.corp.example");
    private static readonly Asset s_dmz = Inventory.Asset("web01", "web01.dmz.example", source: "cmdb.json");

    [Fact]
    public void A_host_that_two_inventories_know_is_one_match_and_the_first_speaks()
    {
        Asset second = Inventory.Asset("web01", source: "cmdb.json");

        AssetMatch match = Find("web01", [s_corp], [second]);

        match.Status.ShouldBe(MatchStatus.Matched);
        match.Asset!.AssetId.ShouldBe(s_corp.AssetId);
        match.Asset.Source.ShouldBe("assets.csv; cmdb.json");
        match.SourceAsset.ShouldBe([s_corp, second]);
        match.Reason.ShouldContain("known in \"cmdb.json\" too");
    }

    [Fact]
    public void The_order_in_which_they_are_given_says_which_speaks()
    {
        Asset second = Inventory.Asset("web01", source: "cmdb.json");

        Inventory.Index(new InventoryView("cmdb.json", [second], true), Inventory.View(s_corp))
            .Match("web01", Inventory.Today).Asset!.AssetId.ShouldBe(second.AssetId);
    }

    [Fact]
    public void What_the_first_does_not_know_the_second_may() =>
        Find("web01", [Inventory.Asset("db01")], [s_dmz]).Asset.ShouldBeSameAs(s_dmz);

    [Fact]
    public void Inventories_that_contradict_each_other_make_the_host_ambiguous()
    {
        AssetMatch match = Find("web01", [s_corp], [s_dmz]);

        match.Status.ShouldBe(MatchStatus.Ambiguous);
        match.Candidate.ShouldBe([s_corp, s_dmz], ignoreOrder: true);
        match.Reason.ShouldContain("contradict each other");
    }

    [Fact]
    public void Names_that_a_map_makes_one_contradict_nothing()
    {
        MatchRules rules = MatchRules.Default with { AliasMap = new Dictionary<string, string>(StringComparer.Ordinal) { ["www.dmz.example"] = "shop.corp.example" } };
        Asset shop = Inventory.Asset("shop", "shop.corp.example"), www = Inventory.Asset("www", "www.dmz.example", source: "cmdb.json");

        AssetMatch match = AssetIndex.Build([Inventory.View(shop), new InventoryView("cmdb.json", [www], IsComplete: true)], rules).Match("www.dmz.example", Inventory.Today);

        match.Status.ShouldBe(MatchStatus.Matched, match.Reason);
        match.SourceAsset.ShouldBe([shop, www], ignoreOrder: true);
    }

    [Fact]
    public void Two_serial_numbers_are_a_contradiction_and_one_is_none()
    {
        Asset first = Inventory.Asset("web01", serial: "ABC123");

        Find("web01", [first], [Inventory.Asset("web01", serial: "abc-123")]).Status.ShouldBe(MatchStatus.Matched);
        Find("web01", [first], [Inventory.Asset("web01", serial: "XYZ789")]).Status.ShouldBe(MatchStatus.Ambiguous);
    }

    [Fact]
    public void Of_several_devices_with_one_name_that_is_taken_which_the_other_inventory_names_by_its_directory_id()
    {
        Asset managed = Inventory.Asset("WKS-0042", id: "intune") with { DirectoryId = "c384a93c-0000-4000-8000-000000000002" };
        Asset current = Inventory.Asset("WKS-0042", id: "new", source: "cmdb.json") with { DirectoryId = "C384A93C-0000-4000-8000-000000000002" };
        Asset former = Inventory.Asset("WKS-0042", id: "old", source: "cmdb.json") with { DirectoryId = "c384a93c-0000-4000-8000-000000000012" };

        AssetMatch match = Find("wks-0042", [managed], [former, current]);

        match.Status.ShouldBe(MatchStatus.Matched, match.Reason);
        match.SourceAsset.ShouldBe([managed, current]);
    }

    [Fact]
    public void A_device_of_one_name_and_another_directory_id_is_not_joined_and_said()
    {
        Asset managed = Inventory.Asset("WKS-0042", id: "intune") with { DirectoryId = "c384a93c-0000-4000-8000-000000000002" };
        Asset former = Inventory.Asset("WKS-0042", id: "old", source: "cmdb.json") with { DirectoryId = "c384a93c-0000-4000-8000-000000000012" };

        AssetMatch match = Find("wks-0042", [managed], [former]);

        match.SourceAsset.ShouldBe([managed]);
        match.Reason.ShouldContain("another device of the directory");
    }

    [Fact]
    public void Two_devices_of_a_directory_with_one_serial_number_are_one_machine_that_was_set_up_anew()
    {
        Asset managed = Inventory.Asset("WKS-0042", serial: "SN-0042") with { DirectoryId = "c384a93c-0000-4000-8000-000000000002" };
        Asset former = Inventory.Asset("WKS-0042", serial: "SN-0042", source: "cmdb.json") with { DirectoryId = "c384a93c-0000-4000-8000-000000000012" };

        Find("wks-0042", [managed], [former]).SourceAsset.ShouldBe([managed, former]);
    }

    [Fact]
    public void A_directory_id_of_zeros_says_nothing()
    {
        const string none = "00000000-0000-0000-0000-000000000000";
        Asset managed = Inventory.Asset("WKS-0042", id: "intune") with { DirectoryId = none };
        Asset other = Inventory.Asset("WKS-0042", id: "new", source: "cmdb.json") with { DirectoryId = "c384a93c-0000-4000-8000-000000000002" };

        Find("wks-0042", [managed], [other]).SourceAsset.ShouldBe([managed, other]);
        Find("wks-0042", [managed], [other with { DirectoryId = none }, other with { AssetId = "second", DirectoryId = none }]).SourceAsset.ShouldBe([managed]);
    }

    [Fact]
    public void A_name_that_is_unique_in_one_and_not_in_the_other_decides_nothing() =>
        Find("web01", [s_corp], [s_dmz, Inventory.Asset("web01", "web01.corp.example", source: "cmdb.json")])
            .Status.ShouldBe(MatchStatus.Ambiguous);

    [Fact]
    public void A_full_name_stands_though_the_other_inventory_has_it_twice() =>
        Find("web01.corp.example", [s_corp], [s_corp with { AssetId = "1" }, s_corp with { AssetId = "2" }])
            .Asset.ShouldBeSameAs(s_corp);

    [Fact]
    public void The_stronger_key_decides_and_the_first_inventory_speaks()
    {
        Asset bare = Inventory.Asset("web01");

        AssetMatch match = Find("web01.corp.example", [bare], [s_corp]);

        (match.Rule, match.Confidence).ShouldBe(("R3", MatchConfidence.High));
        match.Asset!.AssetId.ShouldBe(bare.AssetId);
    }

    [Fact]
    public void A_record_that_contradicts_a_stronger_key_is_left_out() =>
        Find("web01.corp.example", [Inventory.Asset("web01", serial: "XYZ789")], [Inventory.Asset("web01", "web01.corp.example", serial: "ABC123")])
            .SourceAsset.ShouldHaveSingleItem().SerialNumber.ShouldBe("ABC123");

    [Fact]
    public void A_cut_name_in_a_part_of_an_inventory_is_no_hint() =>
        Inventory.Index(new InventoryView("part.csv", [Inventory.Asset("application-server-01")], IsComplete: false))
            .Match("APPLICATION-SER", Inventory.Today).Status.ShouldBe(MatchStatus.Unknown);

    [Fact]
    public void A_full_name_stands_though_the_other_inventory_knows_only_short_ones() =>
        Find("web01.corp.example", [s_corp], [Inventory.Asset("web01", id: "1"), Inventory.Asset("web01", id: "2")])
            .Asset.ShouldBeSameAs(s_corp);

    [Fact]
    public void A_hint_of_the_first_is_nothing_beside_what_the_second_knows()
    {
        Asset full = Inventory.Asset("application-server-01");

        AssetMatch match = Find("application-server-01", [Inventory.Asset("APPLICATION-SER")], [full]);

        match.Asset.ShouldBeSameAs(full);
        match.Rule.ShouldBe("R5");
    }

    [Fact]
    public void The_newest_sight_of_all_says_whether_it_is_stale() =>
        Find("web01", [Inventory.Asset("web01", seenDaysAgo: 90)], [Inventory.Asset("web01", seenDaysAgo: 3)])
            .IsStale.ShouldBeFalse();

    [Fact]
    public void A_part_of_an_inventory_cannot_show_that_a_name_is_unique()
    {
        AssetMatch match = Inventory.Index(new InventoryView("part.csv", [s_corp], IsComplete: false)).Match("web01", Inventory.Today);

        match.Status.ShouldBe(MatchStatus.Matched);
        match.Confidence.ShouldBe(MatchConfidence.Low);
        match.Reason.ShouldContain("read in part");
        match.Reason.ShouldContain("whether it is the only one is not known");
    }

    [Fact]
    public void A_full_name_needs_no_complete_inventory() =>
        Inventory.Index(new InventoryView("part.csv", [s_corp], IsComplete: false))
            .Match("web01.corp.example", Inventory.Today).Confidence.ShouldBe(MatchConfidence.High);

    [Fact]
    public void A_part_of_an_inventory_cannot_show_that_a_host_is_missing() =>
        Inventory.Index(new InventoryView("part.csv", [s_corp], IsComplete: false))
            .Match("db01", Inventory.Today).Reason.ShouldContain("was not read, so it may be there all the same");

    [Fact]
    public void No_inventory_at_all_is_an_error() =>
        Should.Throw<FailureException>(() => Inventory.Index()).Id.ShouldBe(FailureId.InventoryMissing);

    [Fact]
    public void An_empty_inventory_knows_nobody() => Inventory.Find("web01").Status.ShouldBe(MatchStatus.NotFound);

    private static AssetMatch Find(string name, Asset[] first, Asset[] second) =>
        Inventory.Index(Inventory.View(first), new InventoryView("cmdb.json", second, IsComplete: true)).Match(name, Inventory.Today);
}
