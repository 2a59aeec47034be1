using System.Reflection;

namespace SecAutomation.LoadContext;

/// <summary>The copy of the module that this process holds until it ends.</summary>
/// <param name="Bin">The folder of its assemblies.</param>
/// <param name="Version">Its version.</param>
internal sealed record LoadedCopy(string Bin, Version Version)
{
    private const string FileName = "SecAutomation.dll";

    /// <summary>The copy that is running now.</summary>
    public static LoadedCopy Current { get; } = new(
        Path.GetDirectoryName(typeof(LoadedCopy).Assembly.Location) ?? "",
        typeof(LoadedCopy).Assembly.GetName().Version ?? new Version());

    /// <summary>Says why the module in a folder cannot be used in this process; null where it can.</summary>
    /// <param name="bin">The folder of the assemblies of the module that is being imported.</param>
    /// <returns>A sentence for the user, or null.</returns>
    public string? Objection(string bin)
    {
        string file = Path.Combine(bin, FileName);
        if (!File.Exists(file))
            return $"The module is incomplete: {file} is missing. Install SecAutomation again.";

        Version wanted = AssemblyName.GetAssemblyName(file).Version ?? new Version();
        if (IsIn(bin) && wanted == Version)
            return null;

        return $"This process already runs SecAutomation {Version.ToString(3)} from {Bin} and cannot change to "
            + $"{wanted.ToString(3)} from {bin}. Restart PowerShell, then import the module again.";
    }

    /// <summary>Whether this copy was loaded from a folder.</summary>
    /// <param name="bin">The folder.</param>
    public bool IsIn(string bin) => string.Equals(
        Path.TrimEndingDirectorySeparator(bin), Path.TrimEndingDirectorySeparator(Bin), PathComparison);

    private static StringComparison PathComparison =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
}
