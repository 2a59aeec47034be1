using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using SecAutomation.Host.Terminal;

namespace SecAutomation.Host;

/// <summary>Runs pipelines in one runspace, each through the format views, and shows what ends them.</summary>
public sealed class ShellRun(Runspace runspace, ConsoleUserInterface ui, Interruption interruption)
{
    // The engine keeps $? only of pipelines that a person could look back at.
    private static readonly PSInvocationSettings s_keepsOutcome = new() { AddToHistory = true };

    /// <summary>Runs a pipeline to its end; its results, errors included, are shown.</summary>
    /// <param name="compose">Adds the command.</param>
    /// <param name="input">What is piped into it; null for nothing.</param>
    /// <returns>Whether it came to its end.</returns>
    public bool Execute(Action<PowerShell> compose, IEnumerable<string>? input = null)
    {
        ArgumentNullException.ThrowIfNull(compose);
        using PowerShell shell = PowerShell.Create(runspace);
        compose(shell);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        if (!interruption.Watch(shell))
        {
            return false;
        }

        try
        {
            shell.Invoke(input, s_keepsOutcome);
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException failure)
        {
            interruption.Forget();
            Report(failure);
            return false;
        }
        finally
        {
            interruption.Forget();
        }
    }

    /// <summary>Shows the error that ended a pipeline, as the engine shows every other.</summary>
    public void Report(RuntimeException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (failure is ParseException unparsable)
        {
            Report(unparsable.Errors);
            return;
        }

        // As an object, since writing it as an error again would lose the place that it came from.
        using PowerShell shell = PowerShell.Create(runspace);
        ui.ResultsAreErrors = true;
        shell.AddCommand("Out-Default").AddParameter("InputObject", failure.ErrorRecord).Invoke();
        ui.ResultsAreErrors = false;
    }

    /// <summary>Shows what is wrong with the text of a script. The engine's view has no place for it.</summary>
    public void Report(IEnumerable<ParseError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        foreach (ParseError error in errors)
        {
            IScriptExtent at = error.Extent;
            string place = at.File is null ? $"line {at.StartLineNumber}" : $"{at.File}, line {at.StartLineNumber}";
            ui.WriteErrorLine($"ParserError: {place}, column {at.StartColumnNumber}: {error.Message}");
            ui.WriteErrorLine($"  {at.StartScriptPosition.Line}");
        }
    }
}
