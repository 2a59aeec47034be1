using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the decision tables that come with the module.</summary>
public sealed class DecisionTableCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        BuiltInTables.Names
            .Where(name => name.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(name));
}
