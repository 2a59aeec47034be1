namespace SecAutomation.Host.Tests;

public sealed class FileTests
{
    [Theory]
    [InlineData("exit 9", 9)]
    [InlineData("'before'; throw 'no'", 1)]
    [InlineData("Get-Command no-such", 0)]
    public async Task Ends_with_the_exit_code_of_pwsh(string text, int exitCode)
    {
        using TemporaryScript script = new(text);

        HostOutcome outcome = await HostProcess.RunAsync("-File", script.Path);

        outcome.ExitCode.ShouldBe(exitCode, outcome.Errors);
    }

    [Fact]
    public async Task The_script_knows_its_folder_and_the_exit_of_an_inner_script()
    {
        using TemporaryScript inner = new("exit 5", "inner.ps1");
        using TemporaryScript outer = new($"param($Name) & '{inner.Path}'; $PSScriptRoot; \"$Name inner: $LASTEXITCODE\"");

        HostOutcome outcome = await HostProcess.RunAsync("-File", outer.Path, "-Name", "a b");

        outcome.ShouldBe(new HostOutcome(0, $"{outer.Folder}\na b inner: 5\n", ""));
    }

    [Fact]
    public async Task An_error_is_shown_with_the_line_of_the_script()
    {
        using TemporaryScript script = new("'first'\nthrow 'no more'");

        HostOutcome outcome = await HostProcess.RunAsync("-File", script.Path);

        outcome.Output.ShouldBe("first\n");
        outcome.Errors.ShouldContain($"{script.Path}:2");
        outcome.Errors.ShouldContain("| no more");
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_said_in_the_name_of_the_script()
    {
        using TemporaryScript script = new("param([int] $Count)");

        HostOutcome outcome = await HostProcess.RunAsync("-File", script.Path, "-Count", "many");

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldStartWith("job.ps1: Cannot process argument transformation on parameter 'Count'.");
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_named()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-File", "no-such.ps1");

        outcome.ExitCode.ShouldBe(64);
        outcome.Errors.ShouldContain("'no-such.ps1' of -File names no script");
    }
}
