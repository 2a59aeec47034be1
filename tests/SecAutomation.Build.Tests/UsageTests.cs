namespace SecAutomation.Build.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("biuld", "There is no task 'biuld'.")]
    [InlineData("stage", "The task 'stage' knows no option '--fast'.", "--fast")]
    [InlineData("stage", "The task 'stage' knows no option '--heavy'.", "--heavy")]
    [InlineData("stage", "The configuration is Debug or Release, not 'Fast'.", "--configuration", "Fast")]
    [InlineData("new-connector", "The task 'new-connector' needs a name: new-connector MyProduct.")]
    [InlineData("new-connector", "The role is scanner, inventory or tracker, not 'printer'.", "Acme", "--role", "printer")]
    [InlineData("new-connector", "The task 'new-connector' knows no option 'Other'.", "Acme", "Other")]
    public async Task Says_what_is_wrong_and_ends_with_2(string task, string complaint, params string[] options)
    {
        (int exitCode, string output, string errors) = await RunAsync([task, .. options]);

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith(complaint);
        errors.ShouldContain("dotnet run --project src/SecAutomation.Build -- TASK");
    }

    [Fact]
    public async Task Lists_the_tasks_when_none_is_given()
    {
        (int exitCode, _, string errors) = await RunAsync([]);

        exitCode.ShouldBe(2);
        foreach (string task in new[] { "build", "stage", "demo", "test", "docs", "package", "bench", "new-connector" })
        {
            errors.ShouldContain($"\n  {task} ");
        }
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        (int exitCode, string output, string errors) = await RunAsync(["--help"]);

        exitCode.ShouldBe(0);
        output.ShouldContain("TASK");
        errors.ShouldBeEmpty();
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int exitCode = await BuildCommand.RunAsync(arguments, output, errors, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
