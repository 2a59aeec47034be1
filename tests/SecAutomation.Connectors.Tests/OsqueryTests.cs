namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of osquery results.</summary>
public sealed class OsqueryTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void Zones_blanks_and_zero_characters_are_no_part_of_a_value()
    {
        Asset asset = RecordedReports.ReadAssets("""
            {"system_info":[{"hostname":"web01.corp.example","computer_name":"web01 ","hardware_serial":"VMware-1\u0000 "}],
             "interface_addresses":[{"interface":"en0","address":"2001:db8::7%en0"},{"interface":"en0","address":"192.0.2.7"}],
             "programs":[{"name":"7-Zip ","version":"21.07 ","publisher":"Igor Pavlov\u0000"}]}
            """, _heard).Asset.ShouldHaveSingleItem();

        (asset.ComputerName, asset.SerialNumber).ShouldBe(("web01", "VMware-1"));
        asset.IPAddress.ShouldBe(["2001:db8::7", "192.0.2.7"], ignoreOrder: true);
        InstalledSoftware software = asset.InstalledSoftware.ShouldHaveSingleItem();
        (software.Name, software.Version, software.Publisher).ShouldBe(("7-Zip", "21.07", "Igor Pavlov"));
        _heard.Failures.ShouldBeEmpty();
    }
}
