using CsCheck;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

/// <summary>What holds of several inventories at once, whole and partial.</summary>
public sealed class SeveralInventoriesPropertyTests
{
    private static readonly string[] s_names = ["web01", "web02", "db01"];
    private static readonly string?[] s_domains = [null, "corp.example", "dmz.example"];

    [Fact]
    public void The_order_of_inventories_changes_precedence_and_nothing_else() =>
        Gen.Select(View("ad"), View("cmdb"), Hosts).Sample((ad, cmdb, host) =>
        {
            AssetMatch one = Find(host, ad, cmdb);
            AssetMatch other = Find(host, cmdb, ad);

            Facts(other).ShouldBe(Facts(one), Told(host, ad, cmdb));
        }, iter: 2000);

    [Fact]
    public void A_partial_view_never_says_that_a_host_is_not_there() =>
        Gen.Select(View("ad"), View("cmdb"), Hosts).Sample((ad, cmdb, host) =>
        {
            Find(host, ad, cmdb with { IsComplete = false }).Status.ShouldNotBe(MatchStatus.NotFound);
            Find(host, ad with { IsComplete = false }).Status.ShouldNotBe(MatchStatus.NotFound);
        }, iter: 1000);

    [Fact]
    public void A_partial_view_claims_no_short_name_for_itself() =>
        Gen.Select(View("ad"), Hosts).Sample((ad, host) =>
        {
            AssetMatch match = Find(host, ad with { IsComplete = false });

            if (match is { Status: MatchStatus.Matched, Rule: "R5" or "R6" })
                match.Confidence.ShouldBe(MatchConfidence.Low, Told(host, ad));
        }, iter: 1000);

    [Fact]
    public void An_inventory_that_knows_nothing_of_the_host_changes_nothing() =>
        Gen.Select(View("ad"), Hosts).Sample((ad, host) =>
        {
            var other = new InventoryView("cmdb", [Inventory.Asset("unrelated", "unrelated.corp.example", source: "cmdb")], IsComplete: true);

            Facts(Find(host, ad, other)).ShouldBe(Facts(Find(host, ad)), Told(host, ad));
            Facts(Find(host, other, ad)).ShouldBe(Facts(Find(host, ad)), Told(host, ad));
        }, iter: 1000);

    [Fact]
    public void A_name_is_never_joined_with_one_of_another_domain() =>
        Gen.Select(View("ad"), View("cmdb"), Hosts).Sample((ad, cmdb, host) =>
        {
            AssetMatch match = Find(host, ad, cmdb);
            // A renamed machine is known by its serial number, whatever the names.
            if (match.Rule == "R2")
                return;

            match.SourceAsset.Select(asset => asset.Fqdn).OfType<string>().Distinct(StringComparer.Ordinal).Count().ShouldBeLessThanOrEqualTo(1, Told(host, ad, cmdb));
        }, iter: 2000);

    [Fact]
    public void Reading_more_of_an_inventory_never_moves_a_host_to_another_full_name() =>
        Gen.Select(View("cmdb"), Hosts, Gen.Int[0, 5]).Sample((whole, host, length) =>
        {
            AssetMatch part = Find(host, whole with { Asset = [.. whole.Asset.Take(length)], IsComplete = false });
            AssetMatch all = Find(host, whole);
            // The part that was not read may hold the machine with the host's serial number, which is the stronger fact.
            if (part is not { Status: MatchStatus.Matched, Rule: "R3" } || host.SerialNumber is not null)
                return;

            (all.Status == MatchStatus.Ambiguous || all.SourceAsset.Any(asset => asset.Fqdn == part.Asset!.Fqdn)).ShouldBeTrue(Told(host, whole));
        }, iter: 1000);

    private static AssetMatch Find(CriticalCveHost host, params InventoryView[] views) => Inventory.Index(views).Match(host, Inventory.Today);

    private static Gen<InventoryView> View(string source) =>
        Gen.Select(Gen.Int[0, s_names.Length - 1], Gen.Int[0, s_domains.Length - 1], Gen.Int[0, 2], Gen.Int[0, 60])
            .Select((name, domain, serial, days) => Inventory.Asset(
                s_names[name],
                s_domains[domain] is string known ? $"{s_names[name]}.{known}" : null,
                serial: serial == 0 ? null : $"SERIAL{name}{serial}",
                seenDaysAgo: days,
                source: source))
            .Array[0, 5]
            .Select(assets => new InventoryView(source, [.. assets.Select((asset, i) => asset with { AssetId = $"{source}{i}", Place = $"line {i + 2}" })], IsComplete: true));

    private static Gen<CriticalCveHost> Hosts { get; } =
        Gen.Select(Gen.Int[0, s_names.Length - 1], Gen.Int[0, s_domains.Length - 1], Gen.Int[0, 4])
            .Select((name, domain, serial) => new CriticalCveHost
            {
                ComputerName = s_names[name],
                Fqdn = s_domains[domain] is string known ? $"{s_names[name]}.{known}" : null,
                SerialNumber = serial is 1 or 2 ? $"SERIAL{name}{serial}" : null,
            });

    private static string Facts(AssetMatch match) =>
        $"{match.Status} {match.Confidence} {match.Rule} {string.Join(' ', match.SourceAsset.Select(asset => asset.AssetId).Order(StringComparer.Ordinal))} | {string.Join(' ', match.Candidate.Select(asset => asset.AssetId).Order(StringComparer.Ordinal))} {match.IsStale}";

    private static string Told(CriticalCveHost host, params InventoryView[] views) => System.Text.Json.JsonSerializer.Serialize(new { host, views });
}
