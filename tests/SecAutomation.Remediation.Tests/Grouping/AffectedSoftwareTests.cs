using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Tests.Grouping;

public sealed class AffectedSoftwareTests
{
    [Theory]
    [InlineData("Apache Log4j < 2.16.0 RCE", "Apache Log4j 2.14.1")]
    [InlineData("Mozilla Firefox < 118.0", "Mozilla Firefox 115.0 (x64 en-US)")]
    [InlineData("Google Chrome < 120.0.6099 Multiple Vulnerabilities", "Google Chrome")]
    [InlineData("OpenSSH < 9.3p2 Vulnerability", "OpenSSH")]
    [InlineData("7-Zip < 23.00", "7-Zip 22.01 (x64)")]
    [InlineData("Notepad++ < 8.5.7 Heap Overflow", "Notepad++ (64-bit x64)")]
    public void The_whole_name_of_a_product_in_the_title_is_recognised(string title, string installed) =>
        Found(new Finding { Title = title }, new InstalledSoftware { Name = installed }).ShouldBe([installed]);

    [Theory]
    [InlineData("Microsoft Windows Server 2019 Security Update", "Windows")]
    [InlineData("Microsoft Windows Server 2019 Security Update", "Microsoft Update")]
    [InlineData("Google Chrome < 120", "Google Earth")]
    [InlineData("Google Chrome < 120", "Google Chrome Remote Desktop")]
    [InlineData("OpenSSH < 9.3", "SSH")]
    [InlineData("Apache Log4j < 2.16.0", "Apache HTTP Server")]
    [InlineData("Anything", "")]
    [InlineData("Anything", "1.2.3")]
    public void A_part_of_a_name_or_a_word_that_names_nothing_is_not(string title, string installed) =>
        Found(new Finding { Title = title }, new InstalledSoftware { Name = installed }).ShouldBeEmpty();

    [Fact]
    public void A_CPE_tells_the_product_whatever_its_version_and_form()
    {
        Finding finding = new() { Software = [new InstalledSoftware { Cpe = "cpe:/a:openbsd:openssh:8.4" }] };

        Found(finding, new InstalledSoftware { Name = "ssh daemon", Cpe = "cpe:2.3:a:openbsd:openssh:9.0:*:*:*:*:*:*:*" }).ShouldBe(["ssh daemon"]);
        Found(finding, new InstalledSoftware { Name = "x", Cpe = "cpe:2.3:a:openbsd:opensmtpd:9.0:*:*:*:*:*:*:*" }).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_the_scanner_gives_is_recognised() =>
        Found(
            new Finding { Software = [new InstalledSoftware { Name = "libssl3", Version = "3.0.1" }] },
            new InstalledSoftware { Name = "libssl3", Version = "3.0.1" }).ShouldBe(["libssl3"]);

    [Fact]
    public void What_nobody_told_stays_unknown_and_what_is_not_recognised_is_none()
    {
        AffectedSoftware.Find(null, [new Finding { Title = "OpenSSH" }]).ShouldBeNull();
        AffectedSoftware.Find([], [new Finding { Title = "OpenSSH" }])!.ShouldBeEmpty();
    }

    private static string[] Found(Finding finding, InstalledSoftware installed) =>
        [.. AffectedSoftware.Find([installed], [finding])!.Select(software => software.Name)];
}
