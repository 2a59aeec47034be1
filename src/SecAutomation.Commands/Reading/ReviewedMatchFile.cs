using System.Management.Automation;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Reading;

/// <summary>The file in which people's decisions are kept.</summary>
internal static class ReviewedMatchFile
{
    /// <summary>The setting that names the file where <c>-MatchPath</c> does not.</summary>
    public const string Setting = "SECAUTOMATION_MATCHPATH";

    /// <summary>The full path; null where neither the parameter nor the setting names a file.</summary>
    public static string? Locate(PSCmdlet cmdlet, string? path)
    {
        string? named = path ?? Environment.GetEnvironmentVariable(Setting);
        return string.IsNullOrWhiteSpace(named) ? null : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(named);
    }

    /// <summary>The decisions of a file.</summary>
    /// <param name="file">The full path; null: none.</param>
    /// <param name="isRequired">Whether a file that is not there is an error.</param>
    /// <exception cref="FailureException">The file is not there, may not be read, or holds a line that is no decision.</exception>
    public static IReadOnlyList<ReviewedMatch> Read(string? file, bool isRequired) =>
        file is null ? [] : ReviewedText.Read(ReadText(file, isRequired), file);

    /// <summary>Adds a decision, whole or not at all.</summary>
    public static void Add(string file, ReviewedMatch decision)
    {
        string before = ReadText(file, isRequired: false);
        string text = ReviewedText.Write(before, [.. ReviewedText.Read(before, file), decision]);
        string part = $"{file}.part";
        try
        {
            File.WriteAllText(part, text);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                FailureId.FileNotReadable, $"The file of reviewed matches {file} may not be written: {exception.Message}", "Check the folder and its rights.", file, exception);
        }
    }

    private static string ReadText(string file, bool isRequired)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return !isRequired ? "" : throw new FailureException(
                FailureId.FileNotFound, $"No file of reviewed matches has the path {file}.", "Correct -MatchPath, or make the file with Set-AssetMatch.", file, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                FailureId.FileNotReadable, $"The file of reviewed matches {file} may not be read: {exception.Message}", "Check its rights.", file, exception);
        }
    }
}
