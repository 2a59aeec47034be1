using CsCheck;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class MatchingPropertyTests
{
    private static readonly string[] s_names = ["web01", "web02", "application-server-01", "application-ser", "db01"];
    private static readonly string?[] s_domains = [null, "corp.example", "dmz.example"];

    [Fact]
    public void The_order_of_the_records_does_not_matter() =>
        Gen.Select(Gen.OneOf(Gen.Select(Assets, Hosts), IdentifierPropertyTests.Fleet), Gen.Int).Sample((fleet, seed) =>
        {
            (Asset[] assets, CriticalCveHost host) = fleet;
            Asset[] shuffled = [.. assets];
            new Random(seed).Shuffle(shuffled);

            Text(Inventory.Find(host, shuffled)).ShouldBe(Text(Inventory.Find(host, assets)));
        }, iter: 1300);

    [Fact]
    public void There_is_one_answer_and_it_keeps_its_promises() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch match = Inventory.Find(host, assets);

            match.CriticalCveHost.ShouldBeSameAs(host);
            match.ComputerName.ShouldBe(host.ComputerName);
            match.Reason.ShouldEndWith(".");
            (match.Asset is not null).ShouldBe(match.Status == MatchStatus.Matched);
            (match.Candidate.Length > 0).ShouldBe(match.Status == MatchStatus.Ambiguous);
            (match.Confidence != MatchConfidence.None).ShouldBe(match.Status == MatchStatus.Matched);
            (match.SourceAsset.Length > 0).ShouldBe(match.Status == MatchStatus.Matched);
        }, iter: 300);

    [Fact]
    public void An_unrelated_asset_changes_nothing() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch before = Inventory.Find(host, assets);
            AssetMatch after = Inventory.Find(host, [Inventory.Asset("unrelated", "unrelated.corp.example"), .. assets]);

            (after.Status, after.Asset, after.Rule, after.Confidence).ShouldBe((before.Status, before.Asset, before.Rule, before.Confidence));
            after.Candidate.ShouldBe(before.Candidate);
        }, iter: 300);

    [Fact]
    public void A_clone_makes_a_match_ambiguous_and_never_another_match() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch before = Inventory.Find(host, assets);
            // A second record of the machine may say what the copy does not, for example that it was seen lately.
            if (before.SourceAsset.Length != 1)
                return;

            AssetMatch after = Inventory.Find(
                host, [.. assets, before.Asset! with { AssetId = "clone", SerialNumber = null }]);

            after.Status.ShouldBe(MatchStatus.Ambiguous);
            after.Asset.ShouldBeNull();
            after.Candidate.ShouldContain(before.Asset!);
        }, iter: 300);

    [Fact]
    public void Case_a_trailing_dot_and_a_dollar_change_nothing() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch plain = Inventory.Find(host, assets);
            foreach (string variant in new[] { host.ComputerName.ToUpperInvariant(), host.ComputerName + ".", host.ComputerName + "$" })
            {
                AssetMatch other = Inventory.Find(host with { ComputerName = variant, Fqdn = host.Fqdn?.ToUpperInvariant() }, assets);
                (other.Status, other.Asset, other.Rule).ShouldBe((plain.Status, plain.Asset, plain.Rule));
            }
        }, iter: 300);

    [Fact]
    public void A_match_never_crosses_two_real_domains() =>
        Gen.Select(Assets, Hosts).Sample((assets, host) =>
        {
            AssetMatch match = Inventory.Find(host, assets);
            if (host.Fqdn is not null && match.Asset?.Fqdn is string found && host.Alias.Length == 0)
                HostName.Parse(found).Domain.ShouldBe(HostName.Parse(host.Fqdn).Domain);
        }, iter: 300);

    [Fact]
    public void Hosts_are_told_apart_among_a_hundred_thousand_assets_of_one_name()
    {
        Asset[] assets = [.. Enumerable.Range(0, 100_000).Select(i => Inventory.Asset("web01", i % 2 == 0 ? $"web01.site{i}.example" : null, $"{i}"))];
        AssetIndex index = Inventory.Index(Inventory.View(assets));

        for (int i = 0; i < 100_000; i += 50)
        {
            index.Match("web01", Inventory.Today).Candidate.Length.ShouldBe(100_000);
            index.Match($"web01.site{i}.example", Inventory.Today).Asset!.Fqdn.ShouldBe($"web01.site{i}.example");
            index.Match($"web01.site{i + 1}.example", Inventory.Today).Status.ShouldBe(MatchStatus.Ambiguous);
        }
    }

    private static Gen<Asset[]> Assets { get; } =
        Gen.Select(Gen.Int[0, s_names.Length - 1], Gen.Int[0, s_domains.Length - 1], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 60])
            .Select((name, domain, serial, upper, days) => Inventory.Asset(
                upper ? s_names[name].ToUpperInvariant() : s_names[name],
                s_domains[domain] is string known ? $"{s_names[name]}.{known}" : null,
                serial: serial == 0 ? null : $"SERIAL{name}{serial}",
                seenDaysAgo: days))
            .Array[0, 8]
            .Select(assets => assets.Select((asset, i) => asset with { AssetId = $"id{i}", Place = $"line {i + 2}" }).ToArray());

    private static Gen<CriticalCveHost> Hosts { get; } =
        Gen.Select(Gen.Int[0, s_names.Length - 1], Gen.Int[0, s_domains.Length - 1], Gen.Int[0, s_names.Length * 3])
            .Select((name, domain, alias) => new CriticalCveHost
            {
                ComputerName = s_names[name],
                Fqdn = s_domains[domain] is string known ? $"{s_names[name]}.{known}" : null,
                Alias = alias < s_names.Length ? [s_names[alias]] : [],
            });

    private static string Text(AssetMatch match) => System.Text.Json.JsonSerializer.Serialize(match);
}
