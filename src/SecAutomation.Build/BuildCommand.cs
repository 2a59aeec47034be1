using System.Diagnostics;
using System.Globalization;
using SecAutomation.Build.Tasks;

namespace SecAutomation.Build;

/// <summary>The command line: one task and its options.</summary>
public static class BuildCommand
{
    /// <summary>What the process returns when the command line makes no sense.</summary>
    public const int UsageExitCode = 2;

    /// <summary>What the process returns after Ctrl+C.</summary>
    public const int InterruptedExitCode = 130;

    /// <summary>The tasks by their names, in the order of the usage text.</summary>
    public static IReadOnlyList<BuildTask> Tasks { get; } =
    [
        new CompileTask(),
        new StageTask(),
        new DemoTask(),
        new TestTask(),
        new TortureTask(),
        new DocsTask(),
        new PackageTask(),
        new BenchTask(),
        new NewConnectorTask(),
    ];

    /// <summary>Runs the task that the arguments name.</summary>
    /// <param name="arguments">The task and its options.</param>
    /// <param name="output">Progress and results.</param>
    /// <param name="errors">What went wrong.</param>
    /// <param name="cancellationToken">Ends the task and the processes that it started.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] arguments,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);

        if (arguments is ["help" or "--help" or "-h" or "-?"])
        {
            await output.WriteLineAsync(Usage()).ConfigureAwait(false);
            return 0;
        }

        BuildTask? task = Tasks.FirstOrDefault(t => t.Name == arguments.FirstOrDefault());
        string? complaint = arguments.Length == 0 ? "No task was given."
            : task is null ? $"There is no task '{arguments[0]}'."
            : null;
        BuildOptions? options = task is null ? null : BuildOptions.Parse(arguments.AsSpan(1), task, out complaint);
        if (task is null || options is null)
        {
            await errors.WriteLineAsync($"{complaint}\n\n{Usage()}").ConfigureAwait(false);
            return UsageExitCode;
        }

        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            BuildRun run = new(Repository.Find(), options, new BuildLog(output, errors));
            return await task.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (BuildException failure)
        {
            await errors.WriteLineAsync(failure.Message).ConfigureAwait(false);
            string seconds = watch.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            await errors.WriteLineAsync($"The task '{task.Name}' failed after {seconds} s.").ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Interrupted.").ConfigureAwait(false);
            return InterruptedExitCode;
        }
    }

    private static string Usage()
    {
        IEnumerable<string> lines = Tasks.Select(t => $"  {t.Name,-13} {t.Summary}");
        return $"""
            dotnet run --project src/SecAutomation.Build -- TASK [options]

            {string.Join('\n', lines)}

              --configuration NAME   Debug or Release; Debug unless the task says otherwise
            """;
    }
}
