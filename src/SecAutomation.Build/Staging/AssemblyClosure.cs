using System.Text.Json;

namespace SecAutomation.Build.Staging;

/// <summary>The assemblies and native libraries that an assembly needs at run time, from its .deps.json.</summary>
/// <remarks>The file is asked and not the folder, so that what an earlier build left there is not shipped.</remarks>
public static class AssemblyClosure
{
    /// <summary>The platforms whose native libraries are shipped.</summary>
    public static IReadOnlyList<string> Platforms { get; } =
        ["win-x64", "win-arm64", "linux-x64", "linux-arm64", "linux-musl-x64", "osx-x64", "osx-arm64"];

    /// <summary>The closure's files, each by its path below the output folder.</summary>
    /// <param name="output">The output folder of the compiler.</param>
    /// <param name="assembly">The assembly's name, without .dll.</param>
    public static IReadOnlyList<string> Read(string output, string assembly)
    {
        string depsPath = System.IO.Path.Combine(output, assembly + ".deps.json");
        if (!File.Exists(depsPath))
        {
            throw new BuildException($"{depsPath} is missing: {assembly} was not built.");
        }

        using JsonDocument deps = JsonDocument.Parse(File.ReadAllBytes(depsPath));
        string target = deps.RootElement.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
        SortedSet<string> files = new(StringComparer.Ordinal) { assembly + ".deps.json" };
        foreach (JsonProperty library in deps.RootElement.GetProperty("targets").GetProperty(target).EnumerateObject())
        {
            // A package's file lies flat in the output folder; only what differs by platform keeps its path.
            foreach (JsonProperty runtime in Members(library.Value, "runtime"))
            {
                files.Add(System.IO.Path.GetFileName(runtime.Name));
            }

            foreach (JsonProperty native in Members(library.Value, "runtimeTargets"))
            {
                if (Platforms.Contains(native.Value.GetProperty("rid").GetString(), StringComparer.Ordinal))
                {
                    files.Add(native.Name);
                }
            }
        }

        foreach (string file in files)
        {
            if (!File.Exists(System.IO.Path.Combine(output, file)))
            {
                throw new BuildException($"{depsPath} names {file}, which is not in the output. Delete artifacts/ and build again.");
            }
        }

        return [.. files];
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement library, string name) =>
        library.TryGetProperty(name, out JsonElement members) ? members.EnumerateObject() : default;
}
