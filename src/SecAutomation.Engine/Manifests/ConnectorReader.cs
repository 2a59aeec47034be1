using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Manifests.Trackers;

namespace SecAutomation.Engine.Manifests;

/// <summary>Reads the files of connectors.</summary>
internal static class ConnectorReader
{
    private const string ConnectorFile = "connector.yaml";
    private const string StreamFolder = "Streams";
    private const string ActionFolder = "Actions";

    /// <summary>Reads every connector among the files.</summary>
    /// <param name="files">Text by path, for example <c>Acme/connector.yaml</c> and <c>Acme/Streams/report.yaml</c>.</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>The connectors that are valid, by name.</returns>
    public static IReadOnlyList<ConnectorManifest> Read(IReadOnlyDictionary<string, string> files, ManifestProblems problems)
    {
        List<ConnectorManifest> connectors = [];
        IEnumerable<IGrouping<string, string>> folders = files.Keys
            .OrderBy(path => path, StringComparer.Ordinal)
            .GroupBy(path => path.Split('/')[0], StringComparer.Ordinal);
        foreach (IGrouping<string, string> folder in folders)
        {
            if (ReadFolder(folder.Key, [.. folder], files, problems) is { } connector)
                connectors.Add(connector);
        }

        return connectors;
    }

    private static ConnectorManifest? ReadFolder(
        string folder,
        IReadOnlyList<string> paths,
        IReadOnlyDictionary<string, string> files,
        ManifestProblems problems)
    {
        int before = problems.Count;
        string connectorPath = $"{folder}/{ConnectorFile}";
        if (!files.TryGetValue(connectorPath, out string? text))
        {
            problems.Add(paths[0], 1, 1, $"The folder {folder} has no {ConnectorFile}.");
            return null;
        }

        if (ManifestParser.Parse(connectorPath, text, problems) is not { } map)
            return null;
        MapReader reader = new(connectorPath, map, "a connector", problems);
        ManifestScalar? name = reader.Scalar("name", required: true);
        if (name is not null && name.Text != folder)
            problems.Add(connectorPath, name, $"The name '{name.Text}' is not that of its folder, '{folder}'.");
        string title = reader.Text("title", required: true);
        ManifestScalar? docUrl = reader.Scalar("docUrl", required: true);
        if (docUrl is not null && !(Uri.TryCreate(docUrl.Text, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps))
            problems.Add(connectorPath, docUrl, $"'docUrl' is an https address, not '{docUrl.Text}'.");
        IReadOnlyList<ManifestScalar> roles = reader.Scalars("roles", required: true);
        IReadOnlyList<ManifestScalar> versions = reader.Scalars("versions");
        IReadOnlyList<RefusedContent> refused = RefusedContent.Read(reader);
        ConnectorTables tables = new(reader);
        ConnectorSettings settings = new(reader);
        ConnectionManifest? connection = ConnectionManifestReader.Read(reader, settings);
        TrackerManifestReader? tracker = TrackerManifestReader.Read(reader, settings);
        reader.Close();

        List<StreamManifest> streams = [];
        HashSet<StreamOutput> given = [];
        foreach (string path in paths.Where(path => path != connectorPath))
        {
            string[] parts = path.Split('/');
            if (parts.Length != 3 || parts[1] is not (StreamFolder or ActionFolder))
                problems.Add(path, 1, 1, $"A connector has {ConnectorFile} and the files of {StreamFolder} and {ActionFolder}; this file has no meaning.");
            else if (parts[1] == ActionFolder)
                ReadAction(path, Path.GetFileNameWithoutExtension(parts[2]), files[path], tracker, problems);
            else if (ManifestParser.Parse(path, files[path], problems) is { } streamMap)
                ReadStream(streamMap, path, folder, Path.GetFileNameWithoutExtension(parts[2]), tables, reader.Has("url") ? settings : null, streams, given, problems);
        }

        TrackerManifest? tickets = problems.Count == before ? tracker?.Close() : null;
        bool isLedger = roles.Any(role => Words<ConnectorRole>.Parse(role.Text) == ConnectorRole.Ledger);

        // What a ledger needs of its connection is fixed, and no template names it.
        if (isLedger)
        {
            foreach (string setting in settings.Names)
                settings.Use(setting);
        }

        if (paths.Count == 1 && !isLedger)
        {
            problems.Add(connectorPath, map, $"The connector has no stream; add a file to {folder}/{StreamFolder}.");
        }
        else if (problems.Count == before)
        {
            tables.Close(reader);
            settings.Close();
        }

        IReadOnlyList<ConnectorRole> read = ReadRoles(reader, roles, given, tracker is not null, checkStreams: problems.Count == before);
        return problems.Count > before ? null : new ConnectorManifest
        {
            Name = folder,
            Title = title,
            DocUrl = docUrl!.Text,
            Version = [.. versions.Select(version => version.Text)],
            Role = read,
            Connection = connection,
            Tracker = tickets,
            Stream = streams,
            Refused = refused,
        };
    }

    private static void ReadAction(string path, string name, string text, TrackerManifestReader? tracker, ManifestProblems problems)
    {
        if (tracker is null)
            problems.Add(path, 1, 1, $"Actions are for products that keep tickets; {ConnectorFile} has no 'tracker'.");
        else if (ManifestParser.Parse(path, text, problems) is { } map)
            tracker.ReadAction(new MapReader(path, map, "an action", problems), name);
    }

    private static void ReadStream(
        ManifestMap map,
        string path,
        string connector,
        string name,
        ConnectorTables tables,
        ConnectorSettings? settings,
        List<StreamManifest> streams,
        HashSet<StreamOutput> given,
        ManifestProblems problems)
    {
        if (new StreamManifestReader(path, problems).Read(map, connector, name, tables, settings) is not { } stream)
            return;
        streams.Add(stream);
        given.Add(stream.Gives);
    }

    private static IReadOnlyList<ConnectorRole> ReadRoles(
        MapReader reader,
        IReadOnlyList<ManifestScalar> words,
        HashSet<StreamOutput> given,
        bool hasTracker,
        bool checkStreams)
    {
        List<ConnectorRole> roles = [];
        foreach (ManifestScalar word in words)
        {
            if (Words<ConnectorRole>.Parse(word.Text) is not { } role)
            {
                reader.Problems.Add(reader.File, word, $"'{word.Text}' is no role. {Spelling.Offer(word.Text, Words<ConnectorRole>.All)}");
                continue;
            }

            roles.Add(role);
            if (role == ConnectorRole.Tracker)
            {
                if (!hasTracker)
                    reader.Problems.Add(reader.File, word, $"The role '{word.Text}' needs 'tracker' and actions; there is no 'tracker'.");
                continue;
            }

            if (role == ConnectorRole.Ledger)
                continue;

            StreamOutput wanted = (StreamOutput)role;
            if (checkStreams && !given.Contains(wanted))
                reader.Problems.Add(reader.File, word, $"The role '{word.Text}' needs a stream that gives {Words<StreamOutput>.Of(wanted)}; there is none.");
        }

        if (hasTracker && !roles.Contains(ConnectorRole.Tracker))
            reader.Problems.Add(reader.File, reader.Place("roles"), $"The connector has a tracker; add the role '{Words<ConnectorRole>.Of(ConnectorRole.Tracker)}'.");
        if (checkStreams && given.Contains(StreamOutput.AssetParts) && !given.Contains(StreamOutput.Assets))
            reader.Problems.Add(reader.File, reader.Map, "A stream gives parts of assets, and none gives the assets.");
        foreach (StreamOutput content in given.Where(content => content != StreamOutput.AssetParts))
        {
            ConnectorRole needed = (ConnectorRole)content;
            if (checkStreams && !roles.Contains(needed))
                reader.Problems.Add(reader.File, reader.Place("roles"), $"A stream gives {Words<StreamOutput>.Of(content)}; add the role '{Words<ConnectorRole>.Of(needed)}'.");
        }

        return roles;
    }
}
