using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class SourceNameTests
{
    [Theory]
    [InlineData("axonius-prod", "axonius-prod")]
    [InlineData("/srv/ann/scans/weekly.nessus", "weekly.nessus")]
    [InlineData(@"D:\ann\weekly.nessus", "weekly.nessus")]
    [InlineData(@"\\files\scans\weekly.nessus", "weekly.nessus")]
    [InlineData("/a/one.csv; tenable; /b/two.csv", "one.csv; tenable; two.csv")]
    [InlineData("team a/b", "team a/b")]
    [InlineData("/", "/")]
    [InlineData("", "")]
    public void A_file_is_called_by_its_name_and_anything_else_as_it_is(string source, string name) =>
        SourceName.Of(source).ShouldBe(name);

    [Fact]
    public void Where_a_file_lay_on_the_machine_stands_in_no_reason_and_behind_no_fact()
    {
        var asset = new Asset
        {
            ComputerName = "web01", Alias = ["web01"], IPAddress = ["192.0.2.1"], Source = "/srv/ann/inventory.csv", Place = "line 2",
        };
        AssetMatch match = AssetIndex.Build([new("/srv/ann/inventory.csv", [asset], IsComplete: true)], new())
            .Match("web01", DateTimeOffset.UnixEpoch);

        AssetDetail detail = AssetDetails.Describe(match);

        match.Reason.ShouldContain("\"inventory.csv\"");
        match.Reason.ShouldNotContain("/srv");
        detail.FactSource["IPAddress"].ShouldBe("inventory.csv, line 2");
        detail.Source.ShouldBe("/srv/ann/inventory.csv");
    }
}
