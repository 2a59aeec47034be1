using System.Management.Automation;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Commands.Intelligence;

/// <summary>Finds a decision table by its name, or in a file.</summary>
internal static class DecisionTableFile
{
    /// <summary>The table.</summary>
    /// <param name="cmdlet">The cmdlet whose location is used.</param>
    /// <param name="name">The name of a table that comes with the module, or a file's path.</param>
    /// <exception cref="FailureException">There is no such table, or it is wrong.</exception>
    public static DecisionTable Read(PSCmdlet cmdlet, string name)
    {
        if (BuiltInTables.Find(name) is { } known)
            return known;

        string path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(name);
        try
        {
            return DecisionTableReader.Read(File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException(
                FailureId.FileNotFound, $"There is no decision table {name}, and no file {path}.",
                $"The module brings {string.Join(" and ", BuiltInTables.Names)}; or name a file.", name, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"{path} cannot be read: {exception.Message}", "Check its rights.", path, exception);
        }
    }
}
