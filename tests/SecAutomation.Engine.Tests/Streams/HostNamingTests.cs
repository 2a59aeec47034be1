namespace SecAutomation.Engine.Tests.Streams;

public sealed class HostNamingTests : IDisposable
{
    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("<fqdn>Web01.corp.example</fqdn><netbios>NB</netbios><name>other</name>", "Web01", "web01.corp.example")]
    [InlineData("<fqdn>short</fqdn><netbios>WEB01</netbios><name>other</name>", "WEB01", null)]
    [InlineData("<fqdn>short</fqdn><name>web01</name>", "web01", null)]
    [InlineData("<fqdn>short</fqdn><name>192.0.2.1</name>", "short", null)]
    [InlineData("<name>192.0.2.1</name>", "192.0.2.1", null)]
    [InlineData("<netbios>WEB01</netbios><name>web01.corp.example</name>", "WEB01", "web01.corp.example")]
    [InlineData("<netbios>UNKNOWN\\PLEX</netbios>", "PLEX", null)]
    [InlineData("<netbios>UNKNOWN\\plex.home.example.net</netbios>", "plex", "plex.home.example.net")]
    [InlineData("<netbios>WORKGROUP\\DISKSTATION</netbios>", "DISKSTATION", null)]
    [InlineData("<netbios>LONGSERVERNAME1</netbios><name>LongServerName123.corp.example</name>", "LongServerName123", "longservername123.corp.example")]
    [InlineData("<name>No registered hostname</name><netbios>WEB01</netbios>", "WEB01", null)]
    [InlineData("<fqdn>ec2-203-0-113-9.compute-1.amazonaws.com</fqdn><name>web01</name>", "web01", null)]
    [InlineData("<name> chat_Desk </name>", "chat_Desk", null)]
    [InlineData("<name>Max iPad Air (17)</name>", "Max iPad Air (17)", null)]
    public void The_best_name_is_chosen(string elements, string computerName, string? fqdn)
    {
        HostIdentity host = _files.Host(elements).Identity;

        (host.ComputerName, host.Fqdn).ShouldBe((computerName, fqdn));
    }

    [Fact]
    public void The_target_of_the_scan_is_a_name_of_the_last_resort_and_always_an_alias()
    {
        HostIdentity host = _files.Host("<name>web01</name>", "target='portal.example'").Identity;

        host.ComputerName.ShouldBe("web01");
        host.Alias.ShouldBe(["web01", "portal.example"]);
    }

    [Fact]
    public void An_address_where_a_name_is_expected_is_an_address()
    {
        HostIdentity host = _files.Host("<name>web01</name><ip>192.0.2.7</ip>", "target='2001:DB8::1'").Identity;

        host.IPAddress.ShouldBe(["2001:db8::1", "192.0.2.7"]);
        host.Alias.ShouldBe(["web01"]);
    }

    [Fact]
    public void Words_that_mean_no_name_are_no_alias() =>
        _files.Host("<name>unknown</name><fqdn>localhost</fqdn><netbios>WEB01</netbios>").Identity.Alias.ShouldBe(["WEB01"]);

    [Fact]
    public void A_record_without_a_host_is_reported_skipped_and_not_lost_from_the_count()
    {
        var read = _files.Hosts("<host><item check='1'/></host><host><name>web01</name><item check='2'/></host>");

        read.Host.ShouldHaveSingleItem().Identity.ComputerName.ShouldBe("web01");
        (read.Read.Received, read.Read.Skipped, read.Read.IsComplete).ShouldBe((2, 1, false));
        FailureException failure = _files.Heard.Failures.ShouldHaveSingleItem();
        failure.Id.ShouldBe(FailureId.HostNameMissing);
        failure.Message.ShouldContain("line 1");
    }

    [Fact]
    public void A_record_without_a_host_that_nobody_wants_is_no_trouble()
    {
        var read = _files.Hosts("<host><item check='1'/></host>", static (in FindingFacts _) => false);

        read.Read.IsComplete.ShouldBeTrue();
        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Mac_addresses_on_several_lines_are_several() =>
        _files.Host("<name>web01</name><mac>00:00:5E:00:53:11\n00-00-5e-00-53-12\nff:ff:ff:ff:ff:ff</mac>")
            .Identity.MacAddress.ShouldBe(["00005e005311", "00005e005312"]);

    [Fact]
    public void An_address_that_is_none_is_reported_and_left_out()
    {
        HostIdentity host = _files.Host("<name>web01</name><ip>192.168.1.1001, 192.0.2.7 ;127.0.0.1</ip>").Identity;

        host.IPAddress.ShouldBe(["192.0.2.7"]);
        FailureException failure = _files.Heard.Failures.ShouldHaveSingleItem();
        failure.Id.ShouldBe(FailureId.ValueInvalid);
        failure.Message.ShouldContain("the value '192.168.1.1001' of ipAddress is no IP address");
    }

    [Fact]
    public void Without_an_address_nothing_is_said_of_addresses() =>
        _files.Host("<name>web01</name>").Identity.IPAddress.ShouldBeNull();
}
