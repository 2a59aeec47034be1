namespace SecAutomation.Build.Tasks;

/// <summary>Compiles everything.</summary>
public sealed class CompileTask : BuildTask
{
    /// <inheritdoc/>
    public override string Name => "build";

    /// <inheritdoc/>
    public override string Summary => "compile everything; warnings are errors";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await run.CompileAsync("SecAutomation.sln", "Building the solution", [], cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
