using System.Management.Automation.Language;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>What scripts may not hold.</summary>
public static class ScriptRules
{
    public static IEnumerable<string> SyntaxErrors(RepositoryFile file)
    {
        Parser.ParseInput(file.Text, file.Path, out _, out ParseError[] errors);
        return errors.Select(error => $"{file.Path}, line {error.Extent.StartLineNumber}: {error.Message}");
    }

    /// <summary>Commands that are neither in the engine, nor in the module, nor functions of the script itself.</summary>
    public static IEnumerable<string> CommandsBeyondTheEngine(RepositoryFile file, IEnumerable<string> moduleCommands)
    {
        HashSet<string> known = new(Engine.CoreCommands.Concat(moduleCommands), StringComparer.OrdinalIgnoreCase);
        ScriptBlockAst script = Parser.ParseInput(file.Text, file.Path, out _, out _);
        known.UnionWith(script.FindAll(ast => ast is FunctionDefinitionAst, searchNestedScriptBlocks: true).Cast<FunctionDefinitionAst>().Select(function => function.Name));
        return script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            .Where(command => command.GetCommandName() is { } name && !known.Contains(name))
            .Select(command => $"{file.Path}, line {command.Extent.StartLineNumber}: {command.GetCommandName()} is not there in an engine without the Utility and Management modules.")
            .Concat(script.FindAll(ast => ast is FileRedirectionAst { Location: not StringConstantExpressionAst { Value: "$null" } and not VariableExpressionAst { VariablePath.UserPath: "null" } }, searchNestedScriptBlocks: true)
                .Select(redirection => $"{file.Path}, line {redirection.Extent.StartLineNumber}: a redirection needs Out-File, which is not there in an engine without the Utility module."));
    }
}
