using System.ComponentModel;
using System.Reflection;

namespace SecAutomation.LoadContext;

/// <summary>Loads the cmdlets and their packages apart from every other module's. Called by SecAutomation.psm1 alone.</summary>
/// <remarks>
/// A later version of the psm1 may meet this class in an earlier version, because an assembly stays loaded for as long
/// as its process lives. So its name and the signature of <see cref="Load"/> never change.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModuleLoader
{
    private static readonly object s_gate = new();
    private static Assembly? s_commands;

    /// <summary>The folder of a module's assemblies, below the folder of its manifest.</summary>
    internal const string BinFolder = "bin";

    /// <summary>Loads the assembly with the cmdlets; the second call and every later one give the same assembly.</summary>
    /// <param name="moduleFolder">The folder of the manifest.</param>
    /// <returns>The assembly for <c>Import-Module -Assembly</c>.</returns>
    /// <exception cref="InvalidOperationException">
    /// The process holds another version or another copy of the module, or a file of the module is missing.
    /// </exception>
    public static Assembly Load(string moduleFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(moduleFolder);
        string bin = Path.GetFullPath(Path.Combine(moduleFolder, BinFolder));
        LoadedCopy loaded = LoadedCopy.Current;
        if (loaded.Objection(bin) is { } objection)
            throw new InvalidOperationException(objection);

        // Two runspaces may import at the same time.
        lock (s_gate)
        {
            return s_commands ??= new IsolatedLoadContext(bin).LoadCommands();
        }
    }
}
