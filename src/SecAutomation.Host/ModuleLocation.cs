namespace SecAutomation.Host;

/// <summary>Where the module is.</summary>
public static class ModuleLocation
{
    private const string Manifest = "SecAutomation.psd1";

    /// <summary>Names the module's folder for every program of this machine's session.</summary>
    public const string Variable = "SECAUTOMATION_MODULE";

    /// <summary>The manifest's path; null with the reason where there is none.</summary>
    /// <param name="asked">The folder of <c>-ModulePath</c>, or null.</param>
    /// <param name="absence">Why it was not found, and what to do.</param>
    public static string? Find(string? asked, out string? absence)
    {
        absence = null;
        string? named = asked ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            string manifest = Path.GetFullPath(Path.Combine(named, Manifest));
            if (File.Exists(manifest))
            {
                return manifest;
            }

            string source = asked is null ? $"the environment variable {Variable}" : "-ModulePath";
            absence = $"{manifest} does not exist. Correct {source}: it names the folder that holds {Manifest}.";
            return null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string? manifest = Newest(Path.Combine(folder.FullName, "SecAutomation"))
                ?? Newest(Path.Combine(folder.FullName, "artifacts", "module", "SecAutomation"));
            if (manifest is not null)
            {
                return manifest;
            }
        }

        absence = "The module was found neither beside this program nor in the checkout's artifacts. "
            + "Lay it with 'dotnet run --project src/SecAutomation.Build -- stage', or name its folder with -ModulePath.";
        return null;
    }

    private static string? Newest(string folder) =>
        !Directory.Exists(folder)
            ? null
            : Directory.EnumerateDirectories(folder)
                .Where(path => Version.TryParse(Path.GetFileName(path), out _) && File.Exists(Path.Combine(path, Manifest)))
                .OrderByDescending(path => Version.Parse(Path.GetFileName(path)))
                .Select(path => Path.Combine(path, Manifest))
                .FirstOrDefault();
}
