namespace SecAutomation.Build.Staging;

/// <summary>Lays the module as PowerShell imports it.</summary>
public static class ModuleStage
{
    private static readonly string[] s_rootFiles = ["*.psd1", "*.psm1", "*.ps1xml"];
    private static readonly string[] s_repositoryFiles = ["LICENSE", "CHANGELOG.md"];

    /// <summary>Lays the module in a folder, whole or not at all.</summary>
    /// <param name="repository">Where the module's own files are.</param>
    /// <param name="output">The compiler's output of the Commands project.</param>
    /// <param name="target">The folder of the module; replaced when anything in it differs.</param>
    /// <returns>Whether anything differed.</returns>
    public static bool Lay(Repository repository, string output, string target)
    {
        ArgumentNullException.ThrowIfNull(repository);
        IReadOnlyList<StagedFile> files = Files(repository, output);
        if (Stands(files, target))
        {
            return false;
        }

        string fresh = Path.Combine(repository.Artifacts, "staging", Guid.NewGuid().ToString("n"));
        try
        {
            foreach (StagedFile file in files)
            {
                file.Write(fresh);
            }

            Swap(fresh, target);
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }

        return true;
    }

    private static List<StagedFile> Files(Repository repository, string output)
    {
        List<StagedFile> files = [];
        foreach (string pattern in s_rootFiles)
        {
            files.AddRange(Directory.EnumerateFiles(repository.Module, pattern)
                .Select(path => StagedFile.Copy(Path.GetFileName(path), path)));
        }

        files.AddRange(s_repositoryFiles
            .Where(name => File.Exists(repository.Combine(name)))
            .Select(name => StagedFile.Copy(name, repository.Combine(name))));
        string samples = Path.Combine(repository.Module, "samples");
        files.AddRange(Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories)
            .Select(path => StagedFile.Copy(Slashes(Path.GetRelativePath(repository.Module, path)), path)));
        files.AddRange(AssemblyClosure.Read(output, "SecAutomation.Commands")
            .Select(path => StagedFile.Copy("bin/" + Slashes(path), Path.Combine(output, path))));
        return files;
    }

    private static bool Stands(IReadOnlyList<StagedFile> files, string target) =>
        Directory.Exists(target)
        && Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Count() == files.Count
        && files.All(file => file.Stands(target));

    private static void Swap(string fresh, string target)
    {
        string old = fresh + ".old";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            if (Directory.Exists(target))
            {
                Directory.Move(target, old);
            }

            Directory.Move(fresh, target);
        }
        catch (IOException failure)
        {
            throw new BuildException($"{target} cannot be replaced: {failure.Message} Close the PowerShell that has it loaded.");
        }

        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
