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

    [Theory]
    [InlineData("virbr0")]
    [InlineData("virbr0-nic")]
    [InlineData("docker0")]
    [InlineData("br-0a1b2c3d4e5f")]
    public void Bridges_of_virtual_machines_and_containers_are_no_addresses_of_the_machine(string bridge)
    {
        Asset json = RecordedReports.ReadAssets($$"""
            {"deviceid":"d","action":"inventory","content":{"hardware":{"name":"web01"},"networks":[
             {"ipaddress":"192.168.122.1","mac":"52:54:00:c0:00:02","description":"{{bridge}}"},
             {"description":"eth0","ipaddress":"192.0.2.7","mac":"00:50:56:c0:00:01"},{"ipaddress":"192.0.2.8"}] } }
            """, _heard).Asset.ShouldHaveSingleItem();
        Asset xml = RecordedReports.ReadAssets($"""
            <REQUEST><CONTENT><HARDWARE><NAME>web01</NAME><IPADDR>192.168.122.1/192.0.2.7</IPADDR></HARDWARE>
            <NETWORKS><IPADDRESS>192.168.122.1</IPADDRESS><MACADDR>52:54:00:c0:00:02</MACADDR><DESCRIPTION>{bridge}</DESCRIPTION></NETWORKS>
            <NETWORKS><DESCRIPTION>br-lan</DESCRIPTION><IPADDRESS>192.0.2.7</IPADDRESS><MACADDR>00:50:56:c0:00:01</MACADDR></NETWORKS></CONTENT></REQUEST>
            """, _heard).Asset.ShouldHaveSingleItem();

        json.IPAddress.ShouldBe(["192.0.2.7", "192.0.2.8"]);
        xml.IPAddress.ShouldBe(["192.0.2.7"]);
        json.MacAddress.ShouldBe(["005056c00001"]);
        xml.MacAddress.ShouldBe(["005056c00001"]);
    }

    [Fact]
    public void Addresses_that_are_joined_by_slashes_are_several() =>
        RecordedReports.ReadAssets(
            "<REQUEST><CONTENT><HARDWARE><NAME>web01</NAME><IPADDR>192.0.2.7/192.0.2.8/2001:db8::7</IPADDR></HARDWARE></CONTENT></REQUEST>", _heard)
            .Asset.ShouldHaveSingleItem().IPAddress.ShouldBe(["192.0.2.7", "192.0.2.8", "2001:db8::7"]);
}
