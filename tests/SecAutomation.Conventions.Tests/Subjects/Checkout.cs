using SecAutomation.Testing;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The text files of this checkout, read once; what the build makes is left out.</summary>
public static class Checkout
{
    private static readonly string[] s_foldersLeftOut = ["artifacts", "bin", "obj", ".git", ".vs", ".idea", "TestResults"];

    private static readonly string[] s_textExtensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".ps1", ".psm1", ".psd1", ".ps1xml", ".md", ".yaml", ".yml", ".json", ".xml", ".txt", ".editorconfig", ".gitignore", ".gitattributes", ""];

    public static IReadOnlyList<RepositoryFile> Files { get; } =
        [.. Walk(RepositoryRoot.Path).Select(path => RepositoryFile.Read(RepositoryRoot.Path, path))];

    public static IEnumerable<RepositoryFile> CSharp => With(".cs");

    public static IEnumerable<RepositoryFile> ProductCode => CSharp.Where(file => file.IsBelow("src"));

    public static IEnumerable<RepositoryFile> With(string extension) =>
        Files.Where(file => file.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    public static RepositoryFile File(string path) =>
        Files.FirstOrDefault(file => file.Path == path)
        ?? throw new FileNotFoundException($"The repository has no {path}.", path);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (s_textExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) yield return file;
        }

        foreach (string child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (s_foldersLeftOut.Contains(Path.GetFileName(child), StringComparer.Ordinal)) continue;
            foreach (string file in Walk(child)) yield return file;
        }
    }
}
