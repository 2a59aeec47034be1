using SecAutomation.Testing;

namespace SecAutomation.Fuzzing;

/// <summary>What the inputs are made from: this repository's samples, and the recorded ones where they are.</summary>
/// <param name="Files">Path and content of each.</param>
internal sealed record Corpus(IReadOnlyList<(string Path, byte[] Content)> Files)
{
    // Small, so that many can be tried, and whole, so that a mutation meets a reader that got somewhere.
    private const int LargestFile = 20_000;

    public static Corpus Read()
    {
        string?[] folders =
        [
            RepositoryRoot.Combine("src", "SecAutomation.Connectors"),
            RepositoryRoot.Combine("module", "samples"),
            RecordedSamples.Folder,
        ];
        return new Corpus(
        [
            .. folders.OfType<string>()
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && new FileInfo(path).Length is > 0 and < LargestFile)
                .Order(StringComparer.Ordinal)
                .Select(path => (path, File.ReadAllBytes(path))),
        ]);
    }

    /// <summary>The contents whose file name ends so.</summary>
    public byte[][] EndingWith(params string[] endings) =>
        [.. Files.Where(file => Array.Exists(endings, ending => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Select(file => file.Content)];

    /// <summary>Those that are read, each often enough that they are nine of ten, and the others once.</summary>
    public static IReadOnlyList<byte[]> Prefer(byte[][] contents, Func<byte[], bool> isRead)
    {
        byte[][] read = [.. contents.Where(isRead)];
        int times = 1 + (9 * contents.Length / Math.Max(1, read.Length));
        return [.. contents, .. Enumerable.Repeat(read, times).SelectMany(r => r)];
    }
}
