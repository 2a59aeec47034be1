using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Testing.Golden;

namespace SecAutomation.Connectors.Tests;

/// <summary>What holds for every connector. A new folder is tested without a line here.</summary>
public sealed class ConnectorBatteryTests
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] s_headings = ["What it reads", "Where to get the file", "Example", "Fields", "Limits", "Troubleshooting"];

    private static readonly string[] s_trackerHeadings = ["What it does", "Prepare the product", "Where to get the key", "Example", "Fields", "Limits", "Troubleshooting"];

    private static readonly string[] s_ledgerHeadings = ["What it does", "Prepare the product", "Example", "Limits", "Troubleshooting"];

    public static TheoryData<string> Folders => ConnectorFolders.Rows(ConnectorFolders.Names);

    public static TheoryData<string> Connectors => ConnectorFolders.Rows(ConnectorFolders.Catalog.Connector.Select(connector => connector.Name));

    public static TheoryData<string> LiveConnectors => ConnectorFolders.Rows(
        [.. Live.LiveTrial.Connectors, .. ConnectorFolders.Catalog.Connector.Where(connector => connector.KeepsLedger).Select(connector => connector.Name)]);

    public static TheoryData<string> Streams => ConnectorFolders.Rows(ConnectorFolders.Catalog.Stream.Select(stream => stream.ToString()));

    public static TheoryData<string, string> Samples => SamplesOf(ConnectorFolders.Catalog.Stream.Where(IsRecognised));

    /// <summary>Samples that know where they end; rows do not.</summary>
    public static TheoryData<string, string> DocumentSamples =>
        SamplesOf(ConnectorFolders.Catalog.Stream.Where(stream => stream.Format is RecordFormat.Json or RecordFormat.Xml && IsRecognised(stream)));

    [Fact]
    public void Every_folder_is_in_the_assembly_and_nothing_else_is()
    {
        string[] there = [.. ConnectorFolders.Catalog.Connector.Select(connector => connector.Name)];

        ConnectorFolders.Names.Except(there, StringComparer.Ordinal)
            .ShouldBeEmpty("These folders are not valid, and The_folder_is_valid_by_itself says why; or they were added after the build.");
        there.Except(ConnectorFolders.Names, StringComparer.Ordinal).ShouldBeEmpty("These connectors have no folder any more: build again.");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_folder_is_valid_by_itself(string connector) =>
        ConnectorCatalog.FromFolder(ConnectorFolders.File(connector)).Connector.ShouldHaveSingleItem().Name.ShouldBe(connector);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Nothing_is_left_to_fill_in(string connector)
    {
        string folder = ConnectorFolders.File(connector);

        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(path => File.ReadLines(path).Select((line, i) => (path, line, number: i + 1)))
            .Where(found => found.line.Contains("FILL-IN", StringComparison.Ordinal))
            .Select(found => FormattableString.Invariant($"{Path.GetRelativePath(folder, found.path)}, line {found.number}: {found.line.Trim()}"))
            .ShouldBeEmpty($"{connector} was begun and is not done: write what these lines ask for, and take the word away.");
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public void The_readme_answers_the_same_questions_as_all_others(string connector)
    {
        string[] lines = File.ReadAllLines(ConnectorFolders.File(connector, "README.md"));

        ConnectorManifest manifest = ConnectorFolders.Catalog.Find(connector);
        lines[0].ShouldBe($"# {manifest.Title}");
        lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).ShouldBe(manifest switch
        {
            { Tracker: not null } => s_trackerHeadings,
            { KeepsLedger: true } => s_ledgerHeadings,
            _ when Live.LiveTrial.Connectors.Contains(connector, StringComparer.Ordinal) =>
                [s_headings[0], "Connect", .. s_headings[1..]],
            _ => s_headings,
        });
    }

    [Theory]
    [MemberData(nameof(LiveConnectors))]
    public void The_readme_names_every_setting_and_right_and_shows_how_to_connect(string connector)
    {
        string readme = File.ReadAllText(ConnectorFolders.File(connector, "README.md"));
        ConnectionManifest connection = ConnectorFolders.Catalog.Find(connector).Connection!;

        connection.Setting.Where(setting => !readme.Contains($"`{setting.Name}`", StringComparison.Ordinal)).ShouldBeEmpty("The table of settings under 'Connect' names each, in backticks.");
        connection.Test.Right.Where(right => !readme.Contains(right.Title, StringComparison.Ordinal)).Select(right => right.Title).ShouldBeEmpty("'Connect' names the rights that Test-SecConnection asks for, by their titles.");
        Missing(readme, ["Register-SecConnection", $"-Connector {connector}"]).ShouldBeEmpty("'Connect' shows how to connect.");
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void The_readme_names_the_stream_and_each_of_its_fields(string name)
    {
        StreamManifest stream = ConnectorFolders.Stream(name);
        string readme = File.ReadAllText(ConnectorFolders.File(stream.Connector, "README.md"));

        Missing(readme, [stream.Title]).ShouldBeEmpty("'What it reads' names each stream by its title.");
        IEnumerable<string> paths = stream.Definitions
            .SelectMany(definition => definition.Fields)
            .SelectMany(field => (field.Children ?? [field]).SelectMany(one => one.Paths));
        Missing(readme, paths.Select(Spoken)).ShouldBeEmpty("The table under 'Fields' names each path, without quotes.");
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Every_path_has_a_value_in_a_sample(string name)
    {
        StreamManifest stream = ConnectorFolders.Stream(name);
        IReadOnlyList<string> samples = ConnectorFolders.Samples(stream);
        samples.ShouldNotBeEmpty($"Write an answer in the shape of the documentation to _test/{stream.Name}.{stream.Format.ToString().ToLowerInvariant()}.");

        List<string> unused = [];
        foreach (FieldMapDefinition definition in stream.Definitions)
        {
            foreach (FieldDefinition one in definition.Fields.SelectMany(SinglePaths))
            {
                FieldMap map = FieldMap.Compile(definition with { Fields = [one], Document = [] });
                if (!samples.Any(sample => HasValue(map, sample)))
                    unused.Add($"{definition.Records} {one.Name}: {one.Paths[0]} {one.Children?[0].Paths[0]}");
            }
        }

        unused.ShouldBeEmpty($"Give each of these paths a text, number or truth value in _test/{stream.Name}.*, or take it out of the field map.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_sample_reads_as_its_golden_result_says(string name, string sample)
    {
        StreamManifest stream = ConnectorFolders.Stream(name);
        string path = ConnectorFolders.File(stream.Connector, "_test", sample);
        Heard heard = new();
        CancellationToken token = TestContext.Current.CancellationToken;

        object read = stream.Gives switch
        {
            StreamOutput.Findings => ConnectorFolders.ReadFindings(path, heard),
            StreamOutput.Assets => ConnectorFolders.Streams.ReadAssets(path, heard, token),
            StreamOutput.Statements => ConnectorFolders.Streams.ReadStatements(path, heard, token),
            _ => ConnectorFolders.Streams.ReadCves(path, ConnectorFolders.Rate, heard, token),
        };

        heard.Tales.ShouldContain(tale => tale.Contains($"({name})", StringComparison.Ordinal));
        string text = JsonSerializer.Serialize(new { Read = read, Failures = heard.Failures.Select(failure => failure.Message), heard.Warnings }, s_json);
        GoldenFile.Check($"{sample}.json", text.Replace(path, sample, StringComparison.Ordinal) + "\n", path);
    }

    [Theory]
    [MemberData(nameof(DocumentSamples))]
    public void A_sample_that_is_cut_in_half_is_an_error(string name, string sample)
    {
        StreamManifest stream = ConnectorFolders.Stream(name);
        byte[] whole = File.ReadAllBytes(ConnectorFolders.File(stream.Connector, "_test", sample));
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        try
        {
            CancellationToken token = TestContext.Current.CancellationToken;
            FailureException? failure = stream.Gives switch
            {
                StreamOutput.Findings => ConnectorFolders.ReadFindings(path, new Heard()).Failure,
                StreamOutput.Assets => ConnectorFolders.Streams.ReadAssets(path, new Heard(), token).Failure,
                StreamOutput.Statements => ConnectorFolders.Streams.ReadStatements(path, new Heard(), token).Failure,
                _ => ConnectorFolders.Streams.ReadCves(path, ConnectorFolders.Rate, new Heard(), token).Failure,
            };

            failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Parts of assets are read from the product alone; what comes of them stands in the golden result of its server.
    private static bool IsRecognised(StreamManifest stream) => stream.Gives != StreamOutput.AssetParts;

    private static TheoryData<string, string> SamplesOf(IEnumerable<StreamManifest> streams) => new(
        from stream in streams
        from path in ConnectorFolders.Samples(stream)
        select new TheoryDataRow<string, string>(stream.ToString(), Path.GetFileName(path)).WithTrait("Connector", stream.Connector));

    private static IEnumerable<string> Missing(string readme, IEnumerable<string> texts) => texts.Where(text => !readme.Contains(text, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    /// <summary>A path as a person writes it: without the steps and quotes of the notation.</summary>
    private static string Spoken(string path) => (path.StartsWith("../HostProperties/tag[@name='", StringComparison.Ordinal) ? path["../HostProperties/tag[@name='".Length..^2] : path)
        .Replace("../", "", StringComparison.Ordinal)
        .Replace("^.", "", StringComparison.Ordinal)
        .Replace("\"", "", StringComparison.Ordinal);

    private static IEnumerable<FieldDefinition> SinglePaths(FieldDefinition field) => field.Children is null
        ? field.Paths.Select(path => field with { Paths = [path] })
        : field.Children.SelectMany(child => child.Paths.Select(path =>
            new FieldDefinition(field.Name, field.Paths, [new FieldDefinition(child.Name, [path])])));

    private static bool HasValue(FieldMap map, string sample)
    {
        using OpenedContent content = OpenedContent.Open(sample, ReadLimits.Default);
        using RecordReader reader = RecordReader.Open(map, content, ReadLimits.Default);
        while (reader.Read(TestContext.Current.CancellationToken))
        {
            if (!map.HasChildren(0) && reader.State(0) == FieldState.Present)
                return true;
            for (int child = 0; map.HasChildren(0) && child < reader.ChildCount(0); child++)
            {
                if (reader.ChildState(0, child, 0) == FieldState.Present)
                    return true;
            }
        }

        return false;
    }
}
