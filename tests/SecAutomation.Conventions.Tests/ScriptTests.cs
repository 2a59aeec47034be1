using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class ScriptTests
{
    private static IEnumerable<RepositoryFile> Scripts => Checkout.With(".ps1").Concat(Checkout.With(".psm1")).Concat(Checkout.With(".psd1"));

    [Fact]
    public void Every_script_parses() =>
        Scripts.SelectMany(ScriptRules.SyntaxErrors).ShouldBeEmpty();

    [Fact]
    public void The_module_and_its_samples_use_commands_of_the_engine_alone() =>
        Scripts.Where(file => file.IsBelow("module")).SelectMany(file => ScriptRules.CommandsBeyondTheEngine(file, ModuleCommands.Names)).ShouldBeEmpty();

    [Fact]
    public void No_script_runs_when_the_module_is_imported() =>
        Checkout.With(".psm1").Where(file => file.IsBelow("module"))
            .SelectMany(file => file.Text.Split('\n')).ShouldAllBe(line => line.Length == 0 || line.StartsWith('#'), "the engine takes 15 ms to get ready for one");

    [Fact]
    public void A_script_that_does_not_parse_is_noticed() =>
        ScriptRules.SyntaxErrors(RepositoryFile.MadeUp("a.ps1", "if ($true {")).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Get-Process | Select-Object Name")]
    [InlineData("Get-Help about > help.txt")]
    [InlineData("1..3 | ForEach-Object { Write-Output $_ }")]
    public void A_command_that_the_engine_does_not_have_is_noticed(string script) =>
        ScriptRules.CommandsBeyondTheEngine(RepositoryFile.MadeUp("a.ps1", script), []).ShouldNotBeEmpty();

    [Theory]
    [InlineData("1..3 | Where-Object { $_ -gt 1 } | ForEach-Object { $_ } | Out-Default")]
    [InlineData("function Show-Host { 'host' }\nShow-Host > $null")]
    [InlineData("Find-Asset")]
    public void Commands_of_the_engine_the_module_and_the_script_are_fine(string script) =>
        ScriptRules.CommandsBeyondTheEngine(RepositoryFile.MadeUp("a.ps1", script), ["Find-Asset"]).ShouldBeEmpty();
}
