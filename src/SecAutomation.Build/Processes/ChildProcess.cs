using System.Diagnostics;
using System.Text;

namespace SecAutomation.Build.Processes;

/// <summary>Starts programs and never leaves one behind.</summary>
public static class ChildProcess
{
    // A compiler server that outlives its parent may keep the pipe open.
    private static readonly TimeSpan s_pipeGrace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program to its end and keeps what it writes.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <param name="folder">Its current folder.</param>
    /// <param name="environment">Variables beside the inherited ones; null removes one.</param>
    /// <param name="cancellationToken">Kills it with all it started.</param>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        CancellationToken cancellationToken)
    {
        ProcessStartInfo start = Describe(program, arguments, folder, environment);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;

        StringBuilder output = new();
        TaskCompletionSource outputEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource errorEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, e) => Keep(e.Data, outputEnd);
        process.ErrorDataReceived += (_, e) => Keep(e.Data, errorEnd);
        Task<int> end = Start(process);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        int exitCode = await EndAsync(process, end, cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(outputEnd.Task, errorEnd.Task), Task.Delay(s_pipeGrace, cancellationToken))
            .ConfigureAwait(false);
        lock (output)
        {
            return new ProcessResult(exitCode, output.ToString());
        }

        void Keep(string? line, TaskCompletionSource end)
        {
            if (line is null)
            {
                end.TrySetResult();
                return;
            }

            lock (output)
            {
                output.Append(line).Append('\n');
            }
        }
    }

    /// <summary>Runs a program on this process's own terminal.</summary>
    public static async Task<int> RunAttachedAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        CancellationToken cancellationToken)
    {
        using Process process = new() { StartInfo = Describe(program, arguments, folder, environment) };
        return await EndAsync(process, Start(process), cancellationToken).ConfigureAwait(false);
    }

    private static ProcessStartInfo Describe(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?>? environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // Process.WaitForExitAsync also waits for the end of the pipes, which a compiler server may hold.
    private static Task<int> Start(Process process)
    {
        TaskCompletionSource<int> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => end.TrySetResult(process.ExitCode);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new BuildException($"{process.StartInfo.FileName} could not be started: {failure.Message}.");
        }

        return end.Task;
    }

    private static async Task<int> EndAsync(Process process, Task<int> end, CancellationToken cancellationToken)
    {
        try
        {
            return await end.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
