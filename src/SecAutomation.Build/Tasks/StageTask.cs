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
        await run.CompileAsync("src/SecAutomation.Commands", "Building the module", [], cancellationToken)
            .ConfigureAwait(false);
        Stage(run);
        run.Log.Say(run.Repository.StagedModule);
        return 0;
    }

    /// <summary>Lays the module; its projects are built already.</summary>
    public static void Stage(BuildRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using (run.Log.Step("Staging the module"))
        {
            ModuleStage.Lay(run.Repository, run.OutputOf("SecAutomation.Commands"), run.Repository.StagedModule);
        }
    }
}
