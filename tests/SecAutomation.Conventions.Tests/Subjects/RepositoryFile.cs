using System.Text;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>One text file of the repository, by its path below the root with forward slashes.</summary>
public sealed record RepositoryFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string[] Lines => _lines ??= Text.Split('\n');

    private string[]? _lines;

    /// <summary>Made up for a test that shows a rule saying no.</summary>
    public static RepositoryFile MadeUp(string path, string text) => new(path, text);

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The number of the line, from 1, that holds the character at <paramref name="index"/>.</summary>
    public int LineOf(int index)
    {
        int line = 1;
        foreach (char c in Text.AsSpan(0, index))
        {
            if (c == '\n') line++;
        }

        return line;
    }

    public static RepositoryFile Read(string root, string fullPath) =>
        new(System.IO.Path.GetRelativePath(root, fullPath).Replace('\\', '/'), File.ReadAllText(fullPath, Encoding.UTF8));
}
