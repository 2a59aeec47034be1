using CsCheck;

namespace SecAutomation.Remediation.Tests.Identity;

/// <summary>What holds of identifiers, whatever the fleet: MAC addresses, UUIDs in either byte order, serial numbers, cloud ids.</summary>
public sealed class IdentifierPropertyTests
{
    private static readonly string[] s_uuids = ["4c4c4544-0044-4a10-8052-b3c04f4d3101", "4c4c4544-0051-3310-8044-b7c04f584b32", "564d1122-3344-5566-7788-99aabbccdd01"];
    private static readonly string[] s_macs = ["3c5282aa0001", "3c5282aa0002", "005056c00008"];
    private static readonly string[] s_serials = ["1AJRMD1", "7XK2LQ2", "VMware-56 4d 11 22 33 44 55 66-77 88 99 aa bb cc dd 01"];
    private static readonly string[] s_clouds = ["i-0abcdef1234567890", "i-0abcdef1234567891"];
    private static readonly string[] s_names = ["web01", "web02", "db01"];

    /// <summary>Assets with identifiers of every kind, and a host.</summary>
    internal static Gen<(Asset[] Assets, CriticalCveHost Host)> Fleet => Gen.Select(Assets, Hosts);

    [Fact]
    public void An_asset_that_shares_nothing_with_the_host_never_changes_the_answer() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch before = Inventory.Find(host, assets);
            Asset unrelated = Inventory.Asset("unrelated", "unrelated.corp.example", serial: "ZZZ9999", uuid: "11111111-2222-4333-8444-555555555556")
                with { MacAddress = ["3c5282ffffff"], CloudId = "i-0ffffffffffffffff" };

            Text(Inventory.Find(host, [unrelated, .. assets])).ShouldBe(Text(before), Told(host, assets));
        }, iter: 1000);

    [Fact]
    public void The_byte_order_of_a_UUID_changes_nothing_but_the_words() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch before = Inventory.Find(host, assets);
            AssetMatch after = Inventory.Find(host with { BiosUuid = Swapped(host.BiosUuid) }, assets);
            AssetMatch both = Inventory.Find(host, [.. assets.Select(asset => asset with { BiosUuid = Swapped(asset.BiosUuid) })]);

            Decision(after).ShouldBe(Decision(before), Told(host, assets));
            Decision(both).ShouldBe(Decision(before), Told(host, assets));
        }, iter: 1000);

    [Fact]
    public void The_spelling_of_identifiers_changes_nothing() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            CriticalCveHost spelled = host with
            {
                BiosUuid = host.BiosUuid is string uuid ? $"{{{uuid.ToUpperInvariant()}}}" : null,
                SerialNumber = host.SerialNumber?.ToLowerInvariant(),
                CloudId = host.CloudId?.ToUpperInvariant(),
                MacAddress = [.. host.MacAddress.Select(mac => string.Join(':', mac.Chunk(2).Select(pair => new string(pair).ToUpperInvariant())))],
            };

            Decision(Inventory.Find(spelled, assets)).ShouldBe(Decision(Inventory.Find(host, assets)), Told(host, assets));
        }, iter: 1000);

    [Fact]
    public void A_match_never_has_another_identifier_than_the_host() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch match = Inventory.Find(host, assets);
            // The provider's id is the strongest, so nothing rules it out; nor does what is on the same record rule itself out.
            if (match.Status != MatchStatus.Matched || match.SourceAsset.Length > 1)
                return;
            Asset found = match.SourceAsset[0];

            (host.CloudId is null || found.CloudId is null || host.CloudId == found.CloudId).ShouldBeTrue(Told(host, assets));
            if (host.CloudId is null || found.CloudId is null)
                (host.BiosUuid is null || found.BiosUuid is null || host.BiosUuid == found.BiosUuid).ShouldBeTrue(Told(host, assets));
        }, iter: 2000);

    [Fact]
    public void A_second_machine_with_the_identifier_takes_the_certainty_away() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch before = Inventory.Find(host, assets);
            if (before is not { Confidence: MatchConfidence.Exact, Rule: "R2", SourceAsset.Length: 1 })
                return;
            Asset clone = before.SourceAsset[0] with { AssetId = "clone", CloudId = null, ComputerName = "clone", Fqdn = null, Alias = [], MacAddress = ["3c5282eeeeee"], Place = "line 99" };

            AssetMatch after = Inventory.Find(host, [.. assets, clone]);

            (after is { Confidence: MatchConfidence.Exact, Asset.AssetId: "clone" }).ShouldBeFalse(Told(host, assets));
        }, iter: 2000);

    private static Gen<string?> OneOf(string[] values) => Gen.Int[-2, values.Length - 1].Select(i => i < 0 ? null : values[i]);

    private static Gen<Asset[]> Assets { get; } =
        Gen.Select(OneOf(s_names), OneOf(s_uuids), OneOf(s_serials), OneOf(s_macs), OneOf(s_clouds))
            .Select((name, uuid, serial, mac, cloud) => new Asset
            {
                ComputerName = name ?? "",
                BiosUuid = uuid,
                SerialNumber = serial,
                MacAddress = mac is null ? null : [mac],
                CloudId = cloud,
                Source = "assets.csv",
            })
            .Array[0, 6]
            .Select(assets => assets.Select((asset, i) => asset with { AssetId = $"id{i}", Place = $"line {i + 2}" }).ToArray());

    private static Gen<CriticalCveHost> Hosts { get; } =
        Gen.Select(OneOf(s_names), OneOf(s_uuids), OneOf(s_serials), OneOf(s_macs), OneOf(s_clouds))
            .Select((name, uuid, serial, mac, cloud) => new CriticalCveHost
            {
                ComputerName = name ?? "192.0.2.7",
                BiosUuid = uuid,
                SerialNumber = serial,
                MacAddress = mac is null ? [] : [mac],
                CloudId = cloud,
            });

    private static string? Swapped(string? uuid) => uuid is null ? null : new Guid(Guid.Parse(uuid).ToByteArray(bigEndian: true)).ToString();

    private static (MatchStatus, string?, string, MatchConfidence, string) Decision(AssetMatch match) =>
        (match.Status, match.Asset?.AssetId, match.Rule, match.Confidence, string.Join(' ', match.Candidate.Select(asset => asset.AssetId)));

    private static string Text(AssetMatch match) => $"{Decision(match)} {string.Join(' ', match.SourceAsset.Select(asset => asset.AssetId).Order(StringComparer.Ordinal))}";

    private static string Told(CriticalCveHost host, Asset[] assets) => System.Text.Json.JsonSerializer.Serialize(new { host, assets });
}
