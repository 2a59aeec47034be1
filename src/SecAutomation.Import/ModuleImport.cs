using System.ComponentModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using SecAutomation.LoadContext;

namespace SecAutomation.Import;

/// <summary>
/// Runs when PowerShell imports the module, before it asks for the assembly with the cmdlets by name. No script does
/// this: the engine would take twice as long to get ready for one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    private const string PublicTypes = "SecAutomation";

    /// <summary>Makes the cmdlets loadable.</summary>
    /// <exception cref="InvalidOperationException">The process holds another version of the module, or a file of it is missing.</exception>
    public void OnImport()
    {
        string bin = Path.GetDirectoryName(typeof(ModuleImport).Assembly.Location)!;
        try
        {
            Load(bin);
        }
        catch (IOException failure)
        {
            throw new InvalidOperationException(Objection(bin), failure);
        }
    }

    // Apart, so that the public types are first looked for inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load(string bin) => ModuleLoader.Load(Path.GetDirectoryName(bin)!);

    private static string Objection(string bin) =>
        AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName())
            .FirstOrDefault(name => string.Equals(name.Name, PublicTypes, StringComparison.Ordinal)) is { } loaded
            ? $"This process already runs SecAutomation {loaded.Version?.ToString(3)} and cannot change to the one in {bin}. "
                + "Restart PowerShell, then import the module again."
            : $"The module is incomplete: {Path.Combine(bin, PublicTypes + ".dll")} is missing. Install SecAutomation again.";
}
