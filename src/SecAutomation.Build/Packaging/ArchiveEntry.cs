namespace SecAutomation.Build.Packaging;

/// <summary>A file of an archive.</summary>
/// <param name="Path">Its path in the archive, with forward slashes.</param>
/// <param name="Content">Its content.</param>
public sealed record ArchiveEntry(string Path, byte[] Content)
{
    /// <summary>Every file below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefix">What stands before each path.</param>
    public static IEnumerable<ArchiveEntry> FromFolder(string folder, string prefix = "") =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new ArchiveEntry(
                prefix + System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path)));
}
