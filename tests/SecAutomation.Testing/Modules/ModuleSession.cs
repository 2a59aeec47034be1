using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SecAutomation.Testing.Modules;

/// <summary>The engine with the staged module imported: a shell without a window. One per test class is enough.</summary>
public sealed class ModuleSession : IDisposable
{
    static ModuleSession()
    {
        // What goes to the user's own folders by default goes to a folder of this run's.
        string folder = Path.Combine(Path.GetTempPath(), $"SecAutomation.Tests.{Environment.ProcessId}");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Path.Combine(folder, "config"));
    }

    private const int MostAttempts = 5;

    private static readonly Lock s_opening = new();

    private ModuleSession(RecordingHost host, Runspace runspace)
    {
        Host = host;
        Runspace = runspace;
    }

    /// <summary>What the engine shows and asks.</summary>
    public RecordingHost Host { get; }

    /// <summary>The engine's session.</summary>
    public Runspace Runspace { get; }

    /// <summary>Opens a session with the staged module.</summary>
    public static ModuleSession Open()
    {
        ModuleSession session = OpenEmpty();
        try
        {
            session.Run("param($Manifest) Import-Module -Name $Manifest", ("Manifest", StagedModule.Manifest)).Succeeded();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a session without the module.</summary>
    public static ModuleSession OpenEmpty()
    {
        RecordingHost host = new();
        ModuleSession session = new(host, OpenRunspace(host));
        session.Run("$PSStyle.OutputRendering = 'PlainText'").Succeeded();
        return session;
    }

    private static Runspace OpenRunspace(RecordingHost host)
    {
        for (int attempt = 1; ; attempt++)
        {
            Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());

            // The engine fills tables of the whole process on its first opening; one that opens meanwhile may miss cmdlets.
            lock (s_opening)
                runspace.Open();

            if (HoldsFiles(runspace) || attempt == MostAttempts)
                return runspace;

            runspace.Dispose();
        }
    }

    // The engine leaves a drive out that the system does not tell of at that moment; a shell without the drive of its files finds none of them.
    private static bool HoldsFiles(Runspace runspace)
    {
        string? root = Path.GetPathRoot(Path.GetTempPath());
        return runspace.SessionStateProxy.Drive.GetAllForProvider("FileSystem").Any(drive => string.Equals(drive.Root, root, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script; its <c>param</c> block takes the parameters.</param>
    /// <param name="parameters">Values by the names of the parameters.</param>
    public CommandResult Run(string script, params (string Name, object? Value)[] parameters)
    {
        using PowerShell shell = CreateShell(script, parameters);
        return Run(shell, null);
    }

    /// <summary>Pipes objects into a script and runs it to its end.</summary>
    /// <param name="input">What is piped into it; the script reads it as <c>$input</c>.</param>
    /// <param name="script">The script; its <c>param</c> block takes the parameters.</param>
    /// <param name="parameters">Values by the names of the parameters.</param>
    public CommandResult Pipe(
        IEnumerable<object?> input, string script, params (string Name, object? Value)[] parameters)
    {
        using PowerShell shell = CreateShell(script, parameters);
        return Run(shell, input);
    }

    /// <summary>What a script shows through the format views, on a terminal of the host's width.</summary>
    /// <param name="script">The script.</param>
    /// <param name="parameters">Values by the names of the parameters.</param>
    public string Render(string script, params (string Name, object? Value)[] parameters)
    {
        using PowerShell shell = CreateShell(script, parameters);
        shell.AddCommand("Out-Default");
        CommandResult result = Run(shell, null).Succeeded();
        return string.Join('\n', result.HostText.Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";
    }

    /// <summary>A script that is ready to run, for tests that start and stop it themselves.</summary>
    /// <param name="script">The script.</param>
    /// <param name="parameters">Values by the names of the parameters.</param>
    public PowerShell CreateShell(string script, params (string Name, object? Value)[] parameters)
    {
        PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript(script, useLocalScope: true);
        foreach ((string name, object? value) in parameters ?? [])
        {
            shell.AddParameter(name, value);
        }

        return shell;
    }

    /// <summary>Runs what was composed, to its end.</summary>
    /// <param name="shell">From <see cref="CreateShell"/>.</param>
    /// <param name="input">What is piped into it.</param>
    public CommandResult Run(PowerShell shell, IEnumerable<object?>? input)
    {
        ArgumentNullException.ThrowIfNull(shell);
        Host.Recorded.Clear();
        List<PSObject> output = [];
        ErrorRecord? terminated = null;
        try
        {
            shell.Invoke(input, output);
        }
        catch (RuntimeException failure)
        {
            terminated = failure.ErrorRecord;
        }

        PSDataStreams streams = shell.Streams;
        return new CommandResult
        {
            Output = output,
            Errors = [.. streams.Error],
            Terminated = terminated,
            Warnings = [.. streams.Warning.Select(record => record.Message)],
            Verbose = [.. streams.Verbose.Select(record => record.Message)],
            Progress = [.. streams.Progress],
            HostText = Host.Recorded.Text,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();
}
