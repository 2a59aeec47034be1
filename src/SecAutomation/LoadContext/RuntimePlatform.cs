using System.Runtime.InteropServices;

namespace SecAutomation.LoadContext;

/// <summary>The platform in the words of NuGet's runtime identifiers.</summary>
/// <param name="Rid">For example <c>linux-musl-x64</c>.</param>
/// <param name="Prefix">What the file name of a native library begins with.</param>
/// <param name="Suffix">What it ends with.</param>
internal sealed record RuntimePlatform(string Rid, string Prefix, string Suffix)
{
    private const string MapsOfThisProcess = "/proc/self/maps";

    /// <summary>The platform of the running process.</summary>
    public static RuntimePlatform Current { get; } = Find();

    private static RuntimePlatform Find()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        if (OperatingSystem.IsWindows())
            return new($"win-{architecture}", "", ".dll");

        if (OperatingSystem.IsMacOS())
            return new($"osx-{architecture}", "lib", ".dylib");

        return new($"{(UsesMusl() ? "linux-musl" : "linux")}-{architecture}", "lib", ".so");
    }

    // The C library that this process runs on, not one that is merely installed: many a glibc system has musl too.
    private static bool UsesMusl()
    {
        try
        {
            return ContainsMusl(File.ReadLines(MapsOfThisProcess));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        }
    }

    /// <summary>Tells whether a process runs on musl.</summary>
    /// <param name="maps">The lines of its <c>/proc/…/maps</c>.</param>
    /// <returns>True where musl's loader is mapped.</returns>
    internal static bool ContainsMusl(IEnumerable<string> maps) =>
        maps.Any(line => line.Contains("/ld-musl-", StringComparison.Ordinal)
            || line.Contains("/libc.musl-", StringComparison.Ordinal));
}
