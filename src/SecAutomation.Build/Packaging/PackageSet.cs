using System.Security.Cryptography;
using System.Text;

namespace SecAutomation.Build.Packaging;

/// <summary>What is published: a package for a repository, a zip for machines without one, and their checksums.</summary>
public static class PackageSet
{
    /// <summary>The name of the file with the checksums, in the form of <c>sha256sum</c>.</summary>
    public const string ChecksumName = "SHA256SUMS";

    /// <summary>Makes the files of a laid module.</summary>
    /// <param name="manifest">What the module says of itself.</param>
    /// <param name="module">The module's folder.</param>
    /// <param name="target">Where the files go; what is there of an earlier run is removed.</param>
    /// <returns>The files' paths.</returns>
    public static IReadOnlyList<string> Make(ModuleManifest manifest, string module, string target)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        string stem = Path.Combine(target, $"{manifest.Name}.{manifest.Version}");
        Archive.Write(stem + ".nupkg", RepositoryPackage.Entries(manifest, module));

        // Unpacked into a folder of PSModulePath, it stands where PowerShell looks.
        Archive.Write(stem + ".zip", ArchiveEntry.FromFolder(module, $"{manifest.Name}/{manifest.Version}/"));

        string[] files = [stem + ".nupkg", stem + ".zip"];
        StringBuilder sums = new();
        foreach (string file in files)
        {
            string sum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
            sums.Append(sum).Append("  ").Append(Path.GetFileName(file)).Append('\n');
        }

        string checksums = Path.Combine(target, ChecksumName);
        File.WriteAllText(checksums, sums.ToString());
        return [.. files, checksums];
    }
}
