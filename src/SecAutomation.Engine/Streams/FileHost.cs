namespace SecAutomation.Engine.Streams;

/// <summary>The host that a file is called after: <c>web01.corp.example.cdx.json.gz</c> is of web01.corp.example.</summary>
internal static class FileHost
{
    private static readonly string[] s_endings = [".gz", ".json", ".xml", ".cdx", ".cyclonedx", ".bom", ".sbom", ".syft"];

    /// <summary>The name of the file without its folder and without the endings of formats.</summary>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        while (Array.Find(s_endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found && name.Length > found.Length)
            name = name[..^found.Length];
        return name;
    }
}
