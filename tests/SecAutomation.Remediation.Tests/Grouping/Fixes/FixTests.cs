using SecAutomation.Remediation.Grouping.Fixes;

namespace SecAutomation.Remediation.Tests.Grouping.Fixes;

public sealed class FixTests
{
    [Theory]
    [InlineData("Upgrade to Apache 2.4.58 or later.", "product:apache", "2.4.58")]
    [InlineData("  Upgrade to\r\n Apache 2.4.58  or later", "product:apache", "2.4.58")]
    [InlineData("Upgrade to PHP version 5.3.2 / 5.2.13 or later.", "product:php", "5.2.13 / 5.3.2")]
    [InlineData("Upgrade to Tomcat version 9.0.31, 8.5.51 or 7.0.100 or later. See the advisory.", "product:tomcat", "7.0.100 / 8.5.51 / 9.0.31")]
    [InlineData("Update the runtime to version 8.0.2 or higher", "product:the runtime", "8.0.2")]
    [InlineData("Apply Cumulative Update KB5034441.", "kb5034441", "kb5034441")]
    [InlineData("Install KB5034439 or kb5034441, see KB5034439.", "kb5034439+kb5034441", "kb5034439+kb5034441")]
    [InlineData("KB12 is no article", "kb12 is no article", "kb12 is no article")]
    [InlineData("Disable the service.", "disable the service", "disable the service")]
    public void Is_read_from_the_solution(string solution, string group, string target)
    {
        Fix fix = Fix.Of(new Finding { Title = "A hole", Solution = solution, DetectionId = "1" });

        fix.Group.ShouldBe(group);
        fix.Target.ShouldBe(target);
        fix.Text.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("KB4343887: Windows 10 Version 1607 and Windows Server 2016 August 2018 Security Update", "Apply Cumulative Update KB4343887.", "update:windows 10 version 1607 and windows server 2016", "kb4343887")]
    [InlineData("Security Updates for Microsoft Excel Products (May 2018)", "Microsoft has released the following security updates: -KB4018399 -KB4018382", "update:microsoft excel", "kb4018382+kb4018399")]
    [InlineData("MS16-133: Security Update for Microsoft Office (3199168)", "Microsoft has released a set of patches.", "update:microsoft office", "ms16-133")]
    [InlineData("MS15-081: Vulnerabilities in Microsoft Office Could Allow Remote Code Execution (3080790)", null, "update:microsoft office", "ms15-081")]
    [InlineData("RHEL 8 : kernel (RHSA-2024:1234)", "Update the affected kernel packages.", "package:rhel 8 kernel", "RHSA-2024:1234")]
    [InlineData("Ubuntu 20.04 LTS / 22.04 LTS : OpenSSL vulnerabilities (USN-6854-1)", "Update the affected packages.", "package:ubuntu openssl", "USN-6854-1")]
    [InlineData("Debian DSA-5678-1 : glibc - security update", "Upgrade the glibc packages.", "package:debian glibc", "DSA-5678-1")]
    [InlineData("Multiple Vulnerabilities (KB5062557)", "The vendor has released updates.", "kb5062557", "kb5062557")]
    [InlineData("jQuery < 1.6.3 XSS Vulnerability", "Update to version 1.6.3 or later.", "product:jquery", "1.6.3")]
    public void Is_read_from_the_title_of_an_update_or_an_advisory(string title, string? solution, string group, string target)
    {
        Fix fix = Fix.Of(new Finding { Title = title, Solution = solution, DetectionId = "1" });

        fix.Group.ShouldBe(group);
        fix.Target.ShouldBe(target);
    }

