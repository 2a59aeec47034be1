using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace SecAutomation.LoadContext;

/// <summary>Finds the module's native libraries: <c>bin/runtimes/RID/native</c>, else <c>bin</c> itself.</summary>
/// <param name="bin">The folder of the module's assemblies.</param>
/// <param name="platform">The platform.</param>
internal sealed class NativeLibraries(string bin, RuntimePlatform platform)
{
    // The runtime asks once per entry point, not once per library.
    private readonly ConcurrentDictionary<string, nint> _handle = new(StringComparer.Ordinal);

    /// <summary>Loads a library.</summary>
    /// <param name="name">The name as the code that imports it spells it.</param>
    /// <returns>The handle; zero where the module has no such library, so that the runtime looks in its own places.</returns>
    public nint Load(string name) =>
        _handle.GetOrAdd(name, static (wanted, self) => self.Find(wanted) is { } path ? NativeLibrary.Load(path) : 0, this);

    /// <summary>The path of a library.</summary>
    /// <param name="name">The name, with or without the platform's prefix and suffix.</param>
    /// <returns>The path; null where the module has no such library.</returns>
    internal string? Find(string name)
    {
        // A path is not one of ours; it must not lead out of the module's folder.
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\\') >= 0)
            return null;

        string withSuffix = name.EndsWith(platform.Suffix, StringComparison.Ordinal) ? name : name + platform.Suffix;
        string[] folders = [Path.Combine(bin, "runtimes", platform.Rid, "native"), bin];
        string[] files = [withSuffix, platform.Prefix + withSuffix];
        return folders
            .SelectMany(folder => files.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}
