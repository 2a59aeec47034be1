using SecAutomation.Build.Packaging;
using SecAutomation.Build.Staging;

namespace SecAutomation.Build.Tasks;

/// <summary>Makes what is published.</summary>
public sealed class PackageTask : BuildTask
{
    /// <inheritdoc/>
    public override string Name => "package";

    /// <inheritdoc/>
    public override string Summary => "make a .nupkg, a .zip and their checksums in artifacts/package";

    /// <inheritdoc/>
    public override string Configuration => "Release";

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);

        // Assemblies name the folder of their sources; where that is must not show, and must not change the bytes.
        await StageTask.CompileAsync(run, [$"PathMap={run.Repository.Root}{Path.DirectorySeparatorChar}=/_/"], cancellationToken)
            .ConfigureAwait(false);
        string module = Path.Combine(run.Repository.Artifacts, "staging", "package", "SecAutomation", run.Repository.Version);
        DocsTask.Require(await StageTask.StageAsync(run, module, AheadImages.Platforms, cancellationToken).ConfigureAwait(false));
        IReadOnlyList<string> files;
        using (run.Log.Step("Packing"))
        {
            ModuleManifest manifest = await ModuleManifest.ReadAsync(run.Host, module, cancellationToken).ConfigureAwait(false);
            files = PackageSet.Make(manifest, module, Path.Combine(run.Repository.Artifacts, "package"));
        }

        run.Log.Say(string.Join('\n', files));
        return 0;
    }
}
