using System.Runtime.InteropServices;

namespace SecAutomation.LoadContext;

/// <summary>
/// The assemblies that were compiled ahead of time: <c>bin/runtimes/RID/lib/net10.0</c>. They are the same code; without them it is compiled when it is
/// first used, which takes most of a first call.
/// </summary>
/// <param name="bin">The folder of the module's assemblies.</param>
/// <param name="platform">The platform; musl is none of its own here.</param>
/// <param name="runtime">The version of the runtime.</param>
internal sealed class AheadImages(string bin, string platform, Version runtime)
{
    // An older runtime does not know the form; a newer one that does not takes the code that is in them all the same.
    private const int OldestRuntime = 10;

    private readonly string? _folder = runtime.Major >= OldestRuntime ? Path.Combine(bin, "runtimes", platform, "lib", "net10.0") : null;

    /// <summary>Those for the running process.</summary>
    /// <param name="bin">The folder of the module's assemblies.</param>
    public static AheadImages OfThisProcess(string bin)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return new AheadImages(bin, $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", Environment.Version);
    }

    /// <summary>The path of an assembly.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The path; null where it was not compiled for this platform and runtime.</returns>
    public string? Find(string name) => _folder is not null && Path.Combine(_folder, name + ".dll") is var path && File.Exists(path) ? path : null;
}
