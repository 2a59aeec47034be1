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
        foreach (PageProblem problem in await StageAsync(run, run.Repository.StagedModule, cancellationToken).ConfigureAwait(false))
        {
            run.Log.Warn(problem.ToString());
        }
    }

    /// <summary>Lays the module in a folder.</summary>
    /// <returns>What is wrong in its help.</returns>
    public static async Task<IReadOnlyList<PageProblem>> StageAsync(
        BuildRun run, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        using (run.Log.Step("Staging the module"))
        {
            ModuleStage stage = new(run.Repository, run.OutputOf("SecAutomation.Commands"), run.Host);
            return await stage.LayAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }
}
