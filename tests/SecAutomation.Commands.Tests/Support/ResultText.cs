using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests;

/// <summary>Reads results as a person would.</summary>
internal static class ResultText
{
    public static IEnumerable<string> Texts(this CommandResult result) => result.Output.Select(value => $"{value}");

    public static object? Value(this PSObject value, string property) => value.Properties[property]?.Value;

    public static string Text(this PSObject value, string property) => $"{value.Value(property)}";

    public static IEnumerable<string> Texts(this CommandResult result, string property) =>
        result.Output.Select(value => value.Text(property));

    /// <summary>The name of the condition alone.</summary>
    public static string Id(this ErrorRecord? error) => (error?.FullyQualifiedErrorId ?? "").Split(',')[0];

    /// <summary>The one object of a run that also wrote errors.</summary>
    public static PSObject OneObject(this CommandResult result, bool ignoreErrors) =>
        ignoreErrors ? result.Output.ShouldHaveSingleItem() : result.OneObject();

    /// <summary>The error that ended the command: thrown where it also ended the script, else the last one written.</summary>
    public static ErrorRecord Ending(this CommandResult result) =>
        result.Terminated ?? result.Errors[^1];
}
