using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Testing;

/// <summary>A test project that was built.</summary>
public sealed record TestProject(string Name, string Assembly)
{
    // The runner's own code for "there was no test at all".
    private const int NoTestExitCode = 8;

    /// <summary>Every test project of the repository.</summary>
    public static IReadOnlyList<TestProject> FindAll(BuildRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Directory.EnumerateFiles(run.Repository.Combine("tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)
            .Select(name => new TestProject(name, Path.Combine(run.OutputOf(name), name + ".dll")))
            .ToList();
    }

    /// <summary>Runs its tests in a process of their own.</summary>
    /// <param name="results">An emptied folder for the report.</param>
    /// <param name="filter">The runner's arguments that choose tests; none: all of them.</param>
    /// <param name="environment">Variables of the process; null: those of this one alone.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public async Task<TestReport> RunAsync(
        string results, IReadOnlyList<string> filter, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        List<string> arguments =
        [
            Assembly,
            "--progress", "off", "--no-ansi",
            "--results-directory", results,
            "--report-xunit-ctrf", "--report-xunit-ctrf-filename", Name + ".ctrf",
            .. filter,
        ];
        ProcessResult result = await ChildProcess
            .RunAsync(DotnetCommand.Executable, arguments, Path.GetDirectoryName(Assembly)!, environment, cancellationToken)
            .ConfigureAwait(false);
        TestReport? report = TestReport.Read(Path.Combine(results, Name + ".ctrf"));
        return result.ExitCode switch
        {
            NoTestExitCode => TestReport.Broken(Name, "The project ran no test."),
            _ when report is null => TestReport.Broken(
                Name, $"The project wrote no report and ended with exit code {result.ExitCode}.\n{Tail(result.Output)}"),
            not 0 when report.Totals.Failed == 0 => new TestReport(
                report.Totals + new TestTotals(0, 1, 0),
                [new FailedTest(Name, $"Every test passed, but the process ended with exit code {result.ExitCode}.\n{Tail(result.Output)}")]),
            _ => report,
        };
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(40));
}
