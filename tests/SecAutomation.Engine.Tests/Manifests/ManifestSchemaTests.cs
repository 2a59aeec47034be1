using System.Text.Json;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Xml;
using SecAutomation.Engine.Resilience;
using SecAutomation.Testing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>Editors are told what the strict readers take: no key less, no key more, no other word.</summary>
public sealed class ManifestSchemaTests
{
    private static readonly ManifestSchema s_schema = new();

    [Fact]
    public void Every_key_that_is_read_stands_in_the_schema_and_every_key_of_the_schema_is_read()
    {
        Dictionary<string, HashSet<string>> read = [];
        Dictionary<string, HashSet<string>> offered = [];
        List<string> unknown = [];
        foreach (IReadOnlyDictionary<string, string> files in Manifests())
            Compare(files, read, offered, unknown);

        unknown.Distinct(StringComparer.Ordinal).ShouldBeEmpty("The readers ask for keys that module/schemas does not know.");
        offered.SelectMany(place => place.Value.Except(read[place.Key], StringComparer.Ordinal).Select(key => $"{key} at {place.Key}"))
            .ShouldBeEmpty("module/schemas offers keys that no reader asks for.");
        HashSet<string> seen = [.. offered.Keys.SelectMany(group => group.Split(' '))];
        s_schema.Closed.Select(place => place.ToString()).Where(place => !seen.Contains(place) && !IsVocabulary(place))
            .ShouldBeEmpty("No manifest of this test reaches these parts of module/schemas; add one to Manifests().");
    }

    [Fact]
    public void Every_field_stands_in_the_schema_with_its_meaning()
    {
        Fields("findingFields", FieldVocabulary.Findings);
        Fields("assetFields", FieldVocabulary.Assets);
        Fields("assetPartFields", FieldVocabulary.AssetParts);
        Fields("cveFields", FieldVocabulary.Cves);
        Fields("statementFields", FieldVocabulary.Statements);
        Fields("softwareFields", FieldVocabulary.Software);
        Fields("ratingFields", FieldVocabulary.Ratings);
        Fields("elementFields", FieldVocabulary.Elements);

        static void Fields(string name, IReadOnlyList<FieldTerm> terms) => s_schema.Term(name).Schema.GetProperty("properties").EnumerateObject()
            .Select(field => (field.Name, field.Value.GetProperty("description").GetString()!))
            .ShouldBe(terms.Select(term => (term.Name, term.About)), name);
    }

    [Fact]
    public void Every_term_of_a_batch_stands_in_the_schema() =>
        s_schema.Everything.Single(place => place.Pointer == "/properties/batch/properties/terms").Keys.Select(key => key.Key).ShouldBe(Words<BatchTerm>.All);

    [Fact]
    public void Every_list_of_words_of_the_schema_is_one_of_the_readers_and_the_reverse()
    {
        string[][] known =
        [
            [.. Words<Severity>.All], [.. Words<StateWord>.All], [.. Words<FindingState>.All], [.. Words<ConnectorRole>.All], [.. Words<StreamOutput>.All], [.. Words<RecordFormat>.All], [.. Words<FeedKind>.All],
            [.. Words<EnclosingValues>.All], [.. Words<HostSource>.All], [.. Words<DocumentTypeTreatment>.All], [.. Words<FieldValueOrder>.All], [.. Words<Separator>.All], [.. Words<TextEscaping>.All], [.. Words<UnnamedRecord>.All],
            [.. Words<AuthenticationKind>.All], [.. Words<PagingKind>.All], [.. Words<SeekKey>.All], [.. Words<ExportState>.All], [.. Words<WaitUnit>.All], [.. Words<CredentialPart>.All],
            [.. Words<TicketState>.All], [.. Words<TicketResolution>.All],
        ];
        string[] ours = [.. known.Select(Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] other = [.. new[] { "GET POST PUT PATCH DELETE", "body header", "grapheme codePoint utf16 utf8Byte", string.Join(' ', ConnectionManifestReader.Failures) }.Select(words => Key(words.Split(' '))).Order(StringComparer.Ordinal)];

        string[] inSchema = [.. Lists().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        inSchema.Except(ours, StringComparer.Ordinal).Except(other, StringComparer.Ordinal).ShouldBeEmpty();
        ours.Concat(other).Except(inSchema, StringComparer.Ordinal).ShouldBeEmpty();

        static string Key(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));

        // Conditions name some of the words; they are no lists of what may be written.
        static IEnumerable<string> Lists() => s_schema.Everything
            .Where(place => place.Schema.ValueKind == JsonValueKind.Object && !place.Pointer.Contains("/if/", StringComparison.Ordinal) && place.Schema.TryGetProperty("enum", out JsonElement words) && words.ValueKind == JsonValueKind.Array)
            .Select(place => Key(place.Schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)));
    }

