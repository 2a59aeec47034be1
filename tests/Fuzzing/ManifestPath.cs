using SecAutomation.Engine.Manifests;

namespace SecAutomation.Fuzzing;

/// <summary>A connector of a user's own: the files of a shipped one, of which one is damaged.</summary>
internal sealed class ManifestPath : IFuzzedReader
{
    private readonly ScratchFolder _scratch;
    private readonly (string Path, byte[] Content)[] _files;

    public ManifestPath(Corpus corpus, ScratchFolder scratch)
    {
        _scratch = scratch;
        _files = [.. corpus.Files.Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal) && !file.Path.Contains("_test", StringComparison.Ordinal))];
        Seeds = [.. _files.Select(file => file.Content)];
    }

    public string Name => "manifest";

    public IReadOnlyList<byte[]> Seeds { get; }

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        string damaged = Origin(input) ?? _files[random.Next(_files.Length)].Path;
        string connector = ConnectorOf(damaged);
        string folder = Path.Combine(_scratch.Path, "connectors");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach ((string path, byte[] content) in _files.Where(file => ConnectorOf(file.Path) == connector))
            _scratch.Write($"connectors/{Path.GetFileName(connector)}/{Path.GetRelativePath(connector, path)}", path == damaged ? input : content);
        try
        {
            ConnectorCatalog.FromFolder(folder);
            return [];
        }
        catch (FailureException failure)
        {
            return [failure];
        }
    }

    // What the input was made from, where its beginning still shows it.
    private string? Origin(byte[] input) =>
        Array.Find(_files, file => input.AsSpan().StartsWith(file.Content.AsSpan(0, Math.Min(file.Content.Length, 24)))).Path;

    private static string ConnectorOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return Path.GetFileName(folder) == "Streams" ? Path.GetDirectoryName(folder)! : folder;
    }
}
