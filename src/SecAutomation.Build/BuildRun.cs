using SecAutomation.Build.Processes;

namespace SecAutomation.Build;

/// <summary>One call of a task: where, how, and whom to tell.</summary>
public sealed record BuildRun(Repository Repository, BuildOptions Options, BuildLog Log)
{
    /// <summary>Compiles a project, or the solution, and what it references.</summary>
    /// <param name="what">The path below the repository's root.</param>
    /// <param name="title">What the reader sees.</param>
    /// <param name="properties">MSBuild properties, <c>Name=Value</c>.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    public async Task CompileAsync(
        string what,
        string title,
        IEnumerable<string> properties,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(properties);
        using (Log.Step(title))
        {
            await DotnetCommand.RunAsync(
                Repository.Root,
                [
                    "build", Repository.Combine(what), "--configuration", Options.Configuration,
                    "--nologo", "--verbosity", "quiet", "-tl:off", "-consoleLoggerParameters:NoSummary;ErrorsOnly",
                    .. properties.Select(p => $"-p:{p}"),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The built console host.</summary>
    public string Host => Path.Combine(OutputOf("SecAutomation.Host"), "SecAutomation.Host.dll");

    /// <summary>Where the compiler puts a project's output.</summary>
    public string OutputOf(string project) =>
        Path.Combine(Repository.Artifacts, "bin", project, Options.Configuration.ToLowerInvariant());
}
