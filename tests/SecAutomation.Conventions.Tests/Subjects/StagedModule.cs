using SecAutomation.Testing;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The module as users get it.</summary>
public static class StagedModule
{
    public static string Folder { get; } = Directory.Exists(RepositoryRoot.StagedModule)
        ? RepositoryRoot.StagedModule
        : throw new DirectoryNotFoundException(
            "The module is not staged: run  dotnet run --project src/SecAutomation.Build -- stage");

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<AssemblyFile> OwnAssemblies { get; } =
        [.. Files.Where(file => Path.GetFileName(file).StartsWith("SecAutomation", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
            .Select(file => AssemblyFile.Read(Path.Combine(Folder, file)))];
}
