using System.Management.Automation;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Commands.Abstractions;

/// <summary>Reads the template that <c>-Template</c> names.</summary>
internal static class TemplateFile
{
    /// <summary>The template of a file.</summary>
    /// <param name="cmdlet">The cmdlet whose location is used.</param>
    /// <param name="path">The file; null for the template of the module.</param>
    /// <returns>The template.</returns>
    /// <exception cref="FailureException">There is no such file, it may not be read, or the template is wrong.</exception>
    public static TicketTemplate Read(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
            return TicketTemplate.Default;

        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (!File.Exists(file))
        {
            throw new FailureException(
                FailureId.FileNotFound, $"No template has the path {file}.", "Correct -Template, or leave it away.", path);
        }

        try
        {
            return TicketTemplate.Parse(File.ReadAllText(file), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                FailureId.FileNotReadable, $"The template {file} may not be read: {exception.Message}", "Check its rights.", path, exception);
        }
    }
}
