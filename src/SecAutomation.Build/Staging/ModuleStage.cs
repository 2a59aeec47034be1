using SecAutomation.Build.Documentation;

namespace SecAutomation.Build.Staging;

/// <summary>Lays the module as PowerShell imports it.</summary>
/// <param name="repository">Where the module's own files are.</param>
/// <param name="output">The compiler's output of the Commands project.</param>
/// <param name="host">The built host, which asks the engine how the cmdlets bind.</param>
/// <param name="ahead">What was compiled ahead of time.</param>
public sealed class ModuleStage(Repository repository, string output, string host, IReadOnlyList<StagedFile> ahead)
{
    private static readonly string[] s_rootFiles = ["*.psd1", "*.psm1", "*.ps1xml", "*.json"];
    private static readonly string[] s_folders = ["samples", "schemas"];
    private static readonly string[] s_repositoryFiles = ["LICENSE", "CHANGELOG.md"];

    private string Pages => Path.Combine(repository.Module, "docs", "en-US");

    // What the help was made of last, beside the stage and not in it.
    private string HelpState => Path.Combine(repository.Artifacts, "staging", "help.txt");

    /// <summary>Lays the module in a folder, whole or not at all.</summary>
    /// <param name="target">The folder of the module; replaced when anything in it differs.</param>
    /// <param name="cancellationToken">Ends the engine.</param>
    /// <returns>What is wrong with the help pages; empty where nothing had to be laid anew and nothing was wrong before.</returns>
    public async Task<IReadOnlyList<PageProblem>> LayAsync(string target, CancellationToken cancellationToken)
    {
        List<StagedFile> files = Files();
        string state = string.Join('\n', HelpFiles.Pages(Pages).Concat(files.Select(f => f.Source!))
            .Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks}")) + "\n" + target;
        if (Stands(files, target) && File.Exists(HelpState) && File.ReadAllText(HelpState) == state)
        {
            return [];
        }

        string fresh = Path.Combine(repository.Artifacts, "staging", Guid.NewGuid().ToString("n"));
        try
        {
            foreach (StagedFile file in files)
            {
                file.Write(fresh);
            }

            // The module without its help is whole enough to be asked about its cmdlets.
            IReadOnlyList<CmdletShape> cmdlets = await CmdletShapeReader.ReadAsync(host, fresh, cancellationToken)
                .ConfigureAwait(false);
            HelpFiles help = HelpFiles.Make(Pages, cmdlets);
            foreach (StagedFile file in help.Files)
            {
                file.Write(fresh);
            }

            FileHashes.Write(fresh);
            Swap(fresh, target);
            if (help.Problems.Count == 0)
            {
                await File.WriteAllTextAsync(HelpState, state, cancellationToken).ConfigureAwait(false);
            }

            return help.Problems;
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private List<StagedFile> Files()
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
        files.AddRange(s_folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(repository.Module, folder), "*", SearchOption.AllDirectories))
            .Select(path => StagedFile.Copy(Slashes(Path.GetRelativePath(repository.Module, path)), path)));
        files.AddRange(AssemblyClosure.Read(output, "SecAutomation.Commands")
            .Select(path => StagedFile.Copy("bin/" + Slashes(path), Path.Combine(output, path))));
        files.AddRange(ahead);
        return files;
    }

    // The help is made of these files and the pages; the number is checked so that nothing of an earlier stage stays.
    private static bool Stands(IReadOnlyList<StagedFile> files, string target)
    {
        string help = Path.Combine(target, "en-US");
        return Directory.Exists(help)
            && Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Count()
                == files.Count + Directory.EnumerateFiles(help).Count() + 1
            && File.Exists(Path.Combine(target, FileHashes.ListName))
            && files.All(file => file.Stands(target));
    }

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
