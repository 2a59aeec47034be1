namespace SecAutomation.Connectors.Tests;

/// <summary>The traps of SARIF results.</summary>
public sealed class SarifTests
{
    [Fact]
    public void A_cve_is_found_in_the_identifier_of_a_rule() =>
        Read("", """{"ruleId":"CVE-1999-0001-package-1","message":{"text":"x"}}""").ShouldHaveSingleItem().CveIdText.ShouldBe("CVE-1999-0001");

    [Fact]
    public void Results_without_rules_are_read() =>
        Read("", """{"ruleId":"CVE-2021-44228","level":"error"}""").ShouldHaveSingleItem().CveIdText.ShouldBe("CVE-2021-44228");

    [Fact]
    public void A_score_in_words_of_the_rule_is_a_score() =>
        Read(""","rules":[{"id":"CVE-2021-44228","properties":{"security-severity":"9.8"}}]""", """{"ruleId":"CVE-2021-44228"}""").ShouldHaveSingleItem().CvssScore.ShouldBe(9.8);

    [Fact]
    public void A_result_that_somebody_suppressed_is_accepted() =>
        Read("", """{"ruleId":"CVE-2021-44228","suppressions":[{"kind":"external"}]}""").ShouldHaveSingleItem().State.ShouldBe(FindingState.Accepted);

    private static IReadOnlyList<Finding> Read(string rules, string results) =>
        RecordedReports.ReadGiven($$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"{{rules}} } },"results":[{{results}}]}]}""").Host.ShouldHaveSingleItem().Finding;
}
