using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Packaging;

/// <summary>What the module's manifest says of itself, as the engine reads it.</summary>
public sealed record ModuleManifest
{
    // Core cmdlets only.
    private const string Script = """
        $m = Test-ModuleManifest -Path $env:SECAUTOMATION_MANIFEST -ErrorAction Stop
        "Name`t$($m.Name)"
        "Version`t$($m.Version)"
        "Guid`t$($m.Guid)"
        "Author`t$($m.Author)"
        "CompanyName`t$($m.CompanyName)"
        "Copyright`t$($m.Copyright)"
        "Description`t$($m.Description -replace '\s+', ' ')"
        "ReleaseNotes`t$($m.PrivateData.PSData.ReleaseNotes -replace '\s+', ' ')"
        foreach ($tag in $m.PrivateData.PSData.Tags) { "Tag`t$tag" }
        foreach ($name in $m.ExportedCmdlets.Keys) { "Cmdlet`t$name" }
        """;

    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Its identity.</summary>
    public required string Identity { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>Who publishes it.</summary>
    public required string CompanyName { get; init; }

    /// <summary>The licence in a sentence.</summary>
    public required string Copyright { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>What is new.</summary>
    public required string ReleaseNotes { get; init; }

    /// <summary>The words that a gallery finds it by.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The cmdlets.</summary>
    public required IReadOnlyList<string> Cmdlets { get; init; }

    /// <summary>Reads the manifest of a laid module.</summary>
    /// <param name="host">The built host.</param>
    /// <param name="module">The module's folder.</param>
    /// <param name="cancellationToken">Ends the engine.</param>
    public static async Task<ModuleManifest> ReadAsync(string host, string module, CancellationToken cancellationToken)
    {
        ProcessResult result = await ChildProcess.RunAsync(
            DotnetCommand.Executable,
            [host, "-ModulePath", module, "-Command", Script],
            module,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["COLUMNS"] = "4000",
                ["SECAUTOMATION_MANIFEST"] = Path.Combine(module, "SecAutomation.psd1"),
            },
            cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new BuildException($"The module's manifest is not valid:\n{result.Output.TrimEnd()}");
        }

        ILookup<string, string> values = result.Output.Split('\n').Select(line => line.TrimEnd('\r').Split('\t', 2))
            .Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        string One(string key) => values[key].FirstOrDefault() ?? "";
        return new ModuleManifest
        {
            Name = One("Name"),
            Version = One("Version"),
            Identity = One("Guid"),
            Author = One("Author"),
            CompanyName = One("CompanyName"),
            Copyright = One("Copyright"),
            Description = One("Description"),
            ReleaseNotes = One("ReleaseNotes"),
            Tags = [.. values["Tag"]],
            Cmdlets = [.. values["Cmdlet"].Order(StringComparer.Ordinal)],
        };
    }
}
