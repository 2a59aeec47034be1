using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Build.Tests;

public sealed class BuildScriptTests : IDisposable
{
    private readonly ModuleSession _session = ModuleSession.OpenEmpty();

    [Theory]
    [InlineData("", "build")]
    [InlineData("-Task demo", "demo")]
    [InlineData("-Task package -Configuration Debug", "package --configuration Debug")]
    [InlineData("-Task test -Heavy", "test --heavy")]
    [InlineData("-Task test -Heavy -Server", "test --heavy --server")]
    public void Calls_the_build_with_words_that_it_understands(string parameters, string expected)
    {
        CommandResult result = Run(parameters, sdks: "10.0.100 [/sdk]", exitCode: 0).Succeeded();

        string[] words = [.. result.Output.Select(word => $"{word}")];
        words[..3].ShouldBe(["run", "--project", RepositoryRoot.Combine("src", "SecAutomation.Build")]);
        words[3].ShouldBe("--");
        string.Join(' ', words[4..^1]).ShouldBe(expected);
        Tasks.BuildTask task = BuildCommand.Tasks.Single(t => t.Name == words[4]);
        BuildOptions.Parse(words.AsSpan(5..^1), task, out string? complaint).ShouldNotBeNull(complaint);
    }

    [Fact]
    public void Passes_the_exit_code_on() =>
        Run("-Task test", sdks: "10.0.401 [/sdk]", exitCode: 3).Output[^1].BaseObject.ShouldBe("exit code 3");

    [Theory]
    [InlineData("8.0.100 [/sdk]", "only these were found: 8.0.100 [/sdk]")]
    [InlineData("", "none was found")]
    public void Says_which_SDK_is_needed(string sdks, string these)
    {
        CommandResult result = Run("", sdks, exitCode: 0);

        result.Terminated.ShouldNotBeNull().ToString().ShouldBe(
            $"The .NET 10 SDK is needed, and {these}. Install it, or put its dotnet first on the PATH.");
    }

    [Fact]
    public void Is_short() => File.ReadAllLines(RepositoryRoot.Combine("build.ps1")).Length.ShouldBeLessThanOrEqualTo(60);

    public void Dispose() => _session.Dispose();

    // A function goes before a program of the same name.
    private CommandResult Run(string parameters, string sdks, int exitCode) => _session.Run(
        $$"""
        param($Script, $Sdks, $ExitCode)
        function global:dotnet {
            if ($args[0] -eq '--list-sdks') { if ($Sdks) { $Sdks } } else { $args; $global:LASTEXITCODE = $ExitCode }
        }
        & $Script {{parameters}}
        "exit code $LASTEXITCODE"
        """,
        ("Script", RepositoryRoot.Combine("build.ps1")),
        ("Sdks", sdks),
        ("ExitCode", exitCode));
}
