using System.Reflection;
using System.Text;
using System.Text.Unicode;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Manifests;

/// <summary>The connectors that are there.</summary>
public sealed class ConnectorCatalog
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ConnectorCatalog(IReadOnlyList<ConnectorManifest> connectors) =>
        Connector = [.. connectors.OrderBy(connector => connector.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The connectors, by name.</summary>
    public IReadOnlyList<ConnectorManifest> Connector { get; }

    /// <summary>Every stream of every connector.</summary>
    public IEnumerable<StreamManifest> Stream => Connector.SelectMany(connector => connector.Stream);

    /// <summary>Reads the connectors that an assembly carries as resources named like <c>Acme/Streams/report.yaml</c>.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="only">The one connector that is wanted, case apart; null: all. Reading one costs a fraction of reading all.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ManifestInvalid"/>, with every problem of every file.</exception>
    public static ConnectorCatalog FromAssembly(Assembly assembly, string? only = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            if (only is not null && !string.Equals(name.Split('/', '\\')[0], only, StringComparison.OrdinalIgnoreCase))
                continue;

            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using StreamReader reader = new(stream, s_strictUtf8);
            files.Add(name.Replace('\\', '/'), reader.ReadToEnd());
        }

        return FromFiles(files, assembly.GetName().Name ?? "the assembly");
    }

    /// <summary>Reads a connector's folder, or a folder of such folders.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.FileNotFound"/>, <see cref="FailureId.FileNotReadable"/>, <see cref="FailureId.EncodingInvalid"/>,
    /// or <see cref="FailureId.ManifestInvalid"/> with every problem of every file.
    /// </exception>
    public static ConnectorCatalog FromFolder(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string folder = Path.GetFullPath(path);
        if (!Directory.Exists(folder))
            throw new FailureException(FailureId.FileNotFound, $"There is no folder {folder}.", "Give the folder that holds connector.yaml.", path);
        bool isOne = File.Exists(Path.Combine(folder, "connector.yaml"));
        string root = isOne ? Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? folder : folder;
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in List(folder))
        {
            string name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
            if (!name.Split('/').Contains("_test", StringComparer.Ordinal))
                files.Add(name, ReadText(file));
        }

        if (files.Count == 0)
            throw new FailureException(FailureId.ConnectorNotFound, $"The folder {folder} holds no connector.", "A connector is a folder with connector.yaml.", path);
        return FromFiles(files, folder);
    }

    /// <summary>Reads connectors from texts.</summary>
    /// <param name="files">Text by path, for example <c>Acme/connector.yaml</c>.</param>
    /// <param name="source">Where they come from, for messages.</param>
    internal static ConnectorCatalog FromFiles(IReadOnlyDictionary<string, string> files, string source)
    {
        ManifestProblems problems = new();
        IReadOnlyList<ConnectorManifest> connectors = ConnectorReader.Read(files, problems);
        return problems.Count == 0 ? new ConnectorCatalog(connectors) : throw problems.ToFailure(source);
    }

    /// <summary>These connectors and those of another catalog.</summary>
    /// <param name="other">The other catalog.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ManifestInvalid"/> where both have a connector of one name.</exception>
    public ConnectorCatalog Add(ConnectorCatalog other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (ConnectorManifest connector in other.Connector)
        {
            if (Connector.Any(known => string.Equals(known.Name, connector.Name, StringComparison.OrdinalIgnoreCase)))
                throw new FailureException(FailureId.ManifestInvalid, $"There is a connector '{connector.Name}' already.", "Rename the folder and the name in its connector.yaml.", connector.Name);
        }

        return new ConnectorCatalog([.. Connector, .. other.Connector]);
    }

    /// <summary>These connectors without some.</summary>
    /// <param name="names">The names of those that go.</param>
    public ConnectorCatalog Without(IReadOnlyCollection<string> names) =>
        new([.. Connector.Where(connector => !names.Contains(connector.Name, StringComparer.OrdinalIgnoreCase))]);

    /// <summary>The connector of a name; case does not count.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectorNotFound"/>.</exception>
    public ConnectorManifest Find(string name) =>
        Connector.FirstOrDefault(connector => string.Equals(connector.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FailureException(
            FailureId.ConnectorNotFound,
            $"There is no connector '{name}'.",
            Spelling.Offer(name, Connector.Select(connector => connector.Name)),
            name);

    private static IEnumerable<string> List(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new FailureException(FailureId.FileNotReadable, $"The folder {folder} may not be read.", "Check its permissions.", folder, refused);
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            byte[] content = File.ReadAllBytes(file);
            int damage = Utf8.IsValid(content) ? -1 : Utf8ContentStream.ValidLength(content);
            if (damage >= 0)
            {
                int line = content.AsSpan(0, damage).Count((byte)'\n') + 1;
                throw new FailureException(FailureId.EncodingInvalid, $"{file} is not valid UTF-8, in line {line}.", "Save it as UTF-8.", file);
            }

            return Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"{file} may not be read: {refused.Message}", "Check its permissions.", file, refused);
        }
    }
}
