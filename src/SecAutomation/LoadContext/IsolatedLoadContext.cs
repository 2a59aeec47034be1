using System.Reflection;
using System.Runtime.Loader;

namespace SecAutomation.LoadContext;

/// <summary>Holds the cmdlets and their packages, so that they never meet another module's copies of the same packages.</summary>
internal sealed class IsolatedLoadContext : AssemblyLoadContext
{
    /// <summary>The assembly with the cmdlets.</summary>
    internal const string CommandsName = "SecAutomation.Commands";

    private static readonly Assembly s_publicTypes = typeof(IsolatedLoadContext).Assembly;

    private readonly string _bin;
    private readonly FrameworkAssemblies _framework;
    private readonly AheadImages _ahead;
    private NativeLibraries? _native;

    /// <param name="bin">The folder of the module's assemblies.</param>
    public IsolatedLoadContext(string bin)
        : this(bin, FrameworkAssemblies.OfThisProcess, AheadImages.OfThisProcess(bin))
    {
    }

    internal IsolatedLoadContext(string bin, FrameworkAssemblies framework, AheadImages ahead)
        : base("SecAutomation", isCollectible: false)
    {
        _bin = bin;
        _framework = framework;
        _ahead = ahead;
    }

    /// <summary>Loads the assembly with the cmdlets.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="InvalidOperationException">The file is missing.</exception>
    public Assembly LoadCommands() =>
        Load(new AssemblyName(CommandsName)) ?? throw new InvalidOperationException(
            $"The module is incomplete: {FileOf(CommandsName)} is missing. Install SecAutomation again.");

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { Length: > 0 } name)
            return null;

        // The public types exist once, where type literals find them.
        if (string.Equals(name, s_publicTypes.GetName().Name, StringComparison.OrdinalIgnoreCase))
            return s_publicTypes;

        // Null leaves the assembly to the default context. A file that is not there must not be asked for by name
        // again: that request would arrive here once more, until the stack ends.
        string path = FileOf(name);
        return File.Exists(path) && !_framework.Has(assemblyName) ? LoadFromAssemblyPath(_ahead.Find(name) ?? path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // What platform this is takes longer to find out than the rest of an import.
        _native ??= new NativeLibraries(_bin, RuntimePlatform.Current);
        return _native.Load(unmanagedDllName);
    }

    private string FileOf(string name) => Path.Combine(_bin, name + ".dll");
}
