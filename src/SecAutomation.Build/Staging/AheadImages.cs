using System.Runtime.InteropServices;
using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Staging;

/// <summary>
/// Compiles assemblies ahead of time, for one platform each, beside the ones that run everywhere: a first call then needs two thirds of the time. The
/// runtime takes them where they fit.
/// </summary>
public static class AheadImages
{
    // What a first call, a first report and a first ticket need.
    private static readonly string[] s_assemblies =
        ["SecAutomation.Commands", "SecAutomation.Engine", "SecAutomation.Remediation", "RestSharp", "YamlDotNet"];

    /// <summary>The platforms that a package is compiled ahead for; all others compile what they use.</summary>
    public static IReadOnlyList<string> Platforms { get; } = ["win-x64", "linux-x64"];

    /// <summary>The one of this machine; none where packages have none for it.</summary>
    public static IReadOnlyList<string> OfThisMachine { get; } = [.. Platforms.Where(platform => platform == RuntimeInformation.RuntimeIdentifier)];

    /// <summary>Compiles.</summary>
    /// <param name="run">The task.</param>
    /// <param name="platforms">The platforms.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    /// <returns>The files of the module.</returns>
    public static async Task<IReadOnlyList<StagedFile>> MakeAsync(BuildRun run, IReadOnlyList<string> platforms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(platforms);
        List<StagedFile> files = [];
        foreach (string platform in platforms)
        {
            string images = Path.Combine(run.Repository.Artifacts, "ahead", platform);

            // An image that was made beside other assemblies would run, but not be the one that everybody else gets.
            if (Directory.Exists(images))
            {
                Directory.Delete(images, recursive: true);
            }

            using (run.Log.Step($"Compiling ahead for {platform}"))
            {
                await DotnetCommand.RunAsync(
                    run.Repository.Root,
                    [
                        "msbuild", run.Repository.Combine("src", "SecAutomation.Build", "Staging", "Ahead.proj"), "-restore", "-target:Ahead", "-nologo", "-verbosity:quiet", "-tl:off",
                        $"-p:Source={run.OutputOf("SecAutomation.Commands")}", $"-p:Images={images}", $"-p:Platform={platform}",
                        $"-p:Assemblies={string.Join('/', s_assemblies)}",
                    ],
                    cancellationToken).ConfigureAwait(false);
            }

            files.AddRange(s_assemblies.Select(name => StagedFile.Copy($"bin/runtimes/{platform}/lib/net10.0/{name}.dll", Path.Combine(images, name + ".dll"))));
        }

        return files;
    }
}
