using SecAutomation.Build.Documentation;

namespace SecAutomation.Build.Tasks;

/// <summary>Turns the help pages into what <c>Get-Help</c> reads, and fails where they and the cmdlets differ.</summary>
public sealed class DocsTask : BuildTask
{
    /// <inheritdoc/>
    public override string Name => "docs";

    /// <inheritdoc/>
    public override string Summary => "compare the help pages with the cmdlets, and make the help files";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await StageTask.CompileAsync(run, [], cancellationToken).ConfigureAwait(false);
        Require(await StageTask.StageAsync(run, run.Repository.StagedModule, [], cancellationToken).ConfigureAwait(false));
        run.Log.Say(Path.Combine(run.Repository.StagedModule, "en-US"));
        return 0;
    }

    /// <summary>Fails where anything is wrong.</summary>
    public static void Require(IReadOnlyList<PageProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count > 0)
        {
            throw new BuildException(string.Join('\n', problems));
        }
    }
}
