using System.Runtime.InteropServices;
using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Tasks;

/// <summary>Runs the measurements.</summary>
public sealed class BenchTask : BuildTask
{
    // Where the measurements find what they measure.
    private const string HostVariable = "SECAUTOMATION_HOST";
    private const string ModuleVariable = "SECAUTOMATION_MODULE";

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
        await StageTask.CompileAsync(run, [], cancellationToken).ConfigureAwait(false);
        await StageTask.StageAsync(run, cancellationToken).ConfigureAwait(false);
        string host = await CompileHostAheadAsync(run, cancellationToken).ConfigureAwait(false);
        string folder = run.Repository.Combine("tests", "Benchmarks");
        string project = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csproj") : []).FirstOrDefault()
            ?? throw new BuildException($"{folder} has no project: this checkout has no measurements.");
        await run.CompileAsync(project, "Building the measurements", [], cancellationToken).ConfigureAwait(false);
        string assembly = Path.Combine(
            run.OutputOf(Path.GetFileNameWithoutExtension(project)), Path.GetFileNameWithoutExtension(project) + ".dll");
        string results = Path.Combine(run.Repository.Artifacts, "benchmarks");
        Directory.CreateDirectory(results);
        return await ChildProcess.RunAttachedAsync(
            DotnetCommand.Executable,
            [assembly, .. run.Options.Rest],
            results,
            new Dictionary<string, string?>(StringComparer.Ordinal) { [HostVariable] = host, [ModuleVariable] = run.Repository.StagedModule },
            cancellationToken).ConfigureAwait(false);
    }

    // As every pwsh that users get is: compiled ahead. Otherwise half of each run would be the compilation of the engine.
    private static async Task<string> CompileHostAheadAsync(BuildRun run, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(run.Repository.Artifacts, "bench-host");
        string rid = RuntimeInformation.RuntimeIdentifier;
        using (run.Log.Step("Compiling the host ahead"))
        {
            await DotnetCommand.RunAsync(
                run.Repository.Root,
                [
                    "publish", run.Repository.Combine("src/SecAutomation.Host"), "--configuration", run.Options.Configuration, "--runtime", rid,
                    "--no-self-contained", "-p:PublishReadyToRun=true", "--output", folder, "--nologo", "--verbosity", "quiet", "-tl:off",
                ],
                cancellationToken).ConfigureAwait(false);
        }

        return Path.Combine(folder, OperatingSystem.IsWindows() ? "SecAutomation.Host.exe" : "SecAutomation.Host");
    }
}
