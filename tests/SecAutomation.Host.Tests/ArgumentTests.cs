namespace SecAutomation.Host.Tests;

public sealed class ArgumentTests
{
    [Theory]
    [InlineData("Neither -Command nor -File was given.")]
    [InlineData("-Command needs a value.", "-Command")]
    [InlineData("-ModulePath needs a value.", "-ModulePath")]
    [InlineData("'-Comand' is not understood.", "-Comand", "1")]
    public void Says_what_is_wrong(string complaint, params string[] arguments)
    {
        HostArguments.Parse(arguments, out string? said).ShouldBeNull();

        said.ShouldBe(complaint);
    }

    [Fact]
    public void Everything_after_Command_is_the_text()
    {
        HostArguments? parsed = HostArguments.Parse(["-noprofile", "-c", "Get-Help", "-Full"], out _);

        parsed.ShouldNotBeNull().Command.ShouldBe("Get-Help -Full");
    }

    [Fact]
    public void Everything_after_the_script_is_for_the_script()
    {
        HostArguments parsed = HostArguments
            .Parse(["-ModulePath", "m", "-File", "a.ps1", "-NonInteractive", "-File"], out _).ShouldNotBeNull();

        parsed.File.ShouldBe("a.ps1");
        parsed.ModulePath.ShouldBe("m");
        parsed.NonInteractive.ShouldBeFalse();
        parsed.FileArguments.ShouldBe(["-NonInteractive", "-File"]);
    }

    [Fact]
    public async Task A_wrong_command_line_ends_with_64_and_the_usage()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Bogus");

        outcome.ExitCode.ShouldBe(64);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("-File SCRIPT [arguments]");
    }
}
