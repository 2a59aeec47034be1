using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of answers of PuppetDB.</summary>
public sealed class PuppetDBTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void Facts_stand_under_flat_names_and_an_absent_one_is_null()
    {
        Asset asset = Read("""
            [{"certname":"node-1","facts.networking":{"hostname":"web01","fqdn":"web01.corp.example","ip":"192.0.2.7"},"facts.os":null,"facts.dmi":null}]
            """).Asset.ShouldHaveSingleItem();

        (asset.Fqdn, asset.OperatingSystem, asset.SerialNumber).ShouldBe(("web01.corp.example", null, null));
        _heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void The_name_of_a_certificate_is_an_alias_where_the_machine_has_a_name()
    {
        Asset asset = Read("""[{"certname":"7f0c2d","facts":{"networking":{"hostname":"web01","fqdn":"web01.corp.example"}}}]""").Asset.ShouldHaveSingleItem();

        (asset.ComputerName, asset.AssetId).ShouldBe(("web01", "7f0c2d"));
        asset.Alias.ShouldContain(alias => alias == "7f0c2d");
    }

    [Fact]
    public void An_answer_that_was_cut_is_an_error_and_never_a_shorter_list() =>
        Read("""[{"certname":"a","facts":{"networking":{"hostname":"a"}}},{"certname":"b","fac""").IsComplete.ShouldBeFalse();

    private InventoryRead Read(string text) => RecordedReports.ReadAssets(text, _heard);
}
