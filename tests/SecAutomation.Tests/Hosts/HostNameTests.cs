using System.Globalization;
using CsCheck;

namespace SecAutomation.Tests.Hosts;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("web01")]
    [InlineData("WEB01")]
    [InlineData("  WEB01\t")]
    [InlineData("WEB01$")]
    [InlineData("WEB01.")]
    [InlineData("WEB01$.")]
    [InlineData("web01\0")]
    [InlineData(@"CORP\WEB01")]
    [InlineData(@"CORP\WEB01$")]
    [InlineData(@"\\WEB01")]
    [InlineData(@"\\WEB01\c$")]
    [InlineData("admin@web01")]
    [InlineData("WEB01$@CORP.EXAMPLE")]
    [InlineData("[web01]")]
    [InlineData("web01:8443")]
    [InlineData("HOST/web01")]
    [InlineData("TERMSRV/WEB01:3389")]
    [InlineData("web01.localdomain")]
    [InlineData("WEB01.LOCAL")]
    [InlineData("web01.home.lan")]
    [InlineData("web01.workgroup.")]
    public void What_sources_write_around_a_short_name_is_left_out(string raw)
    {
        HostName name = HostName.Parse(raw);

        name.Status.ShouldBe(HostNameStatus.Name, name.Reason);
        name.ShortKey.ShouldBe("web01");
        name.Domain.ShouldBeNull();
        name.Fqdn.ShouldBeNull();
        name.Raw.ShouldBe(raw);
    }

    [Theory]
    [InlineData("Web01.Corp.Example")]
    [InlineData("web01.corp.example.")]
    [InlineData("web01.corp.example:443")]
    [InlineData(@"UNKNOWN\web01.corp.example")]
    [InlineData("host/web01.corp.example@CORP.EXAMPLE")]
    [InlineData("ldap/web01.corp.example/CORP.EXAMPLE")]
    [InlineData("root@WEB01.CORP.EXAMPLE")]
    public void A_full_name_has_a_domain(string raw)
    {
        HostName name = HostName.Parse(raw);

        name.Fqdn.ShouldBe("web01.corp.example");
        name.Domain.ShouldBe("corp.example");
        name.ShortKey.ShouldBe("web01");
    }

    [Fact]
    public void The_short_name_keeps_the_spelling_of_the_source() =>
        HostName.Parse(@"CORP\Web01.Corp.Example").Short.ShouldBe("Web01");

    [Theory]
    [InlineData(@"CORP\web01", "corp")]
    [InlineData(@"WORKGROUP\web01", null)]
    [InlineData(@"UNKNOWN\web01", null)]
    [InlineData("web01", null)]
    public void The_Windows_domain_is_kept_where_it_says_something(string raw, string? domain) =>
        HostName.Parse(raw).NetBiosDomain.ShouldBe(domain);

    [Theory]
    [InlineData("web01.corp.local", "corp.local")]
    [InlineData("web01.home.cugnet.net", "home.cugnet.net")]
    [InlineData("web01.lan.example", "lan.example")]
    public void A_domain_with_one_real_part_is_real(string raw, string domain) =>
        HostName.Parse(raw).Domain.ShouldBe(domain);

    [Theory]
    [InlineData("10.2.3.4", "10.2.3.4")]
    [InlineData(" 10.2.3.4 ", "10.2.3.4")]
    [InlineData("10.2.3.4/24", "10.2.3.4")]
    [InlineData("10.2.3.4:443", "10.2.3.4")]
    [InlineData("10.2.3.4.", "10.2.3.4")]
    [InlineData("2001:0DB8::0001", "2001:db8::1")]
    [InlineData("[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("2001:db8::1%eth0", "2001:db8::1")]
    [InlineData("::ffff:10.2.3.4", "10.2.3.4")]
    public void An_IP_address_is_no_name_and_keeps_its_whole_text(string raw, string address)
    {
        HostName name = HostName.Parse(raw);

        name.Status.ShouldBe(HostNameStatus.IPAddress);
        name.IPAddress.ShouldBe(address);
        name.Short.ShouldBe(address);
        name.ShortKey.ShouldBe("");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.localdomain")]
    [InlineData("localhost6")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.7.8")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("(none)")]
    [InlineData("unknown")]
    [InlineData("Unknown.corp.example")]
    [InlineData("-")]
    [InlineData("N/A")]
    [InlineData("NULL")]
    [InlineData("No registered hostname")]
    [InlineData("ip-10-0-0-5")]
    [InlineData("ip-10-0-0-5.ec2.internal")]
    [InlineData("ec2-54-1-2-3.compute-1.example.com")]
    [InlineData("dhcp-10-2-3-4.corp.example")]
    [InlineData("dhcp-12-34")]
    [InlineData("10-0-0-5.isp.example")]
    [InlineData("10.0.0.5.isp.example")]
    [InlineData("5.0.0.10.in-addr.arpa")]
    [InlineData("00-50-56-AA-BB-CC")]
    public void A_name_that_many_machines_carry_is_a_placeholder(string raw)
    {
        HostName name = HostName.Parse(raw);

        name.Status.ShouldBe(HostNameStatus.Placeholder);
        name.Reason.ShouldNotBeEmpty();
        name.ShortKey.ShouldBe("");
        name.Fqdn.ShouldBeNull();
    }

    [Theory]
    [InlineData("dhcp-01")]
    [InlineData("rack-1-2-3-4")]
    [InlineData("WIN-3KJ2LQ1")]
    [InlineData("ip-gateway")]
    [InlineData("1234567")]
    [InlineData("none-of-yours")]
    [InlineData("SRV_DB_01")]
    [InlineData("DESKTOP-SRV-01-")]
    public void A_name_that_only_resembles_a_placeholder_is_a_name(string raw) =>
        HostName.Parse(raw).ShortKey.ShouldBe(raw.ToLowerInvariant());

    [Theory]
    [InlineData("iPad Air (17zoll)", "a blank")]
    [InlineData("192.168.1.1001", "looks like an IP address and is none")]
    [InlineData("010.0.0.5", "looks like an IP address and is none")]
    [InlineData("10.0.0", "looks like an IP address and is none")]
    [InlineData("web..corp.example", "an empty part")]
    [InlineData("x\"] or (\"id\" exists", "the character '\"'")]
    [InlineData("web\u0007", "U+0007")]
    [InlineData("=cmd|calc", "the character '='")]
    [InlineData("-web", "begins with a hyphen")]
    [InlineData("___", "no letter and no digit")]
    [InlineData("$", "nothing is left")]
    [InlineData("CORP\\", "nothing is left")]
    [InlineData("6.37702E+15", "the character '+'")]
    public void What_no_machine_can_be_called_says_why(string raw, string reason)
    {
        HostName name = HostName.Parse(raw);

        name.Status.ShouldBe(HostNameStatus.Invalid);
        name.Reason.ShouldContain(reason);
        name.ShortKey.ShouldBe("");
    }

    [Fact]
    public void Half_a_character_is_no_name() =>
        HostName.Parse("web\ud800").Reason.ShouldBe("it holds half a character");

    [Fact]
    public void The_limits_of_DNS_hold()
    {
        HostName.Parse(new string('a', 63)).IsName.ShouldBeTrue();
        HostName.Parse(new string('a', 64)).Reason.ShouldContain("longer than 63");
        HostName.Parse(string.Join('.', Enumerable.Repeat("abcdefg", 32))).Reason.ShouldContain("longer than 253");
        HostName.Parse(new string('\u00e4', 5000)).Status.ShouldBe(HostNameStatus.Invalid);
    }

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva", "xn--bcher-kva.example")]
    [InlineData("bu\u0308cher.example", "xn--bcher-kva", "xn--bcher-kva.example")]
    [InlineData("web01\u3002corp\u3002example", "web01", "web01.corp.example")]
    public void An_internationalised_name_compares_by_its_ASCII_form(string raw, string shortKey, string fqdn)
    {
        HostName name = HostName.Parse(raw);

        name.ShortKey.ShouldBe(shortKey);
        name.Fqdn.ShouldBe(fqdn);
    }

    [Fact]
    public void An_internationalised_name_keeps_its_spelling() =>
        HostName.Parse("Bücher.example").Short.ShouldBe("Bücher");

    [Fact]
    public void Case_does_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");

            HostName.Parse("WEBIIS.CORP.EXAMPLE").Fqdn.ShouldBe("webiis.corp.example");
            HostName.Parse("LOCALHOST.LOCALDOMAIN").Status.ShouldBe(HostNameStatus.Placeholder);
            HostName.Parse("X.WORKGROUP").Domain.ShouldBeNull();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Without_a_dot_the_dotless_I_is_another_letter() =>
        HostName.Parse("web\u0131").ShortKey.ShouldStartWith("xn--web");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\0")]
    public void Nothing_is_the_default_value_and_says_that_it_is_empty(string? raw)
    {
        HostName name = HostName.Parse(raw);

        name.ShouldBe(default);
        name.Status.ShouldBe(HostNameStatus.Invalid);
        name.Reason.ShouldBe("it is empty");
        name.Short.ShouldBe("");
        name.ShortKey.ShouldBe("");
        name.Raw.ShouldBe("");
        name.ToString().ShouldBe("");
    }

    [Fact]
    public void A_lower_case_name_is_kept_without_a_copy()
    {
        string raw = new("web01".AsSpan());

        HostName.Parse(raw).ShortKey.ShouldBeSameAs(raw);
        HostName.Parse(raw).Short.ShouldBeSameAs(raw);
    }

    [Fact]
    public void A_name_that_was_taken_apart_stays_as_it_is() =>
        Names.Sample(raw =>
        {
            HostName once = HostName.Parse(raw);
            HostName twice = HostName.Parse(once.ToString());
            if (once.IsName)
                (twice.ShortKey, twice.Fqdn).ShouldBe((once.ShortKey, once.Fqdn));
        }, iter: 5_000);

    [Fact]
    public void Case_blanks_a_trailing_dot_and_a_dollar_change_nothing() =>
        Names.Where(raw => HostName.Parse(raw).IsName && raw.Length < 200).Sample(raw =>
        {
            HostName plain = HostName.Parse(raw);
            foreach (string variant in new[] { raw.ToUpperInvariant(), $" {raw} ", raw + ".", raw.TrimEnd('$', '.') + "$" })
            {
                HostName other = HostName.Parse(variant);
                (other.ShortKey, other.Fqdn).ShouldBe((plain.ShortKey, plain.Fqdn), variant);
            }
        }, iter: 5_000);

    [Fact]
    public void Any_text_at_all_can_be_parsed() =>
        Gen.String.Sample(raw => HostName.Parse(raw).ShortKey.ShouldNotBeNull());

    private static Gen<string> Names { get; } =
        Gen.OneOf(
            Gen.String[Gen.Char["abzAIZ019-_.$\\@:/[] \u00fc\u0130"], 0, 40],
            Gen.Select(Label, Gen.Int[0, Endings.Length - 1].Select(i => Endings[i]), (label, rest) => label + rest));

    private static string[] Endings => ["", ".corp.example", ".LAN", ".", "$"];

    private static Gen<string> Label => Gen.String[Gen.Char["abcXYZ0189-_"], 1, 20];
}
