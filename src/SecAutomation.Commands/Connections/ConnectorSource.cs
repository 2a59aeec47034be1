using System.Reflection;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Commands.Connections;

/// <summary>The connectors of this process: those of the module and the user's own. Read on first use, not when the module is imported.</summary>
internal static class ConnectorSource
{
    private const string ConnectorsName = "SecAutomation.Connectors";

    private static readonly object s_gate = new();
    private static readonly Dictionary<string, string> s_folder = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, ConnectorManifest> s_single = new(StringComparer.OrdinalIgnoreCase);
    private static ConnectorCatalog? s_catalog;
    private static FileStreams? s_files;

    /// <summary>All connectors.</summary>
    public static ConnectorCatalog Catalog
    {
        get
        {
            lock (s_gate)
                return s_catalog ??= ReadAll();
        }
    }

    /// <summary>The reader of files with all connectors.</summary>
    public static FileStreams Files
    {
        get
        {
            lock (s_gate)
                return s_files ??= new FileStreams(s_catalog ??= ReadAll(), ReadLimits.Default, TimeProvider.System);
        }
    }

    /// <summary>One connector. As long as nobody needed all, one of the module is read alone, so that the first request goes out soon.</summary>
    /// <exception cref="FailureException">There is none of this name.</exception>
    public static ConnectorManifest Find(string name)
    {
        lock (s_gate)
        {
            if (s_catalog is null)
            {
                if (s_single.TryGetValue(name, out ConnectorManifest? known))
                    return known;

                if (ConnectorCatalog.FromAssembly(Assembly.Load(new AssemblyName(ConnectorsName)), name).Connector is [{ } one])
                    return s_single[name] = one;
            }

            return (s_catalog ??= ReadAll()).Find(name);
        }
    }

    /// <summary>Why connectors that are kept for every process could not be read; empty where all were.</summary>
    public static IReadOnlyList<FailureException> Failures { get; private set; } = [];

    /// <summary>The folder of a connector of the user's own; null for those of the module.</summary>
    public static string? Folder(string connector)
    {
        lock (s_gate)
            return s_folder.GetValueOrDefault(connector);
    }

    /// <summary>Whether later processes know a connector: it comes with the module, or its folder is kept.</summary>
    public static bool IsForEveryProcess(string connector) => Folder(connector) is not { } folder || ConnectionRegistry.ConnectorFolders(out _).Contains(folder, StringComparer.Ordinal);

    /// <summary>Adds a connector, or several, of the user's own; those of the user's own that had the same names, or came from the same folder, give way.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <returns>The connectors.</returns>
    /// <exception cref="FailureException">The folder cannot be read, its YAML is wrong, or there is another connector of the name.</exception>
    public static IReadOnlyList<ConnectorManifest> Add(string folder)
    {
        ConnectorCatalog added = ConnectorCatalog.FromFolder(folder);
        lock (s_gate)
        {
            string[] replaced = [.. s_folder.Where(pair => pair.Value == folder || added.Connector.Any(one => string.Equals(one.Name, pair.Key, StringComparison.OrdinalIgnoreCase))).Select(pair => pair.Key)];
            s_catalog = (s_catalog ??= ReadAll()).Without(replaced).Add(added);
            s_files = null;
            foreach (string name in replaced)
                s_folder.Remove(name);

            foreach (ConnectorManifest connector in added.Connector)
                s_folder[connector.Name] = folder;
        }

        // Connections that are open go on with what they were opened with; their next use takes the new one.
        foreach (ConnectorManifest connector in added.Connector)
            ConnectionRegistry.ForgetConnector(connector.Name);

        return added.Connector;
    }

    private static ConnectorCatalog ReadAll()
    {
        ConnectorCatalog catalog = ConnectorCatalog.FromAssembly(Assembly.Load(new AssemblyName(ConnectorsName)));
        List<FailureException> failures = [];
        IReadOnlyList<string> folders = ConnectionRegistry.ConnectorFolders(out FailureException? unusable);
        if (unusable is not null)
            failures.Add(unusable);

        foreach (string folder in folders)
        {
            try
            {
                ConnectorCatalog own = ConnectorCatalog.FromFolder(folder);
                catalog = catalog.Add(own);
                foreach (ConnectorManifest connector in own.Connector)
                    s_folder[connector.Name] = folder;
            }
            catch (FailureException failure)
            {
                failures.Add(failure);
            }
        }

        Failures = failures;
        return catalog;
    }
}
