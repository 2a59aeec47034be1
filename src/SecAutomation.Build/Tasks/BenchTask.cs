using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Tasks;

/// <summary>Runs the measurements.</summary>
public sealed class BenchTask : BuildTask
{
    /// <inheritdoc/>
    public override string Name => "bench";

    /// <inheritdoc/>
    public override string Summary => "run the measurements; what follows -- goes to them";

    /// <inheritdoc/>
    public override string Configuration => "Release";

    /// <inheritdoc/>
    public override bool TakesRest => true;

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string folder = run.Repository.Combine("tests", "Benchmarks");
        string project = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csproj") : []).FirstOrDefault()
            ?? throw new BuildException($"{folder} has no project: this checkout has no measurements.");
        await run.CompileAsync(project, "Building the measurements", [], cancellationToken).ConfigureAwait(false);
        string assembly = Path.Combine(
            run.OutputOf(Path.GetFileNameWithoutExtension(project)), Path.GetFileNameWithoutExtension(project) + ".dll");
        string results = Path.Combine(run.Repository.Artifacts, "benchmarks");
        Directory.CreateDirectory(results);
        return await ChildProcess.RunAttachedAsync(
            DotnetCommand.Executable, [assembly, .. run.Options.Rest], results, null, cancellationToken).ConfigureAwait(false);
    }
}
