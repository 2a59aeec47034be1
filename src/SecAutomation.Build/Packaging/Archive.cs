using System.IO.Compression;

namespace SecAutomation.Build.Packaging;

/// <summary>Zip files whose bytes depend on their content alone: sorted, and without the time of the day.</summary>
public static class Archive
{
    // The earliest that the format can say.
    private static readonly DateTimeOffset s_timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A regular file that its owner may write and everybody may read; without it Unix tools unpack unreadable files.
    private const int Attributes = 0x81A4 << 16;

    /// <summary>Writes an archive.</summary>
    public static void Write(string path, IEnumerable<ArchiveEntry> entries)
    {
        using FileStream file = File.Create(path);
        using ZipArchive archive = new(file, ZipArchiveMode.Create);
        foreach (ArchiveEntry entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            ZipArchiveEntry target = archive.CreateEntry(entry.Path, CompressionLevel.SmallestSize);
            target.LastWriteTime = s_timestamp;
            target.ExternalAttributes = Attributes;
            using Stream stream = target.Open();
            stream.Write(entry.Content);
        }
    }
}
