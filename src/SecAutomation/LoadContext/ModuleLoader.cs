using System.ComponentModel;
using System.Reflection;
using System.Runtime.Loader;

namespace SecAutomation.LoadContext;

/// <summary>Loads the cmdlets and their packages apart from every other module's. Called at import alone.</summary>
/// <remarks>
/// A later version's import may meet this class in an earlier version, because an assembly stays loaded for as long as
/// its process lives. So its name and the signature of <see cref="Load"/> never change.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModuleLoader
{
    private static readonly object s_gate = new();
    private static Assembly? s_commands;
    private static bool s_wasAsked;

    /// <summary>The folder of a module's assemblies, below the folder of its manifest.</summary>
    internal const string BinFolder = "bin";

    /// <summary>Loads the assembly with the cmdlets; the second call and every later one give the same assembly.</summary>
    /// <param name="moduleFolder">The folder of the manifest.</param>
    /// <returns>The assembly, which the default context now finds by its name too.</returns>
    /// <exception cref="InvalidOperationException">
    /// The process holds another version or another copy of the module, or a file of the module is missing.
    /// </exception>
    public static Assembly Load(string moduleFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(moduleFolder);
        string bin = Path.GetFullPath(Path.Combine(moduleFolder, BinFolder));

        // Two runspaces may import at the same time.
        lock (s_gate)
        {
            // The first import loaded this class from its own folder a moment ago; to read the file's version again
            // would take longer than all else here.
            LoadedCopy loaded = LoadedCopy.Current;
            bool isJustLoaded = !s_wasAsked && loaded.IsIn(bin);
            s_wasAsked = true;
            if (!isJustLoaded && loaded.Objection(bin) is { } objection)
                throw new InvalidOperationException(objection);

            if (s_commands is null)
            {
                s_commands = new IsolatedLoadContext(bin).LoadCommands();
                AssemblyLoadContext.Default.Resolving += static (_, asked) => IsCommands(asked) ? s_commands : null;
            }

            return s_commands;
        }
    }

    // PowerShell asks for the assembly by its name, since the manifest names no path where it would lie.
    private static bool IsCommands(AssemblyName asked) =>
        string.Equals(asked.Name, IsolatedLoadContext.CommandsName, StringComparison.OrdinalIgnoreCase);
}
