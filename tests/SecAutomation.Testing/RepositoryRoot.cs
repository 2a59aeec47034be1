using System.Runtime.CompilerServices;

namespace SecAutomation.Testing;

/// <summary>Where this checkout is.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds SecAutomation.sln.</summary>
    public static string Path { get; } = Find();

    /// <summary>The version in the module's manifest.</summary>
    public static string ModuleVersion { get; } =
        typeof(RepositoryRoot).Assembly.GetName().Version!.ToString(3);

    /// <summary>The folder of the staged module, as <c>SecAutomation.Build -- stage</c> lays it.</summary>
    public static string StagedModule { get; } =
        System.IO.Path.Combine(Path, "artifacts", "module", "SecAutomation", ModuleVersion);

    /// <summary>A path below the root.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find([CallerFilePath] string thisFile = "")
    {
        foreach (string start in new[] { AppContext.BaseDirectory, System.IO.Path.GetDirectoryName(thisFile)! })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(folder.FullName, "SecAutomation.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new DirectoryNotFoundException("SecAutomation.sln was not found above the tests.");
    }
}
