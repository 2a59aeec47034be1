using System.Security.Cryptography;
using System.Text;

namespace SecAutomation.Build.Staging;

/// <summary>The SHA-256 of every file of the module, by which Test-SecEnvironment sees whether one was altered.</summary>
public static class FileHashes
{
    /// <summary>The file with the hashes, in the form of <c>sha256sum</c>; it is not among them.</summary>
    public const string ListName = "SecAutomation.sha256";

    /// <summary>Writes the list of a folder.</summary>
    /// <param name="folder">The folder, with all its files.</param>
    public static void Write(string folder)
    {
        StringBuilder list = new();
        IEnumerable<string> names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => name != ListName)
            .Order(StringComparer.Ordinal);
        foreach (string name in names)
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, name));
            list.Append(Convert.ToHexStringLower(SHA256.HashData(file))).Append("  ").Append(name).Append('\n');
        }

        File.WriteAllText(Path.Combine(folder, ListName), list.ToString());
    }
}
