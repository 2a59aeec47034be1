using SecAutomation.Build.Documentation;
using SecAutomation.Build.Staging;

namespace SecAutomation.Build.Tasks;

/// <summary>Lays the module as users import it.</summary>
public sealed class StageTask : BuildTask
{
    /// <inheritdoc/>
    public override string Name => "stage";

    /// <inheritdoc/>
    public override string Summary => "lay the module in artifacts/module/SecAutomation/VERSION";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await CompileAsync(run, [], cancellationToken).ConfigureAwait(false);
        await StageAsync(run, cancellationToken).ConfigureAwait(false);
        run.Log.Say(run.Repository.StagedModule);
        return 0;
    }

    /// <summary>Compiles what the stage is made of, and the host that reads and runs it.</summary>
    public static async Task CompileAsync(BuildRun run, string[] properties, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await run.CompileAsync("src/SecAutomation.Commands", "Building the module", properties, cancellationToken)
            .ConfigureAwait(false);
        await run.CompileAsync("src/SecAutomation.Host", "Building the host", [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lays the module for this checkout; its projects are built already. What is wrong in its help is told.</summary>
    public static async Task StageAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        // What is worked on is compiled often and looked into; what is measured is what users get.
        IReadOnlyList<string> platforms = run.Options.Configuration == "Release" ? AheadImages.OfThisMachine : [];
        foreach (PageProblem problem in await StageAsync(run, run.Repository.StagedModule, platforms, cancellationToken).ConfigureAwait(false))
        {
            run.Log.Warn(problem.ToString());
        }
    }

    /// <summary>Lays the module in a folder.</summary>
    /// <param name="run">The task.</param>
    /// <param name="target">The folder.</param>
    /// <param name="platforms">The platforms for which it is compiled ahead of time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is wrong in its help.</returns>
    public static async Task<IReadOnlyList<PageProblem>> StageAsync(
        BuildRun run, string target, IReadOnlyList<string> platforms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<StagedFile> ahead = await AheadImages.MakeAsync(run, platforms, cancellationToken).ConfigureAwait(false);
        using (run.Log.Step("Staging the module"))
        {
            ModuleStage stage = new(run.Repository, run.OutputOf("SecAutomation.Commands"), run.Host, ahead);
            return await stage.LayAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }
}
