namespace SecAutomation.Testing.Modules;

/// <summary>The module as users import it, laid by <c>SecAutomation.Build -- stage</c>.</summary>
public static class StagedModule
{
    private const string Stage = "Run 'dotnet run --project src/SecAutomation.Build -- stage' first; the test task does it by itself.";

    /// <summary>The path of its manifest.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or older than the cmdlets that were built last.</exception>
    public static string Manifest { get; } = Require();

    /// <summary>Its folder.</summary>
    public static string Folder => RepositoryRoot.StagedModule;

    /// <summary>A path below its folder.</summary>
    public static string Combine(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Require()
    {
        string manifest = Combine("SecAutomation.psd1");
        if (!File.Exists(manifest))
        {
            throw new InvalidOperationException($"{manifest} does not exist. {Stage}");
        }

        // A test that runs on yesterday's cmdlets tells nothing.
        DateTime staged = File.GetLastWriteTimeUtc(Combine("bin", "SecAutomation.Commands.dll"));
        string outputs = RepositoryRoot.Combine("artifacts", "bin", "SecAutomation.Commands");
        List<string> built = Directory.Exists(outputs)
            ? [.. Directory.EnumerateFiles(outputs, "SecAutomation.Commands.dll", SearchOption.AllDirectories)]
            : [];
        return built.Count == 0 || built.Exists(path => File.GetLastWriteTimeUtc(path) == staged)
            ? manifest
            : throw new InvalidOperationException($"The staged module is older than the cmdlets that were built last. {Stage}");
    }
}
