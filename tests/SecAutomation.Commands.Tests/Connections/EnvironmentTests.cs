using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

public sealed class EnvironmentTests(ModuleFixture module) : IClassFixture<ModuleFixture>
{
    [Fact]
    public void Every_question_has_an_answer_and_what_is_wrong_says_what_to_do()
    {
        CommandResult result = module.Session.Run("Test-SecEnvironment").Succeeded();

        foreach (string check in new[] { "PowerShell", "Runtime", "Table", "ModuleFile", "ModuleFolder", "Clock", "Tls", "Trust", "Right", "Vault" })
            result.Output.ShouldContain(answer => answer.Text("Check") == check, check);

        result.Output.Where(answer => answer.Text("Outcome") is "Failed" or "Warning").ShouldAllBe(answer => answer.Text("NextStep").Length > 0);
        result.Output.ShouldAllBe(answer => answer.Text("Detail").Length > 0);
    }

    [Fact]
    public void The_staged_module_is_as_it_was_staged() =>
        Answers("ModuleFile").ShouldHaveSingleItem().Text("Outcome").ShouldBe("Passed");

    [Fact]
    public void This_machine_speaks_TLS_1_2() =>
        Answers("Tls").Single(answer => answer.Text("Subject") == "TLS 1.2").Text("Outcome").ShouldBe("Passed");

    [Fact]
    public void A_file_of_ours_that_others_may_read_is_found_with_the_command_that_closes_it()
    {
        if (OperatingSystem.IsWindows())
            return;

        string folder = Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, "SecAutomation");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "left-open.txt");
        File.WriteAllText(file, "");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        try
        {
            PSObject answer = Answers("Right").Single(answer => answer.Text("Subject") == file);

            answer.Text("Outcome").ShouldBe("Failed");
            answer.Text("NextStep").ShouldContain($"chmod 600 '{file}'");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void ProblemOnly_leaves_out_what_passed() =>
        module.Session.Run("Test-SecEnvironment -ProblemOnly").Succeeded().Texts("Outcome").ShouldAllBe(outcome => outcome == "Failed" || outcome == "Warning");

    private IReadOnlyList<PSObject> Answers(string check) =>
        [.. module.Session.Run("Test-SecEnvironment").Succeeded().Output.Where(answer => answer.Text("Check") == check)];
}
