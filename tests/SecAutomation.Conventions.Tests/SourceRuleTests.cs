using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>Each rule on source files says no to a violation that was made up for it, and yes to its neighbour.</summary>
public sealed class SourceRuleTests
{
    [Fact]
    public void A_file_of_401_lines_is_too_long_and_one_of_400_is_not()
    {
        SourceRules.TooLong(At("src/A/B.cs", string.Concat(Enumerable.Repeat("x\n", 401)))).ShouldHaveSingleItem();
        SourceRules.TooLong(At("src/A/B.cs", string.Concat(Enumerable.Repeat("x\n", 400)))).ShouldBeEmpty();
    }

    [Fact]
    public void A_cmdlet_of_81_lines_is_too_long() =>
        SourceRules.TooLong(At("src/SecAutomation.Commands/Cmdlets/B.cs", string.Concat(Enumerable.Repeat("x\n", 81)))).ShouldHaveSingleItem();

    [Theory]
    [InlineData("src/A/HostHelper.cs", "")]
    [InlineData("src/Utils/Host.cs", "")]
    [InlineData("src/A/Host.cs", "public sealed class HostManager { }")]
    [InlineData("src/A/Host.cs", "    internal readonly record struct CommonHost(int A);")]
    public void A_name_that_says_nothing_is_noticed(string path, string text) =>
        SourceRules.EmptyWords(At(path, text)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("public sealed record ManagerOfTeam();", 1)]
    [InlineData("public sealed record Commonwealth();", 0)]
    [InlineData("// the common case\npublic sealed record Host();", 0)]
    public void Only_whole_words_of_a_name_count(string text, int violations) =>
        SourceRules.EmptyWords(At("src/A/Host.cs", text)).Count().ShouldBe(violations);

    [Fact]
    public void A_vendor_outside_of_the_connectors_is_noticed()
    {
        SourceRules.Vendors(At("src/SecAutomation.Engine/A.cs", "\n// as Qualys does")).ShouldBe(["src/SecAutomation.Engine/A.cs, line 2: Qualys belongs into a connector's folder."]);
        SourceRules.Vendors(At("src/SecAutomation.Engine/A.cs", "class AxoniusReader;")).ShouldHaveSingleItem();
        SourceRules.Vendors(At("src/SecAutomation.Connectors/Qualys/A.cs", "// as Qualys does")).ShouldBeEmpty();
    }

    [Fact]
    public void PowerShell_outside_of_the_commands_is_noticed()
    {
        SourceRules.PowerShell(At("src/SecAutomation.Engine/A.cs", "using System.Management.Automation;")).ShouldHaveSingleItem();
        SourceRules.PowerShell(At("src/SecAutomation.Commands/A.cs", "using System.Management.Automation;")).ShouldBeEmpty();
    }

    [Fact]
    public void The_console_in_the_module_is_noticed() =>
        SourceRules.ConsoleUse(At("src/SecAutomation.Storage/A.cs", "Console.WriteLine();")).ShouldHaveSingleItem();

    [Theory]
    [InlineData("[SuppressMessage(\"Design\", \"CA1031\")]")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1031\", Justification = \"\")]")]
    [InlineData("#pragma warning disable CA1031")]
    public void A_suppression_without_a_reason_is_noticed(string text) =>
        SourceRules.UnjustifiedSuppressions(At("src/A/B.cs", text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("[SuppressMessage(\"Design\", \"CA1031\", Justification = \"The boundary (of the worker) reports it.\")]")]
    [InlineData("#pragma warning disable CA1031 // The boundary of the worker reports it.")]
    public void A_suppression_with_a_reason_is_fine(string text) =>
        SourceRules.UnjustifiedSuppressions(At("src/A/B.cs", text)).ShouldBeEmpty();

    [Theory]
    [InlineData("// TODO later")]
    [InlineData("throw new NotImplementedException();")]
    [InlineData("path = \"/home/anna/scan.nessus\"")]
    [InlineData(@"path = ""C:\Users\anna""")]
    public void A_leftover_is_noticed(string text) =>
        SourceRules.Leftovers(At("src/A/B.cs", text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("the path ~/work/scan")]
    [InlineData("https://example.com/tmp/file")]
    public void What_only_looks_like_a_leftover_is_fine(string text) =>
        SourceRules.Leftovers(At("README.md", text)).ShouldBeEmpty();

    [Theory]
    [InlineData("[Fact(Skip = \"later\")]")]
    [InlineData("    It 'reads' -Skip {")]
    public void A_test_that_is_switched_off_is_noticed(string text) =>
        SourceRules.SkippedTests(At("tests/A.cs", text)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("[Fact(Skip = \"Windows has no signals.\", SkipUnless = nameof(HasSignals))]")]
    [InlineData("    It 'works in a job' -Skip:(-not $hasJobs) {")]
    public void A_test_that_one_platform_cannot_run_is_fine(string text) =>
        SourceRules.SkippedTests(At("tests/A.cs", text)).ShouldBeEmpty();

    private static RepositoryFile At(string path, string text) => RepositoryFile.MadeUp(path, text);
}
