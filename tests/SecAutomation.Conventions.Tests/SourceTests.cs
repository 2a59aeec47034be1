using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class SourceTests
{
    private static IEnumerable<RepositoryFile> Prose => Checkout.Files.Where(file => !file.IsBelow("module/samples") && !file.Path.Contains("/samples/", StringComparison.Ordinal));

    [Fact]
    public void No_source_file_is_longer_than_400_lines_and_no_cmdlet_longer_than_80() =>
        Checkout.CSharp.SelectMany(SourceRules.TooLong).ShouldBeEmpty();

    [Fact]
    public void Names_say_what_things_do() =>
        Checkout.CSharp.SelectMany(SourceRules.EmptyWords).ShouldBeEmpty();

    [Fact]
    public void Vendors_are_named_in_the_connectors_alone() =>
        Checkout.ProductCode.SelectMany(SourceRules.Vendors).ShouldBeEmpty();

    [Fact]
    public void PowerShell_is_seen_by_the_commands_alone() =>
        Checkout.ProductCode.SelectMany(SourceRules.PowerShell).ShouldBeEmpty();

    [Fact]
    public void The_module_never_writes_to_the_console() =>
        Checkout.ProductCode.SelectMany(SourceRules.ConsoleUse).ShouldBeEmpty();

    [Fact]
    public void Every_suppressed_warning_says_why() =>
        Checkout.CSharp.Where(IsNoRule).SelectMany(SourceRules.UnjustifiedSuppressions).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_unfinished_or_bound_to_one_machine() =>
        Prose.Where(IsNoRule).SelectMany(SourceRules.Leftovers).ShouldBeEmpty();

    [Fact]
    public void No_test_is_switched_off() =>
        Checkout.Files.Where(file => file.IsBelow("tests") && IsNoRule(file)).SelectMany(SourceRules.SkippedTests).ShouldBeEmpty();

    [Fact]
    public void Every_file_ends_its_lines_with_a_line_feed_and_holds_no_byte_order_mark() =>
        Prose.Where(file => file.Text.Contains('\r', StringComparison.Ordinal) || file.Text.StartsWith('\uFEFF'))
            .Select(file => file.Path).ShouldBeEmpty();

    /// <summary>Stories on the rules themselves, and the rules' own patterns, show what is forbidden.</summary>
    private static bool IsNoRule(RepositoryFile file) => file.Name is not ("SourceRules.cs" or "SourceRuleTests.cs");
}
