using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes a name of something that is known without asking anybody.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <summary>The names, each with what it is.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = new WildcardPattern((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        try
        {
            return
            [
                .. Values.Where(value => pattern.IsMatch(value.Text))
                    .Select(value => new CompletionResult(CompletedText.Quote(value.Text), value.Text, CompletionResultType.ParameterValue, value.ToolTip)),
            ];
        }
        catch (FailureException)
        {
            // There is nobody to tell while a command is being typed; running it tells.
            return [];
        }
    }
}
