namespace SecAutomation.Host.Tests;

public sealed class QuestionTests
{
    private const string Change = """
        function Remove-It { [CmdletBinding(SupportsShouldProcess)] param()
            if ($PSCmdlet.ShouldProcess('ticket 7', 'Close')) { 'closed' } else { 'kept' } }
        """;

    [Fact]
    public async Task What_if_is_shown_and_nothing_is_asked()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Command", Change + "; Remove-It -WhatIf");

        outcome.ShouldBe(new HostOutcome(
            0, "What if: Performing the operation \"Close\" on target \"ticket 7\".\nkept\n", ""));
    }

    [Theory]
    [InlineData("y\n", "closed\n")]
    [InlineData("what?\nn\n", "kept\n")]
    public async Task A_confirmation_is_answered_from_standard_input(string answer, string output)
    {
        HostOutcome outcome = await HostProcess.RunWithInputAsync(answer, "-Command", Change + "; Remove-It -Confirm");

        outcome.Output.ShouldBe(output);
        outcome.Errors.ShouldContain("Performing the operation \"Close\" on target \"ticket 7\".");
        outcome.Errors.ShouldContain("[Y] Yes  [A] Yes to All  [N] No  [L] No to All");
    }

    [Fact]
    public async Task Nobody_to_answer_is_an_error_that_says_what_to_do()
    {
        HostOutcome outcome = await HostProcess.RunAsync("-Command", Change + "; Remove-It -Confirm");

        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("There is nobody to answer: standard input is at its end.");
        outcome.Errors.ShouldContain("-Confirm:$false");
    }

    [Fact]
    public async Task Nothing_is_asked_with_NonInteractive()
    {
        HostOutcome outcome = await HostProcess.RunWithInputAsync(
            "y\n", "-NonInteractive", "-Command", Change + "; Remove-It -Confirm");

        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("the host runs with -NonInteractive");
    }

    [Fact]
    public async Task A_mandatory_parameter_is_asked_for_by_its_name()
    {
        using TemporaryScript script = new("param([Parameter(Mandatory)] [string] $Team) \"team: $Team\"");

        HostOutcome outcome = await HostProcess.RunWithInputAsync("IT\n", "-File", script.Path);

        outcome.Output.ShouldBe("team: IT\n");
        outcome.Errors.ShouldContain("Team: ");
    }
}
