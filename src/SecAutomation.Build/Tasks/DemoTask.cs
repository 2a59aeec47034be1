using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Tasks;

/// <summary>Runs the sample script: from a scan report to tickets, in a ticket store of its own.</summary>
public sealed class DemoTask : BuildTask
{
    /// <inheritdoc/>
    public override string Name => "demo";

    /// <inheritdoc/>
    public override string Summary => "run the four steps over the samples";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await StageTask.CompileAsync(run, [], cancellationToken).ConfigureAwait(false);
        await StageTask.StageAsync(run, cancellationToken).ConfigureAwait(false);

        // Emptied each time, so that each run creates the same tickets.
        string folder = Path.Combine(run.Repository.Artifacts, "demo");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        string module = run.Repository.StagedModule;
        string script = Path.Combine(module, "samples", "demo.ps1");
        run.Log.Say("");
        await run.Log.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await ChildProcess.RunAttachedAsync(
            DotnetCommand.Executable,
            [run.Host, "-ModulePath", module, "-File", script, "-StorePath", Path.Combine(folder, "tickets.db")],
            folder,
            null,
            cancellationToken).ConfigureAwait(false);
    }
}
