namespace SecAutomation.Commands.Rules;

/// <summary>Reads the text of a file of rules.</summary>
internal static class RuleText
{
    /// <summary>The text.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="parameter">The parameter that named it, for the next step.</param>
    /// <exception cref="FailureException">FileNotFound, FileNotReadable.</exception>
    public static string Read(string path, string parameter)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException(FailureId.FileNotFound, $"No file has the path {path}.", $"Correct {parameter}, or leave it away.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"{path} may not be read: {exception.Message}", "Check its rights.", path, exception);
        }
    }
}
