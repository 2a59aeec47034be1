using SecAutomation.Testing.Modules;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The files of the module as users get it.</summary>
public static class StagedFiles
{
    /// <summary>Paths below its folder, with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(StagedModule.Manifest)!, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(StagedModule.Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<AssemblyFile> OwnAssemblies { get; } =
        [.. All.Where(file => Path.GetFileName(file).StartsWith("SecAutomation", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
            .Select(file => AssemblyFile.Read(StagedModule.Combine(file)))];
}
