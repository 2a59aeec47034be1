using CsCheck;

namespace SecAutomation.Tests.Hosts;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("10.2.3.4", "10.2.3.4")]
    [InlineData("10.2.3.4/32", "10.2.3.4")]
    [InlineData("FE80::1%en0", "fe80::1")]
    [InlineData("fe80::1%3/64", "fe80::1")]
    [InlineData("2001:db8:0:0:0:0:0:1/128", "2001:db8::1")]
    [InlineData("::FFFF:192.0.2.1", "192.0.2.1")]
    [InlineData("[::1]", "::1")]
    public void An_address_has_one_spelling(string text, string canonical) =>
        AddressText.CanonicalIPAddress(text).ShouldBe(canonical);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.2.3")]
    [InlineData("10.2.3.04")]
    [InlineData("010.2.3.4")]
    [InlineData("192.168.1.1001")]
    [InlineData("10.2.3.256")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.2.3.4/")]
    [InlineData("10.2.3.4/abc")]
    [InlineData("10.2.3.4, 10.2.3.5")]
    [InlineData("fe80::1::2")]
    [InlineData("web01")]
    public void What_is_no_address_has_none(string? text) =>
        AddressText.CanonicalIPAddress(text).ShouldBeNull();

    [Theory]
    [InlineData("10.2.3.4", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.1.2", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData(null, false)]
    public void Only_some_addresses_belong_to_one_machine(string? address, bool expected) =>
        AddressText.NamesOneMachine(address).ShouldBe(expected);

    [Theory]
    [InlineData("00:50:56:AA:BB:CC")]
    [InlineData("00-50-56-aa-bb-cc")]
    [InlineData("0050.56aa.bbcc")]
    [InlineData(" 005056AABBCC ")]
    public void A_MAC_address_is_twelve_lower_case_digits(string text) =>
        AddressText.CanonicalMacAddress(text).ShouldBe("005056aabbcc");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00:00:00:00:00:00")]
    [InlineData("ff:ff:ff:ff:ff:ff")]
    [InlineData("01:00:5e:00:00:01")]
    [InlineData("00:50:56:AA:BB")]
    [InlineData("00:50:56:AA:BB:CC:DD")]
    [InlineData("00:50:56:AA:BB:CG")]
    public void What_is_no_MAC_address_of_a_machine_has_none(string? text) =>
        AddressText.CanonicalMacAddress(text).ShouldBeNull();

    [Theory]
    [InlineData("005056aabbcc", true)]
    [InlineData("0242ac110002", false)]
    public void A_made_up_MAC_address_is_told_from_a_manufacturers(string mac, bool expected) =>
        AddressText.IsGloballyAdministered(mac).ShouldBe(expected);

    [Fact]
    public void The_canonical_text_is_canonical() =>
        Gen.Byte.Array[4].Sample(octets =>
        {
            string text = string.Join('.', octets);

            AddressText.CanonicalIPAddress(text).ShouldBe(text);
            AddressText.CanonicalIPAddress($"::ffff:{text}").ShouldBe(text);
        });

    [Fact]
    public void Any_text_at_all_can_be_looked_at() =>
        Gen.String.Sample(text =>
        {
            string? canonical = AddressText.CanonicalIPAddress(text);
            AddressText.CanonicalIPAddress(canonical).ShouldBe(canonical);
            AddressText.CanonicalMacAddress(text)?.Length.ShouldBe(12);
        });
}
