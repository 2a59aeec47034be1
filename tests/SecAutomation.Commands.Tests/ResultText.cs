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
}