    private static void Compare(IReadOnlyDictionary<string, string> files, Dictionary<string, HashSet<string>> read, Dictionary<string, HashSet<string>> offered, List<string> unknown)
    {
        Dictionary<(string File, int Line, int Column), HashSet<string>> known = [];
        var problems = new ManifestProblems
        {
            Closed = reader =>
            {
                if (!known.TryAdd((reader.File, reader.Map.Line, reader.Map.Column), [.. reader.Known]))
                    known[(reader.File, reader.Map.Line, reader.Map.Column)].UnionWith(reader.Known);
            },
        };
        ConnectorReader.Read(files, problems);
        problems.Found.Select(problem => problem.ToString()).ShouldBeEmpty();
        foreach ((string path, string text) in files)
        {
            ManifestMap whole = ManifestParser.Parse(path, text, problems).ShouldNotBeNull();
            foreach ((ManifestMap map, IReadOnlyList<ManifestSchema.Place> places) in s_schema.Walk(whole, [s_schema.Of(path)]))
            {
                if (!known.TryGetValue((path, map.Line, map.Column), out HashSet<string>? keys))
                    continue;
                HashSet<string> spokenOf = [.. places.SelectMany(place => s_schema.Expand(place, map, all: true)).SelectMany(LongForms).SelectMany(place => place.Keys).Select(key => key.Key)];
                string where = string.Join(' ', places.Where(place => place.IsClosed));
                unknown.AddRange(keys.Except(spokenOf, StringComparer.Ordinal).Select(key => $"{key} at {(where.Length > 0 ? where : places[0])}"));
                string group = string.Join(' ', places);
                HashSet<string> forbidden = [.. places.SelectMany(place => place.Keys).Where(key => !key.IsAllowed).Select(key => key.Key)];
                if (!offered.TryAdd(group, [.. places.Where(place => place.IsClosed).SelectMany(place => place.Keys).Select(key => key.Key).Except(forbidden, StringComparer.Ordinal)]))
                    read[group].UnionWith(keys);
                else
                    read[group] = keys;
            }
        }
    }

    // The long forms of fields differ by the kind of the field in the schema; the reader asks for all their keys and says what changes nothing.
    private static IEnumerable<ManifestSchema.Place> LongForms(ManifestSchema.Place place) =>
        place.IsClosed && place.Pointer.StartsWith("/definitions/", StringComparison.Ordinal) && place.Pointer.Contains("ield/anyOf/", StringComparison.Ordinal)
            ? s_schema.Closed.Where(other => other.Pointer.Contains("ield/anyOf/", StringComparison.Ordinal))
            : [place];

    // Maps whose words are told apart as they are read; the tests above compare them.
    private static bool IsVocabulary(string place) => place.EndsWith("Fields", StringComparison.Ordinal) || place.EndsWith("/batch/properties/terms", StringComparison.Ordinal);

    private static IEnumerable<IReadOnlyDictionary<string, string>> Manifests()
    {
        string root = RepositoryRoot.Combine("src", "SecAutomation.Connectors");
        Dictionary<string, string> shipped = Directory.GetFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/_test/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(root, path)), StringComparer.Ordinal);
        const string apiKey = "kind: apiKey\n  headers:\n    X-Acme-Key: \"key={key}\"";
        const string offset = "paging:\n  kind: offset\n  size: 2\n";
        return
        [
            shipped,
            Changed((LiveAcme.ConnectorFile, apiKey, "kind: bearer\n  token: \"{key}\"")),
            Changed((LiveAcme.ConnectorFile, apiKey, "kind: clientCredentials\n  tokenUrl: https://acme.example/token\n  clientId: \"{site}\"\n  clientSecret: \"{key}\"")),
            Changed((LiveAcme.ConnectorFile, apiKey, "kind: session\n  loginPath: /login\n  user: \"{site}\"\n  password: \"{key}\"")),
            Changed(
                (LiveAcme.FindingsFile, offset, "paging:\n  kind: link\n"),
                (LiveAcme.FindingsFile, "    skip: \"{page.offset}\"\n    take: \"{page.size}\"\n", ""),
                (LiveAcme.FindingsFile, "severity: level", "severity: { path: level, labels: { minor: low, bad: critical } }"),
                (LiveAcme.ConnectorFile, "severity:\n  low: low\n  bad: critical", "")),
        ];

        static Dictionary<string, string> Changed(params (string File, string Text, string Replacement)[] changes)
        {
            Dictionary<string, string> files = LiveAcme.Files();
            foreach ((string file, string text, string replacement) in changes)
            {
                files[file].ShouldContain(text);
                files[file] = files[file].Replace(text, replacement, StringComparison.Ordinal);
            }

            return files;
        }
    }
}
