using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Tests.Selection;

public sealed class VexMarkingTests
{
    private const string Cve = "CVE-2024-10001";
    private static readonly DateTimeOffset s_may = new(2024, 5, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly VexProduct s_portal = new() { Id = "p", Name = "Portal", Version = "2.3.1" };

    [Fact]
    public void A_finding_in_a_product_that_is_not_affected_says_who_says_so_and_why()
    {
        Finding marked = Mark(Found("Portal", "2.3.1"), Says(FindingState.Accepted, s_portal) with { Justification = "vulnerable_code_not_present", Detail = "No parser." });

        marked.State.ShouldBe(FindingState.Accepted);
        marked.StateReason.ShouldBe("CVE-2024-10001 not affected (vulnerable_code_not_present: No parser.), says EX-1, 2024-05-14");
    }

    [Fact]
    public void A_finding_in_a_product_in_which_it_is_fixed_is_fixed() =>
        Mark(Found("Portal", "2.3.1"), Says(FindingState.Fixed, s_portal)).State.ShouldBe(FindingState.Fixed);

    [Fact]
    public void A_finding_that_nothing_is_stated_of_stays_as_it_is()
    {
        Finding found = Found("Portal", "2.3.1");

        Mark(found, Says(FindingState.Accepted, s_portal) with { CveId = "CVE-2024-99999" }).ShouldBeSameAs(found);
    }

    [Theory]
    [InlineData("Portal", "2.3.0")]
    [InlineData("Portal", null)]
    [InlineData("Portal Agent", "2.3.1")]
    public void A_statement_on_another_product_or_version_marks_nothing(string name, string? version) =>
        IsMarked(s_portal, new InstalledSoftware { Name = name, Version = version }).ShouldBeFalse();

    [Fact]
    public void A_product_without_a_version_means_all_of_them() =>
        IsMarked(s_portal with { Version = null }, new InstalledSoftware { Name = "portal", Version = "9" }).ShouldBeTrue();

    [Fact]
    public void A_range_of_versions_is_no_version() =>
        IsMarked(s_portal with { Version = "vers:generic/<2.3.2" }, new InstalledSoftware { Name = "Portal", Version = "2.3.1" }).ShouldBeFalse();

    [Fact]
    public void A_finding_that_names_no_software_stays() =>
        Mark(Found("Portal", "2.3.1") with { Software = [] }, Says(FindingState.Accepted, s_portal)).State.ShouldBe(FindingState.Open);

    [Fact]
    public void Every_CVE_of_the_finding_must_be_spoken_of() =>
        Mark(Found("Portal", "2.3.1") with { CveId = [Cve, "CVE-2024-10002"] }, Says(FindingState.Accepted, s_portal)).State.ShouldBe(FindingState.Open);

    [Fact]
    public void Every_piece_of_software_must_be_spoken_of()
    {
        Finding found = Found("Portal", "2.3.1");
        found = found with { Software = [.. found.Software, new InstalledSoftware { Name = "Portal", Version = "2.2" }] };

        Mark(found, Says(FindingState.Accepted, s_portal)).State.ShouldBe(FindingState.Open);
    }

    [Theory]
    [InlineData(1, FindingState.Open)]
    [InlineData(0, FindingState.Open)]
    [InlineData(-1, FindingState.Accepted)]
    public void The_newest_statement_counts_and_of_one_day_the_one_that_says_affected(int daysLater, FindingState state) =>
        Mark(Found("Portal", "2.3.1"), Says(FindingState.Accepted, s_portal), Says(FindingState.Open, s_portal) with { Stated = s_may.AddDays(daysLater) })
            .State.ShouldBe(state);

    [Theory]
    [InlineData("pkg:maven/org.example/core@1.2", "org.example:core", "1.2", true)]
    [InlineData("pkg:maven/org.example/core@1.2?type=jar#x", "core", "1.2", true)]
    [InlineData("pkg:npm/%40scope/tool@1.0.0", "@scope/tool", "1.0.0", true)]
    [InlineData("pkg:npm/@scope/tool@1.0.0", "@scope/tool", "1.0.0", true)]
    [InlineData("pkg:npm/%40scope/tool@1.0.0", "@scope/tool", "1.0.1", false)]
    [InlineData("pkg:npm/tool", "tool", "1.0.0", false)]
    [InlineData("pkg:rpm/example/openssl@3.0.7-18.el9?arch=x86_64&epoch=1", "openssl", "1:3.0.7-18.el9", true)]
    [InlineData("pkg:rpm/example/openssl@3.0.7-18.el9?epoch=1", "openssl", "2:3.0.7-18.el9", false)]
    [InlineData("pkg:rpm/example/openssl@3.0.7-18.el9?epoch=0", "openssl", "3.0.7-18.el9", true)]
    [InlineData("pkg:npm/tool@1.0.0", "pkg:npm/tool@1.0.0", null, true)]
    [InlineData("pkg:npm/tool", "pkg:npm/tool@1.0.0", null, true)]
    [InlineData("pkg:npm/tool@1.0.0", "pkg:pypi/tool@1.0.0", null, false)]
    [InlineData("pkg:npm/tool@1.0.0", "pkg:npm/tool", null, false)]
    [InlineData("pkg:tool", "tool", "1", false)]
    public void Package_URLs_mean_a_package_in_a_version(string purl, string name, string? version, bool isMarked) =>
        IsMarked(new VexProduct { Purl = purl }, new InstalledSoftware { Name = name, Version = version }).ShouldBe(isMarked);

    [Theory]
    [InlineData("cpe:2.3:a:example:portal:2.3.1:*:*:*:*:*:*:*", "cpe:/a:example:portal:2.3.1", true)]
    [InlineData("cpe:2.3:a:example:portal:*:*:*:*:*:*:*:*", "cpe:/a:example:portal:2.3.1", true)]
    [InlineData("cpe:/a:example:portal", "cpe:2.3:a:example:portal:2.3.1:*:*:*:*:*:*:*", true)]
    [InlineData("cpe:2.3:a:example:portal:2.3.1:*:*:*:*:*:*:*", "cpe:/a:example:portal", false)]
    [InlineData("cpe:2.3:a:example:portal:2.3.1:*:*:*:*:*:*:*", "cpe:/a:other:portal:2.3.1", false)]
    [InlineData("cpe:2.3:a:example:portal\\:x:1:*:*:*:*:*:*:*", "cpe:/a:example:portal%3ax:1", true)]
    public void CPEs_mean_a_product_in_a_version(string cpe, string found, bool isMarked) =>
        IsMarked(new VexProduct { Cpe = cpe }, new InstalledSoftware { Name = "x", Cpe = found }).ShouldBe(isMarked);

    [Theory]
    [InlineData("Example Linux 9", "Example Linux 9.4 (Name)", true)]
    [InlineData("Example Linux 9", "Example Linux 90", false)]
    [InlineData("Example Linux 9", "Other Linux 9", false)]
    [InlineData("Example Linux Extended (v. 9)", "Example Linux 9", false)]
    [InlineData("Linux", "Linux", false)]
    [InlineData("Example Linux 9", null, false)]
    public void A_part_of_a_system_counts_on_that_system_alone(string system, string? operatingSystem, bool isMarked)
    {
        var part = new VexProduct { Purl = "pkg:rpm/example/openssl@3.0", PartOf = new VexProduct { Name = system } };

        IsMarked(part, new InstalledSoftware { Name = "openssl", Version = "3.0" }, operatingSystem).ShouldBe(isMarked);
    }

    [Fact]
    public void What_the_scanner_says_is_fixed_keeps_its_own_word()
    {
        Finding found = Found("Portal", "2.3.1") with { State = FindingState.Fixed };

        Mark(found, Says(FindingState.Accepted, s_portal)).ShouldBeSameAs(found);
    }

    [Fact]
    public void What_is_spoken_of_and_stays_is_counted()
    {
        var marking = new VexMarking([Says(FindingState.Accepted, s_portal with { Version = "1" })]);

        marking.Mark(new ScannedHost { Finding = [Found("Portal", "2.3.1")] }, _ => { }).Finding[0].StateReason.ShouldBeNull();
        marking.Unmarked.ShouldBe(1);
    }

    private static bool IsMarked(VexProduct product, InstalledSoftware software, string? operatingSystem = null) =>
        Mark(operatingSystem, Found("", null) with { Software = [software] }, Says(FindingState.Accepted, product)).State == FindingState.Accepted;

    private static Finding Found(string name, string? version) =>
        new() { CveId = [Cve], Title = "A hole", State = FindingState.Open, Software = [new InstalledSoftware { Name = name, Version = version }] };

    private static VexStatement Says(FindingState state, VexProduct product) =>
        new() { CveId = Cve, State = state, Product = [product], Document = "EX-1", Stated = s_may };

    private static Finding Mark(Finding finding, params VexStatement[] statements) => Mark(null, finding, statements);

    private static Finding Mark(string? operatingSystem, Finding finding, params VexStatement[] statements)
    {
        var told = new List<Finding>();
        Finding marked = new VexMarking(statements)
            .Mark(new ScannedHost { OperatingSystem = operatingSystem, Finding = [finding] }, told.Add).Finding[0];
        told.Count.ShouldBe(ReferenceEquals(marked, finding) ? 0 : 1);
        return marked;
    }
}