    [Fact]
    public void Fixed_versions_alone_are_those_of_the_software_that_the_scanner_names()
    {
        Fix fix = Fix.Of(new Finding { Title = "tomcat: a hole", Solution = "11.0.14, 10.1.49, 9.0.112", Software = [new InstalledSoftware { Name = "tomcat-catalina", Version = "9.0.109" }] });

        fix.Group.ShouldBe("product:tomcat-catalina");
        fix.Text.ShouldBe("Upgrade tomcat-catalina to 9.0.112 / 10.1.49 / 11.0.14 or later");
        Fix.Of(new Finding { Solution = null, CveId = ["CVE-2024-1"], Software = [new InstalledSoftware { Name = "Tomcat-Catalina" }] }).Group.ShouldBe(fix.Group);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("n/a")]
    [InlineData("None.")]
    public void Without_a_solution_each_detection_is_its_own(string? solution)
    {
        Fix.Of(new Finding { Solution = solution, DetectionId = "156057" }).Group.ShouldBe("detection:156057");
        Fix.Of(new Finding { Solution = solution, CveId = ["CVE-2022-2", "CVE-2021-1"] }).Group.ShouldBe("cve:CVE-2021-1");
        Fix.Of(new Finding { Solution = solution }).Group.ShouldBe("unknown");
        Fix.Of(new Finding { Solution = solution }).Text.ShouldBeNull();
    }

    [Fact]
    public void Long_texts_that_differ_at_their_end_stay_two()
    {
        string begin = new('x', 500);

        string one = Fix.Of(new Finding { Solution = begin + "1" }).Group;

        one.Length.ShouldBeLessThan(100);
        one.ShouldNotBe(Fix.Of(new Finding { Solution = begin + "2" }).Group, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("5.3.12 / 5.4.2", "5.3.11 / 5.4.1", true)]
    [InlineData("5.3.2 / 5.2.13", "5.2.12", true)]
    [InlineData("5.3.9", "5.3.2 / 5.2.13", true)]
    [InlineData("5.3.0", "5.3.2 / 5.2.13", false)]
    [InlineData("9.0.112", "10.1.49, 9.0.110", false)]
    [InlineData("10.1.50, 9.0.112", "10.1.49, 9.0.110", true)]
    [InlineData("31.0.0.108", "28.0.0.126", true)]
    [InlineData("1.0.2k", "1.0.2b", true)]
    [InlineData("1.9", "1.10", false)]
    public void A_newer_upgrade_takes_the_place_of_an_older_one_of_its_branch(string newer, string older, bool supersedes) =>
        Upgrade("PHP", newer).Supersedes(Upgrade("PHP", older)).ShouldBe(supersedes);

    [Fact]
    public void Cumulative_updates_take_the_place_of_those_of_earlier_months_and_other_patches_do_not()
    {
        Fix older = Dated("KB4284880: Windows 10 Version 1607 and Windows Server 2016 June 2018 Security Update");
        Fix newer = Dated("KB4343887: Windows 10 Version 1607 and Windows Server 2016 August 2018 Security Update");
        newer.Supersedes(older).ShouldBeTrue();
        older.Supersedes(newer).ShouldBeFalse();

        Dated("KB4343899: Windows 7 and Windows Server 2008 R2 August 2018 Security Update")
            .Supersedes(Dated("KB4284867: Windows 7 and Windows Server 2008 R2 June 2018 Security Update")).ShouldBeFalse();
        Dated("MS16-133: Security Update for Microsoft Office (3199168)").Supersedes(Dated("MS16-121: Security Update for Microsoft Office (3194063)")).ShouldBeFalse();
        Dated("MS16-142: Cumulative Security Update for Internet Explorer (3198467)")
            .Supersedes(Dated("MS15-124: Cumulative Security Update for Internet Explorer (3116180)")).ShouldBeTrue();
    }

    [Fact]
    public void Advisories_of_one_package_and_release_take_each_others_place()
    {
        Fix older = Dated("RHEL 8 : kernel (RHSA-2023:7549)");
        Fix newer = Dated("RHEL 8 : kernel (RHSA-2024:0113)");
        newer.Supersedes(older).ShouldBeTrue();
        newer.Supersedes(Dated("RHEL 9 : kernel (RHSA-2023:7549)")).ShouldBeFalse();
        newer.Supersedes(Dated("RHEL 8 : kernel-rt (RHSA-2023:7548)")).ShouldBeFalse();
    }

    private static Fix Upgrade(string product, string versions) => Fix.Of(new Finding { Solution = $"Upgrade to {product} version {versions} or later." });

    private static Fix Dated(string title) => Fix.Of(new Finding { Title = title, Solution = "See the vendor's page." });
}
