using System.Runtime.CompilerServices;

namespace SecAutomation.Testing.Golden;

/// <summary>A text that a person has read and found right, kept in <c>golden/</c> beside the test.</summary>
/// <remarks><c>SECAUTOMATION_REGENERATE=1</c> writes the files anew; the difference is then read in the commit.</remarks>
public static class GoldenFile
{
    private const string RegenerateVariable = "SECAUTOMATION_REGENERATE";
    private const int LinesAround = 2;

    /// <summary>Compares a text with its file; line ends are not compared.</summary>
    /// <param name="name">The file's name in <c>golden/</c>.</param>
    /// <param name="actual">The text.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    /// <exception cref="GoldenFileException">The text differs, or the file does not exist.</exception>
    public static void Check(string name, string actual, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        string path = Path.Combine(Path.GetDirectoryName(InCheckout(testFile))!, "golden", name);
        string text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(RegenerateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        if (!File.Exists(path))
        {
            throw new GoldenFileException($"{path} does not exist. Set {RegenerateVariable}=1 to write it, and read it. The text is:\n{text}");
        }

        string expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (!string.Equals(expected, text, StringComparison.Ordinal))
        {
            throw new GoldenFileException(Describe(path, expected.Split('\n'), text.Split('\n')));
        }
    }

    // A deterministic build writes this for the checkout's root.
    private static string InCheckout(string path) =>
        path.StartsWith("/_/", StringComparison.Ordinal) ? RepositoryRoot.Combine(path[3..]) : path;

    private static string Describe(string path, string[] expected, string[] actual)
    {
        int line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        return $"{path}, line {line + 1}: the text differs. Set {RegenerateVariable}=1 to write it anew, and read it.\n"
            + $"Expected:\n{Excerpt(expected, line)}\nActual:\n{Excerpt(actual, line)}";
    }

    private static string Excerpt(string[] lines, int line)
    {
        int first = Math.Max(line - LinesAround, 0);
        return string.Join('\n', lines.Skip(first).Take(LinesAround + 1 + LinesAround)
            .Select((text, i) => $"{(first + i == line ? '>' : ' ')} {text}"));
    }
}
