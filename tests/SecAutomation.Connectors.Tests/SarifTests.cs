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

    [Fact]
    public void A_rule_is_found_by_its_number_alone()
    {
        IReadOnlyList<Finding> findings = Read(
            ""","rules":[{"id":"a"},{"id":"CVE-2021-44228-log4j","properties":{"security-severity":"9.8"}}]""", """{"ruleIndex":1},{"ruleIndex":-1,"message":{"text":"CVE-2020-0001"}}""");

        findings.Select(finding => (finding.CveIdText, finding.DetectionId, finding.CvssScore)).ShouldBe([("CVE-2021-44228", "CVE-2021-44228-log4j", 9.8), ("CVE-2020-0001", null, null)]);
    }

    [Fact]
    public void A_number_of_a_rule_counts_within_its_own_run() =>
        RecordedReports.ReadGiven(
            """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"CVE-2021-0001"},{"id":"CVE-2021-0002"}]}},"results":[{"ruleIndex":1}]},
             {"tool":{"driver":{"name":"y"}},"results":[]},
             {"results":[{"ruleIndex":0}],"tool":{"driver":{"name":"z","rules":[{"id":"CVE-2021-0003"}]}}}]}
            """).Host.ShouldHaveSingleItem().Finding.Select(finding => finding.CveIdText).ShouldBe(["CVE-2021-0002", "CVE-2021-0003"]);

    [Fact]
    public void A_number_without_a_rule_is_said()
    {
        Heard heard = new();
        RecordedReports.ReadGiven("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"a"}]}},"results":[{"ruleIndex":7}]}]}""", heard);

        heard.Failures.ShouldHaveSingleItem().Id.ShouldBe(FailureId.ValueInvalid);
    }

    [Theory]
    [InlineData(""" "name":"Log4Shell CVE-2021-44228" """)]
    [InlineData(""" "name":"Log4Shell","help":{"text":"See CVE-2021-44228."} """)]
    [InlineData(""" "name":"Log4Shell","shortDescription":{"text":"none"},"help":{"markdown":"[x](CVE-2021-44228)"} """)]
    [InlineData(""" "helpUri":"https://nvd.example/vuln/detail/CVE-2021-44228" """)]
    public void A_cve_is_found_in_what_the_rule_says_of_itself(string rule) =>
        Read($$""","rules":[{"id":"log4j",{{rule}}}]""", """{"ruleId":"log4j","message":{"text":"fixed with CVE-2099-0001"}}""").ShouldHaveSingleItem().CveIdText.ShouldBe("CVE-2021-44228");

    [Theory]
    [InlineData("")]
    [InlineData(""","rules":[{"id":"log4j","name":"Log4Shell"}]""")]
    public void A_cve_is_found_in_the_message_where_nothing_else_holds_one(string rules) =>
        Read(rules, """{"ruleId":"log4j","message":{"text":"Vulnerable to CVE-2021-44228"}}""").ShouldHaveSingleItem().CveIdText.ShouldBe("CVE-2021-44228");

    [Fact]
    public void A_message_or_a_help_that_mentions_another_cve_does_not_put_it_on_the_host() =>
        Read(""","rules":[{"id":"CVE-2021-44228","help":{"text":"like CVE-2099-0001"}}]""", """{"ruleId":"CVE-2021-44228","message":{"text":"and CVE-2099-0002"}}""")
            .ShouldHaveSingleItem().CveIdText.ShouldBe("CVE-2021-44228");

    private static IReadOnlyList<Finding> Read(string rules, string results) =>
        RecordedReports.ReadGiven($$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"{{rules}} } },"results":[{{results}}]}]}""").Host.ShouldHaveSingleItem().Finding;
}
