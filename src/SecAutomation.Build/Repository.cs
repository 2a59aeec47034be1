using System.Text.RegularExpressions;

namespace SecAutomation.Build;

/// <summary>A checkout: what lies where.</summary>
public sealed partial class Repository
{
    private Repository(string root, string version)
    {
        Root = root;
        Version = version;
    }

    /// <summary>The folder that holds SecAutomation.sln.</summary>
    public string Root { get; }

    /// <summary>The version, from the module's manifest.</summary>
    public string Version { get; }

    /// <summary>Everything that is made and not kept.</summary>
    public string Artifacts => Combine("artifacts");

    /// <summary>The sources of the module's own files.</summary>
    public string Module => Combine("module");

    /// <summary>The folder of the staged module.</summary>
    public string StagedModule => Path.Combine(Artifacts, "module", "SecAutomation", Version);

    /// <summary>A path below the root.</summary>
    public string Combine(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The checkout that this program was built from, else the one of the current folder.</summary>
    public static Repository Find()
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "SecAutomation.sln")))
                {
                    return Open(folder.FullName);
                }
            }
        }

        throw new BuildException("SecAutomation.sln was not found here or above. Run this inside a checkout of the repository.");
    }

    /// <summary>The checkout in a folder.</summary>
    public static Repository Open(string root)
    {
        string manifest = Path.Combine(root, "module", "SecAutomation.psd1");
        Match version = ModuleVersion().Match(File.ReadAllText(manifest));
        return version.Success
            ? new Repository(root, version.Groups["version"].Value)
            : throw new BuildException($"{manifest}: no ModuleVersion = '...' was found.");
    }

    [GeneratedRegex(@"^\s*ModuleVersion\s*=\s*'(?<version>[^']+)'", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ModuleVersion();
}
