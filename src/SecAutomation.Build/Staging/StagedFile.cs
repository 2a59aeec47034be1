namespace SecAutomation.Build.Staging;

/// <summary>One file of the staged module: a copy of a file, or text made by the build.</summary>
/// <param name="Path">Its path below the module's folder, with forward slashes.</param>
/// <param name="Source">The file that it copies; null where <paramref name="Content"/> is its content.</param>
/// <param name="Content">Its content; null where it copies <paramref name="Source"/>.</param>
public sealed record StagedFile(string Path, string? Source, byte[]? Content)
{
    /// <summary>A copy of a file.</summary>
    public static StagedFile Copy(string path, string source) => new(path, source, null);

    /// <summary>A file that the build makes.</summary>
    public static StagedFile Make(string path, byte[] content) => new(path, null, content);

    /// <summary>Whether the file below a folder is this one already.</summary>
    public bool Stands(string folder)
    {
        FileInfo there = new(System.IO.Path.Combine(folder, Path));
        if (!there.Exists)
        {
            return false;
        }

        if (Content is not null)
        {
            return there.Length == Content.Length && File.ReadAllBytes(there.FullName).AsSpan().SequenceEqual(Content);
        }

        FileInfo source = new(Source!);
        return there.Length == source.Length && there.LastWriteTimeUtc == source.LastWriteTimeUtc;
    }

    /// <summary>Writes it below a folder.</summary>
    public void Write(string folder)
    {
        string target = System.IO.Path.Combine(folder, Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        if (Content is not null)
        {
            File.WriteAllBytes(target, Content);
            return;
        }

        File.Copy(Source!, target);
        File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(Source!));
    }
}
