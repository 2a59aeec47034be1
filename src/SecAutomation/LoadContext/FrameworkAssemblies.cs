using System.Reflection;

namespace SecAutomation.LoadContext;

/// <summary>The assemblies that the host's own runtime brings.</summary>
/// <param name="folder">The folder of the runtime.</param>
internal sealed class FrameworkAssemblies(string folder)
{
    /// <summary>Those of the running process.</summary>
    public static FrameworkAssemblies OfThisProcess { get; } =
        new(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "");

    /// <summary>Tells whether the runtime has an assembly in the version that is asked for, or a newer one.</summary>
    /// <param name="name">The assembly.</param>
    /// <returns>True where the host's is to be used: it is loaded and compiled already, which saves half of a first call.</returns>
    public bool Has(AssemblyName name)
    {
        // Beside the runtime, PowerShell keeps packages of its own: those are not ours to share.
        if (folder.Length == 0 || name.Name is null || !name.Name.StartsWith("System.", StringComparison.Ordinal))
            return false;

        string path = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(path)
            && (name.Version is null || AssemblyName.GetAssemblyName(path).Version >= name.Version);
    }
}
