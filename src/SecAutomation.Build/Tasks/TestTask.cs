using System.Collections.Concurrent;
using SecAutomation.Build.Testing;

namespace SecAutomation.Build.Tasks;

/// <summary>Builds, stages and runs every test; the last line says how many passed and failed.</summary>
public sealed class TestTask : BuildTask
{
    // The machine's cores are shared by the tests of one project already.
    private const int ProjectsAtOnce = 2;

    /// <inheritdoc/>
    public override string Name => "test";

    /// <inheritdoc/>
    public override string Summary => "build, stage and run every test; --heavy adds the slow ones, --server those with real servers";

    /// <inheritdoc/>
    public override bool TakesCategories => true;

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string results = await PrepareAsync(run, cancellationToken).ConfigureAwait(false);
        List<TestReport> reports = [.. await RunProjectsAsync(run, results, cancellationToken).ConfigureAwait(false)];
        (TestReport? pester, string? absence) = await PesterSuite.RunAsync(run, results, cancellationToken)
            .ConfigureAwait(false);
        if (pester is null)
        {
            run.Log.Warn($"the Pester suite did NOT run: {absence}.");
        }
        else
        {
            reports.Add(pester);
            run.Log.Say($"  tests/pester: {pester.Totals}");
        }

        return Tell(run, reports);
    }

    /// <summary>Builds everything and stages the module.</summary>
    /// <returns>An empty folder for the reports of the projects.</returns>
    internal static async Task<string> PrepareAsync(BuildRun run, CancellationToken cancellationToken)
    {
        await run.CompileAsync("SecAutomation.sln", "Building the solution", [], cancellationToken).ConfigureAwait(false);
        await StageTask.StageAsync(run, cancellationToken).ConfigureAwait(false);
        string results = Path.Combine(run.Repository.Artifacts, "test-results");
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        Directory.CreateDirectory(results);
        return results;
    }

    /// <summary>Says which tests failed and why, and last how many passed and failed.</summary>
    /// <returns>The exit code.</returns>
    internal static int Tell(BuildRun run, IReadOnlyList<TestReport> reports)
    {
        foreach (FailedTest failed in reports.SelectMany(report => report.Failed))
        {
            run.Log.Say($"\nFAILED {failed.Name}\n  {failed.Reason.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}");
        }

        TestTotals totals = reports.Aggregate(new TestTotals(0, 0, 0), (sum, report) => sum + report.Totals);
        run.Log.Say($"\n{totals}");
        return totals.Failed == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyCollection<TestReport>> RunProjectsAsync(
        BuildRun run,
        string results,
        CancellationToken cancellationToken)
    {
        run.Log.Say("Testing");
        ConcurrentQueue<TestReport> reports = new();
        string[] filter =
        [
            .. run.Options.Heavy ? Array.Empty<string>() : ["--filter-not-trait", "Category=Heavy"],
            .. run.Options.Server ? Array.Empty<string>() : ["--filter-not-trait", "Category=Server"],
        ];
        ParallelOptions options = new() { MaxDegreeOfParallelism = ProjectsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(TestProject.FindAll(run), options, async (project, token) =>
        {
            TestReport report = await project.RunAsync(results, filter, null, token).ConfigureAwait(false);
            reports.Enqueue(report);
            lock (reports)
            {
                run.Log.Say($"  {project.Name}: {report.Totals}");
            }
        }).ConfigureAwait(false);
        return reports;
    }
}
