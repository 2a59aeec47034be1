using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using SecAutomation.Host.Terminal;

namespace SecAutomation.Host;

/// <summary>One run of the engine: the module is loaded, the command or the script runs, the process ends.</summary>
public sealed class HostSession(HostArguments arguments)
{
    private readonly ConsoleUserInterface _ui = new(
        Console.Out,
        Console.Error,
        new ProgressLine(Console.Error, !Console.IsErrorRedirected, () => ConsoleRawUserInterface.Width, TimeProvider.System),
        new Questions(Console.Error, Console.In, !arguments.NonInteractive),
        isPlain: Console.IsErrorRedirected);

    private volatile PowerShell? _running;
    private volatile bool _isInterrupted;

    /// <summary>Runs it on this thread.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        string? manifest = ModuleLocation.Find(arguments.ModulePath, out string? absence);
        if (manifest is null)
        {
            _ui.WriteErrorLine(absence!);
            return ExitCodes.NoModule;
        }

        ConsoleHost host = new(_ui);
        using Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        Console.CancelKeyPress += Interrupt;
        try
        {
            runspace.Open();
            Runspace.DefaultRunspace = runspace;
            runspace.SessionStateProxy.SetVariable("LASTEXITCODE", 0);
            if (!Import(runspace, manifest))
            {
                return ExitCodes.NoModule;
            }

            int exitCode = arguments.File is null
                ? RunCommand(runspace, arguments.Command == "-" ? Console.In.ReadToEnd() : arguments.Command!)
                : RunFile(runspace, Path.GetFullPath(arguments.File));
            return _isInterrupted ? ExitCodes.Interrupted : host.ExitCode ?? exitCode;
        }
        finally
        {
            Console.CancelKeyPress -= Interrupt;
            _ui.Clear();
        }
    }

    private bool Import(Runspace runspace, string manifest)
    {
        if (Console.IsOutputRedirected)
        {
            // Tables carry escape sequences even into a pipe, unless they are told not to.
            Execute(runspace, shell => shell.AddScript("$PSStyle.OutputRendering = 'PlainText'"));
        }

        return Execute(runspace, shell => shell.AddCommand("Import-Module")
            .AddParameter("Name", manifest)
            .AddParameter("ErrorAction", ActionPreference.Stop));
    }

    private int RunCommand(Runspace runspace, string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out _);
        bool ended = Execute(runspace, shell => shell.AddScript(text, useLocalScope: false), ReadsInput(script));
        bool lastSucceeded = ended && runspace.SessionStateProxy.GetVariable("?") is true;
        return lastSucceeded ? ExitCodes.Success : ExitCodes.Failed;
    }

    private int RunFile(Runspace runspace, string path)
    {
        if (!File.Exists(path))
        {
            _ui.WriteErrorLine($"The argument '{arguments.File}' of -File names no script: {path} does not exist.");
            return ExitCodes.BadCommandLine;
        }

        // As a function, and not as a script file: the engine keeps a file's 'exit' from the host. $PSScriptRoot stays.
        const string function = "global:Invoke-HostFile";
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            Report(runspace, new ParseException(errors));
            return ExitCodes.Failed;
        }

        runspace.SessionStateProxy.InvokeProvider.Item.Set("function:" + function, script.GetScriptBlock());
        bool ended = Execute(
            runspace,
            shell => ScriptArguments.Add(shell.AddCommand("Invoke-HostFile", useLocalScope: false), arguments.FileArguments),
            ReadsInput(script));
        return ended ? ExitCodes.Success : ExitCodes.Failed;
    }

    // A script that looks at its input gets it; any other must not wait for a pipe that nobody closes.
    private static bool ReadsInput(ScriptBlockAst script) =>
        Console.IsInputRedirected
        && (script.ProcessBlock is not null
            || script.Find(ast => ast is VariableExpressionAst { VariablePath.UserPath: "input" or "INPUT" or "Input" }, searchNestedScriptBlocks: true) is not null);

    private bool Execute(Runspace runspace, Action<PowerShell> compose, bool readsInput = false)
    {
        if (_isInterrupted)
        {
            return false;
        }

        using PowerShell shell = PowerShell.Create(runspace);
        compose(shell);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        _running = shell;
        try
        {
            if (readsInput)
            {
                shell.Invoke(Lines(Console.In));
            }
            else
            {
                shell.Invoke();
            }

            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException failure)
        {
            Report(runspace, failure);
            return false;
        }
        finally
        {
            _running = null;
        }
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    // Through the engine's own view of errors.
    private void Report(Runspace runspace, RuntimeException failure)
    {
        _ui.Clear();
        using PowerShell shell = PowerShell.Create(runspace);
        PSObject error = PSObject.AsPSObject(failure.ErrorRecord);
        error.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        shell.AddCommand("Out-Default").AddParameter("InputObject", error);
        shell.Invoke();
    }

    private void Interrupt(object? sender, ConsoleCancelEventArgs pressed)
    {
        // The second press ends the process, whatever the pipeline is doing.
        if (_isInterrupted)
        {
            return;
        }

        pressed.Cancel = true;
        _isInterrupted = true;
        _running?.BeginStop(null, null);
    }
}
