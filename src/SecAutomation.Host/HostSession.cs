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
        using Interruption interruption = new();
        using Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("LASTEXITCODE", 0);
        ShellRun run = new(runspace, _ui, interruption);
        try
        {
            if (!Import(run, manifest))
            {
                return interruption.ExitCode ?? ExitCodes.NoModule;
            }

            int exitCode = arguments.File is null
                ? RunCommand(run, runspace, arguments.Command == "-" ? Console.In.ReadToEnd() : arguments.Command!)
                : RunFile(run, runspace, Path.GetFullPath(arguments.File));
            return interruption.ExitCode ?? host.ExitCode ?? exitCode;
        }
        finally
        {
            _ui.Clear();
        }
    }

    private static bool Import(ShellRun run, string manifest)
    {
        if (Console.IsOutputRedirected)
        {
            // For scripts that build strings from $PSStyle themselves.
            run.Execute(shell => shell.AddScript("$PSStyle.OutputRendering = 'PlainText'"));
        }

        return run.Execute(shell => shell.AddCommand("Import-Module")
            .AddParameter("Name", manifest)
            .AddParameter("ErrorAction", ActionPreference.Stop));
    }

    private static int RunCommand(ShellRun run, Runspace runspace, string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            run.Report(errors);
            return ExitCodes.Failed;
        }

        bool ended = run.Execute(shell => shell.AddScript(text, useLocalScope: false), InputOf(script));
        return ended && runspace.SessionStateProxy.GetVariable("?") is true ? ExitCodes.Success : ExitCodes.Failed;
    }

    private int RunFile(ShellRun run, Runspace runspace, string path)
    {
        if (!File.Exists(path))
        {
            _ui.WriteErrorLine($"The argument '{arguments.File}' of -File names no script: {path} does not exist.");
            return ExitCodes.BadCommandLine;
        }

        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            run.Report(errors);
            return ExitCodes.Failed;
        }

        // As a function, since the engine keeps the 'exit' of a script file from the host. $PSScriptRoot stays.
        string name = string.Concat(Path.GetFileName(path).Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        runspace.SessionStateProxy.InvokeProvider.Item.Set("function:global:" + name, script.GetScriptBlock());
        bool ended = run.Execute(
            shell => ScriptArguments.Add(shell.AddCommand(name, useLocalScope: false), arguments.FileArguments),
            InputOf(script));
        return ended ? ExitCodes.Success : ExitCodes.Failed;
    }

    // A script that looks at its input gets it; any other must not wait for a pipe that nobody closes.
    private static IEnumerable<string>? InputOf(ScriptBlockAst script)
    {
        bool looks = script.ProcessBlock is not null || script.Find(
            ast => ast is VariableExpressionAst variable
                && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase),
            searchNestedScriptBlocks: true) is not null;
        return looks && Console.IsInputRedirected ? Lines(Console.In) : null;
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
