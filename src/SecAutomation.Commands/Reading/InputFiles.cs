using System.Management.Automation;
using SecAutomation.Commands.Errors;

namespace SecAutomation.Commands.Reading;

/// <summary>Finds the files that <c>-Path</c> and <c>-LiteralPath</c> mean, each once.</summary>
/// <param name="cmdlet">The cmdlet whose location and errors are used.</param>
internal sealed class InputFiles(PSCmdlet cmdlet)
{
    private const string FileSystem = "FileSystem";

    private readonly HashSet<string> _seen = new(
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>The files of some paths.</summary>
    /// <param name="paths">Files, or folders: the files that lie directly in them.</param>
    /// <param name="isLiteral">Whether wildcards are ordinary letters.</param>
    /// <returns>The files in the order of the paths; those of a folder by name. A path without a file is an error.</returns>
    public IEnumerable<InputFile> Find(IEnumerable<string> paths, bool isLiteral) =>
        paths.SelectMany(path => Resolve(path, isLiteral)).SelectMany(OfFolder).Where(file => _seen.Add(file.Path));

    private IEnumerable<string> Resolve(string path, bool isLiteral)
    {
        try
        {
            // A name such as scan[1].csv is tried as it stands before its brackets are taken for a wildcard.
            string literal = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(
                path, out ProviderInfo provider, out _);
            if (provider.Name != FileSystem)
                return Missing(path, $"{path} is in {provider.Name}, which holds no files.");

            if (File.Exists(literal) || Directory.Exists(literal))
                return [literal];

            // Completion in the console puts backticks before brackets: scan`[1`].csv.
            if (!isLiteral && WildcardPattern.Unescape(literal) is { } plain && (File.Exists(plain) || Directory.Exists(plain)))
                return [plain];

            if (isLiteral || !WildcardPattern.ContainsWildcardCharacters(path))
                return Missing(path, $"No file or folder has the path {literal}.");

            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
            return found.Count > 0 ? found : Missing(path, $"No file or folder matches {literal}.");
        }
        catch (ItemNotFoundException)
        {
            return Missing(path, $"No file or folder matches {path}.");
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException)
        {
            return Missing(path, $"{path} is no path of a file: {exception.Message}");
        }
    }

    private IEnumerable<InputFile> OfFolder(string path)
    {
        if (!Directory.Exists(path))
            return [new InputFile(Path.GetFullPath(path), IsFromFolder: false)];

        try
        {
            // As Get-ChildItem lists a folder: without hidden files, and without what lies deeper.
            InputFile[] files =
            [
                .. new DirectoryInfo(path).EnumerateFiles()
                    .Where(file => !file.Attributes.HasFlag(FileAttributes.Hidden))
                    .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(file => new InputFile(file.FullName, IsFromFolder: true)),
            ];
            if (files.Length == 0)
                _ = Missing(path, $"The folder {path} holds no file.");

            return files;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            Write(new FailureException(
                FailureId.FileNotReadable, $"The folder {path} may not be read: {exception.Message}",
                "Check its rights.", path, exception));
            return [];
        }
    }

    private string[] Missing(string path, string message)
    {
        Write(new FailureException(
            FailureId.FileNotFound, message,
            "Check the spelling and the current location; -LiteralPath takes brackets and asterisks as they stand.", path));
        return [];
    }

    private void Write(FailureException failure) => cmdlet.WriteError(Failures.ToErrorRecord(failure));
}
