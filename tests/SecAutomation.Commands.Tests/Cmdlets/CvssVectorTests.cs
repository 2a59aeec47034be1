using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class CvssVectorTests(ModuleFixture module) : IClassFixture<ModuleFixture>
{
    [Theory]
    [InlineData("AV:N/AC:L/Au:N/C:C/I:C/A:C", "2.0", 10.0, "Critical")]
    [InlineData("CVSS2#AV:N/AC:M/Au:N/C:P/I:P/A:P", "2.0", 6.8, "Medium")]
    [InlineData("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3.0", 9.8, "Critical")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "3.1", 10.0, "Critical")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "4.0", 9.3, "Critical")]
    public void Every_version_is_scored(string vector, string version, double score, string severity)
    {
        PSObject rating = Run("ConvertFrom-CvssVector $vector", vector).Succeeded().OneObject();

        rating.Text("Version").ShouldBe(version);
        rating.Value("BaseScore").ShouldBe(score);
        rating.Text("Severity").ShouldBe(severity);
    }

    [Fact]
    public void The_score_that_says_most_is_the_overall_one()
    {
        PSObject older = Run("ConvertFrom-CvssVector $vector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U").Succeeded().OneObject();
        older.Value("TemporalScore").ShouldBe(9.0);
        older.Value("ThreatScore").ShouldBeNull();
        older.Value("EnvironmentalScore").ShouldBeNull();
        older.Value("OverallScore").ShouldBe(9.0);

        PSObject newer = Run(
            "ConvertFrom-CvssVector $vector",
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U/MAV:A").Succeeded().OneObject();
        newer.Value("TemporalScore").ShouldBeNull();
        newer.Value("ThreatScore").ShouldBe(8.1);
        newer.Value("OverallScore").ShouldBe(newer.Value("EnvironmentalScore"));
    }

    [Fact]
    public void A_text_that_is_no_vector_is_an_error_of_its_own_and_the_others_go_on()
    {
        CommandResult result = Run("'CVSS:3.1/AV:X', $vector, '' | ConvertFrom-CvssVector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");

        result.Output.ShouldHaveSingleItem().Value("BaseScore").ShouldBe(9.8);
        result.Errors.Select(error => error.Id()).ShouldBe(["ValueInvalid", "ValueInvalid"]);
        result.Errors[0].CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidData);
        result.Errors[0].ToString().ShouldContain("AV:X");
    }

    [Fact]
    public void Findings_ratings_and_rows_are_scored_by_the_vector_that_they_carry()
    {
        const string Script = """
            $finding = [SecAutomation.Finding]@{ CvssVector = $vector }
            $finding, (ConvertFrom-CvssVector $vector), [pscustomobject]@{ CvssVector = $vector }, @{ Vector = $vector } | ConvertFrom-CvssVector
            """;

        Run(Script, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").Succeeded()
            .Texts("BaseScore").ShouldBe(["9.8", "9.8", "9.8", "9.8"]);
    }

    [Fact]
    public void Strict_refuses_what_the_specification_does_not_write()
    {
        Run("ConvertFrom-CvssVector $vector -Strict", "(AV:N/AC:L/Au:N/C:C/I:C/A:C)").Ending().Id().ShouldBe("ValueInvalid");
        Run("ConvertFrom-CvssVector $vector -Strict", "AV:N/AC:L/Au:N/C:C/I:C/A:C").Succeeded().OneObject();
    }

    private CommandResult Run(string script, string vector) =>
        module.Session.Run("param($vector)\n" + script, ("vector", vector));
}
