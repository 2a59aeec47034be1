using SecAutomation.Testing.Modules;

namespace SecAutomation.Host.Tests;

public sealed class CommandTests
{
    [Fact]
    public async Task Shows_objects_through_the_format_views_without_escape_sequences_in_a_pipe()
    {
        HostOutcome outcome = await HostProcess.RunAsync(
            "-Command", "Get-Command Get-Help; [pscustomobject]@{ Host = 'web01'; Score = 9.8 }");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldBeEmpty();
        outcome.Output.ShouldContain("CommandType     Name");
        outcome.Output.ShouldContain("Host  : web01");
        outcome.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task The_module_is_imported()
    {
        using HostProcess host = HostProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["SECAUTOMATION_MODULE"] = StagedModule.Folder },
            "-Command", "(Get-Module SecAutomation).Version.ToString()");

        HostOutcome outcome = await host.EndAsync();

        outcome.ShouldBe(new HostOutcome(0, $"{SecAutomation.Testing.RepositoryRoot.ModuleVersion}\n", ""));
    }

    [Theory]
    [InlineData("'a'; exit 7", 7, "a\n", "")]
    [InlineData("'a'; throw 'no'; 'b'", 1, "a\n", "Exception: no")]
    [InlineData("Get-Command no-such -ErrorAction Stop; 'b'", 1, "", "Get-Command: The term 'no-such' is not recognized")]
    [InlineData("'a'; Get-Command no-such", 1, "a\n", "Get-Command: The term")]
    [InlineData("Get-Command no-such; 'b'", 0, "b\n", "Get-Command: The term")]
    public async Task Errors_go_to_standard_error_and_the_exit_code_is_that_of_pwsh(
        string command, int exitCode, string output, string error)
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Command", command);

        outcome.ExitCode.ShouldBe(exitCode, outcome.Errors);
        outcome.Output.ShouldBe(output);
        outcome.Errors.ShouldStartWith(error);
    }

    [Fact]
    public async Task Text_that_does_not_parse_is_shown_with_its_place()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Command", "'a'\nif (");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldStartWith("ParserError: line 2, column 5: Missing condition in if statement");
        outcome.Errors.ShouldEndWith("\n  if (\n");
    }

    [Fact]
    public async Task Warnings_and_verbose_lines_go_to_standard_error_and_progress_nowhere()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Command", """
            function f { [CmdletBinding()] param()
                $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Reading', 'half'))
                $PSCmdlet.WriteWarning('mind this'); $PSCmdlet.WriteVerbose('told'); 'result' }
            f -Verbose
            """);

        outcome.ShouldBe(new HostOutcome(0, "result\n", "WARNING: mind this\nVERBOSE: told\n"));
    }

    [Fact]
    public async Task Output_is_utf8_without_a_byte_order_mark()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Command", "'Zürich → 東京'");

        outcome.Output.ShouldBe("Zürich → 東京\n");
    }

    [Fact]
    public async Task A_command_that_looks_at_its_input_gets_the_lines()
    {
        HostOutcome outcome = await HostProcess.RunWithInputAsync(
            "web01\ndb01\n", "-Command", "$input | ForEach-Object { \"<$_>\" }");

        outcome.Output.ShouldBe("<web01>\n<db01>\n");
    }

    [Fact]
    public async Task A_command_that_does_not_look_at_its_input_does_not_wait_for_its_end()
    {
        using HostProcess host = HostProcess.Start(null, "-Command", "'done'");

        HostOutcome outcome = await host.EndAsync();

        outcome.Output.ShouldBe("done\n");
    }

    [Fact]
    public async Task Lines_are_as_wide_as_COLUMNS_says_where_there_is_no_terminal()
    {
        using HostProcess host = HostProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["COLUMNS"] = "40" },
            "-Command", "[pscustomobject]@{ Text = 'x' * 60 }");

        HostOutcome outcome = await host.EndAsync();

        outcome.Output.Split('\n').Max(line => line.Length).ShouldBeInRange(30, 40);
    }

    [Fact]
    public async Task A_module_that_is_not_there_is_named_with_the_next_step()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-ModulePath", "/no/such/folder", "-Command", "1");

        outcome.ExitCode.ShouldBe(70);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("Correct -ModulePath: it names the folder that holds SecAutomation.psd1.");
    }
}
