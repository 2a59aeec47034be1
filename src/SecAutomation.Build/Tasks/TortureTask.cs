using SecAutomation.Build.Testing;

namespace SecAutomation.Build.Tasks;

/// <summary>Kills runs at 200 instants for each place that tickets are written to, and counts the tickets afterwards.</summary>
public sealed class TortureTask : BuildTask
{
    // What the tests of the module kill by default takes a minute; this takes an hour.
    private const string Kills = "200";
    private const string KillsVariable = "SECAUTOMATION_KILLS";
    private const string RequireVariable = "SECAUTOMATION_REQUIRE_SERVERS";

    /// <inheritdoc/>
    public override string Name => "torture";

    /// <inheritdoc/>
    public override string Summary => "kill runs 200 times at each target, the servers of tests/Servers included; takes an hour";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string results = await TestTask.PrepareAsync(run, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            [KillsVariable] = Environment.GetEnvironmentVariable(KillsVariable) ?? Kills,
            [RequireVariable] = "1",
        };
        TestProject project = TestProject.FindAll(run).Single(project => project.Name == "SecAutomation.Commands.Tests");
        using (run.Log.Step($"Killing runs, {environment[KillsVariable]} times at each target"))
        {
            TestReport report = await project.RunAsync(results, ["--filter-trait", "Category=Kill"], environment, cancellationToken).ConfigureAwait(false);
            return TestTask.Tell(run, [report]);
        }
    }
}
