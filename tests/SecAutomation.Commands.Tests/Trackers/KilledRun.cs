using System.Diagnostics;
using SecAutomation.Testing;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>A run in a process of its own, which can be killed at any instant.</summary>
internal sealed class KilledRun : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    // A clean run may have to make hundreds of tickets, at less than one a second.
    private static readonly TimeSpan s_patienceWithWholeRuns = TimeSpan.FromMinutes(20);

    private readonly Process _process;

    private KilledRun(Process process) => _process = process;

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts the run, and waits until the module is loaded and the work begins.</summary>
    /// <param name="script">The script; it sees the variables of the environment.</param>
    /// <param name="folder">Its folder, for its data too.</param>
    /// <param name="environment">Variables.</param>
    public static async Task<KilledRun> StartAsync(string script, string folder, IReadOnlyDictionary<string, string> environment)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string host = RepositoryRoot.Combine("artifacts", "bin", "SecAutomation.Host", configuration, "SecAutomation.Host.dll");
        var start = new ProcessStartInfo("dotnet", [host, "-Command", $"[Console]::WriteLine('begin'); {script}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = folder,
        };
        start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = folder;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        var run = new KilledRun(Process.Start(start)!);
        run._process.StandardInput.Close();
        string? line;
        do
        {
            line = await run._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        }
        while (line is not (null or "begin"));
        return run;
    }

    /// <summary>A run that nobody kills, to its end.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> WholeAsync(string script, string folder, IReadOnlyDictionary<string, string> environment)
    {
        using KilledRun run = await StartAsync(script, folder, environment);
        return await run.EndAsync();
    }

    /// <summary>Waits until it has ended, or something has happened.</summary>
    public async Task UntilAsync(Func<bool> happened)
    {
        for (int i = 0; i < 60_000 && !HasEnded && !happened(); i++)
            await Task.Delay(1);
    }

    /// <summary>Kills it (SIGKILL), if it still runs.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();

        await _process.WaitForExitAsync().WaitAsync(s_patience);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> EndAsync()
    {
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        string output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(s_patienceWithWholeRuns);
        await _process.WaitForExitAsync().WaitAsync(s_patienceWithWholeRuns);
        return output + await errors;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}
