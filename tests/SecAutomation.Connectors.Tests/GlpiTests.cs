namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of inventories of GLPI agents.</summary>
public sealed class GlpiTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void Addresses_of_the_loopback_are_not_those_of_the_machine()
    {
        Asset asset = RecordedReports.ReadAssets("""
            {"deviceid":"d","action":"inventory","content":{"hardware":{"name":"web01"},"networks":[
             {"description":"lo","ipaddress":"127.0.0.1","ipaddress6":"::1","mac":"00:00:00:00:00:00","virtualdev":true},
             {"description":"eth0","ipaddress":"192.0.2.7","mac":"00:50:56:c0:00:01","virtualdev":false}]}}
            """, _heard).Asset.ShouldHaveSingleItem();

        asset.IPAddress.ShouldBe(["192.0.2.7"]);
        asset.MacAddress.ShouldBe(["005056c00001"]);
        _heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Addresses_that_are_joined_by_slashes_are_several() =>
        RecordedReports.ReadAssets(
            "<REQUEST><CONTENT><HARDWARE><NAME>web01</NAME><IPADDR>192.0.2.7/192.0.2.8/2001:db8::7</IPADDR></HARDWARE></CONTENT></REQUEST>", _heard)
            .Asset.ShouldHaveSingleItem().IPAddress.ShouldBe(["192.0.2.7", "192.0.2.8", "2001:db8::7"]);
}
