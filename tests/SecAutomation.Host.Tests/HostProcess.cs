using System.Diagnostics;
using System.Text;

namespace SecAutomation.Host.Tests;

/// <summary>The real program in a process of its own, with a module that costs nothing to import.</summary>
public sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly Lazy<bool> s_canResetSignals = new(CanResetSignals);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its standard input.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Its standard output.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts it.</summary>
    public static HostProcess Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        // A test run in the background of a shell ignores Ctrl+C, and so would its children.
        string dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string assembly = Path.Combine(AppContext.BaseDirectory, "SecAutomation.Host.dll");
        ProcessStartInfo start = s_canResetSignals.Value
            ? new("env", ["--default-signal=INT", dotnet, assembly, .. arguments])
            : new(dotnet, [assembly, .. arguments]);
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = new UTF8Encoding(false);
        start.StandardErrorEncoding = new UTF8Encoding(false);
        start.Environment["SECAUTOMATION_MODULE"] = EmptyModule.Folder;
        start.Environment["COLUMNS"] = "120";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new HostProcess(start);
    }

    /// <summary>Runs it to its end with nothing to read.</summary>
    public static Task<HostOutcome> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs it to its end.</summary>
    public static async Task<HostOutcome> RunWithInputAsync(string input, params string[] arguments)
    {
        using HostProcess host = Start(null, arguments);
        await host.Input.WriteAsync(input);
        host.Input.Close();
        return await host.EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<HostOutcome> EndAsync()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        string output = await Output.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return new HostOutcome(
            _process.ExitCode, output.ReplaceLineEndings("\n"), (await _errors).ReplaceLineEndings("\n"));
    }

    /// <summary>Presses Ctrl+C.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static bool CanResetSignals()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using Process probe = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", "true"]) { UseShellExecute = false, RedirectStandardError = true })!;
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }
}
