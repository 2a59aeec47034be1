using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Streams.Cves;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>Reads what a stream's YAML says of its product: <c>request</c>, <c>paging</c>, <c>batch</c>, <c>queryWords</c>.</summary>
internal sealed class LiveStreamReader
{
    private static readonly string[] s_query = ["query.since", "query.cveId", "query.severity", "query.state"];
    private static readonly string[] s_keys = ["paging", "batch", "queryWords", "onlyWith"];

    private readonly List<FieldDefinition> _document = [];
    private readonly List<ManifestScalar> _places = [];

    private LiveStreamReader()
    {
    }

    /// <summary>The stream's live side; null where it reads files alone, or where it cannot be used, which was reported.</summary>
    public LiveStreamManifest? Live { get; private set; }

    /// <summary>What a document says of its pages.</summary>
    public IReadOnlyList<FieldDefinition> Document => _document;

    /// <summary>The place of the first path of <see cref="Document"/>; null where there is none.</summary>
    public ManifestScalar? Place => _places.FirstOrDefault();

    /// <summary>Reads it.</summary>
    /// <param name="stream">The stream's map.</param>
    /// <param name="gives">What the stream gives.</param>
    /// <param name="format">Its format.</param>
    /// <param name="settings">The connector's settings; null where it has no live side.</param>
    /// <param name="title">The stream's title.</param>
    public static LiveStreamReader Read(MapReader stream, StreamOutput? gives, RecordFormat? format, ConnectorSettings? settings, string title)
    {
        var read = new LiveStreamReader();
        if (!stream.Has("request"))
        {
            foreach (string key in s_keys.Where(stream.Has))
                stream.Problems.Add(stream.File, stream.Place(key), $"'{key}' is for what is read from the product, and the stream has no 'request'.");
            foreach (string key in s_keys.Append("request"))
                stream.Node(key);
            return read;
        }

        if (settings is null)
            stream.Problems.Add(stream.File, stream.Place("request"), "A stream with 'request' needs a connector with 'url' and 'authentication'.");
        if (gives is not null && format is not null && settings is not null)
            read.ReadLive(stream, gives.Value, format.Value, settings, title);
        return read;
    }

    private void ReadLive(MapReader stream, StreamOutput gives, RecordFormat format, ConnectorSettings settings, string title)
    {
        PagingReader paging = PagingReader.Read(stream, format, _document, _places, settings);
        if (paging.Kind == PagingKind.Seek)
            stream.Problems.Add(stream.File, stream.Place("paging"), "Only tickets are asked for by their numbers: 'seek' is for actions.");
        string[] provided = gives switch
        {
            StreamOutput.Findings => s_query,
            StreamOutput.Assets or StreamOutput.AssetParts => [BatchManifest.Clause, .. Words<BatchTerm>.All.Select(BatchManifest.NameOf)],
            _ => FeedQuery.Names,
        };
        TemplateScope scope = new TemplateScope(settings, []).With([.. provided, .. paging.Provided]);
        RequestTemplate? request = RequestReader.Read(
            stream, "request", scope, RequestKind.Read, title, paging.Kind == PagingKind.Export ? RecordFormat.Json : format, required: true);
        RequestTemplate? next = paging.ReadNext(scope, title, format);
        foreach (string needed in paging.Needed.Where(needed => !scope.Uses(needed)))
            stream.Problems.Add(stream.File, stream.Place("request"), $"The request does not use {{{needed}}}, so that every page would be the first one.");
        ExportManifest? export = paging.ReadExport(new TemplateScope(settings, []), title, format);
        BatchManifest? batch = ReadBatch(stream, gives, new TemplateScope(settings, []), scope);
        Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> words = ReadWords(stream, scope);
        Dictionary<string, string> onlyWith = ReadOnlyWith(stream, settings);
        paging.Close();
        if (request is null || (paging.Kind == PagingKind.Export && export is null))
            return;
        Live = new LiveStreamManifest
        {
            Request = export is null ? request : request with { ExpectedStatus = [.. request.ExpectedStatus, .. export.TwinStatus] },
            NextRequest = next,
            Paging = paging.Definition,
            Export = export,
            Batch = batch,
            PageSize = paging.Size,
            TotalHeader = paging.TotalHeader,
            PageSizeSetting = paging.SizeSetting,
            QueryWord = words,
            OnlyWith = onlyWith,
            Use = new HashSet<string>(s_query.Where(scope.Uses), StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, string> ReadOnlyWith(MapReader stream, ConnectorSettings settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (stream.Child("onlyWith", "the settings with which it is read") is not { } reader)
            return values;
        foreach (ManifestEntry entry in reader.TakeAll().ToList())
        {
            if (!settings.Use(entry.Key.Text))
                reader.Problems.Add(reader.File, entry.Key, $"'{entry.Key.Text}' is no setting. {Spelling.Offer(entry.Key.Text, settings.Names)}");
            else if (reader.AsScalar(entry.Value, $"'{entry.Key.Text}'") is { } value)
                values[entry.Key.Text] = value.Text;
        }

        return values;
    }

    private static BatchManifest? ReadBatch(MapReader stream, StreamOutput gives, TemplateScope settings, TemplateScope request)
    {
        if (stream.Child("batch", "a batch") is not { } reader)
        {
            foreach (string name in Words<BatchTerm>.All.Select(BatchManifest.NameOf).Prepend(BatchManifest.Clause).Where(request.Uses))
                stream.Problems.Add(stream.File, stream.Place("request"), $"The request names {{{name}}}, and there is no 'batch'.");
            return null;
        }

        if (gives is not (StreamOutput.Assets or StreamOutput.AssetParts))
            stream.Problems.Add(stream.File, stream.Place("batch"), "Only assets are asked for by host; leave 'batch' out.");
        else if (!request.Uses(BatchManifest.Clause))
            stream.Problems.Add(stream.File, stream.Place("batch"), $"'batch' changes nothing: the request does not name {{{BatchManifest.Clause}}}.");
        IReadOnlyList<string> known =
            [.. Enum.GetValues<BatchTerm>().Where(term => gives == StreamOutput.Assets || term is BatchTerm.AssetId or BatchTerm.IpAddress or BatchTerm.MacAddress).Select(Words<BatchTerm>.Of)];
        int? hosts = reader.Number("hosts", 1, 10_000, required: true);
        int? longest = reader.Number("longest", 100, 10_000_000);
        ManifestScalar? join = reader.Scalar("join", required: true);
        TemplateScope scope = settings.With(BatchManifest.Value, BatchManifest.Values);
        var terms = new Dictionary<BatchTerm, TextTemplate>();
        MapReader? words = reader.Child("terms", "the terms of a batch", required: true);
        foreach (ManifestEntry entry in words?.TakeAll().ToList() ?? [])
        {
            if (Words<BatchTerm>.Parse(entry.Key.Text) is not { } term || !known.Contains(entry.Key.Text, StringComparer.Ordinal))
            {
                string what = gives == StreamOutput.AssetParts ? "parts of assets are" : "a host is";
                words!.Problems.Add(words.File, entry.Key, $"'{entry.Key.Text}' is nothing that {what} asked for by. {Spelling.Offer(entry.Key.Text, known)}");
                continue;
            }

            if (words!.AsScalar(entry.Value, $"'{entry.Key.Text}'") is not { } scalar)
                continue;
            TextTemplate template = scope.Read(words, scalar);
            string[] used = [.. template.Names.Where(name => name is BatchManifest.Value or BatchManifest.Values).Distinct(StringComparer.Ordinal)];
            if (used.Length > 1 || (used.Length == 0 && !request.Uses(BatchManifest.NameOf(entry.Key.Text))))
                words.Problems.Add(words.File, scalar, $"A term holds {{value}}, for one term of each value, or {{values}}, for one term of them all, or neither where the request itself names {{{BatchManifest.NameOf(entry.Key.Text)}}}.");
            terms.Add(term, template);
        }

        string divider = reader.Text("divider");
        Dictionary<BatchTerm, TextTemplate> alone = ReadAlone(reader, settings.With(BatchManifest.Value), terms);
        if ((divider.Length > 0) != reader.Has("divider") || (alone.Count > 0 && divider.Length == 0))
            reader.Problems.Add(reader.File, reader.Place("alone"), "'alone' needs 'divider', what divides the values of a list.");
        if (gives == StreamOutput.AssetParts && terms.Count > 0 && !terms.ContainsKey(BatchTerm.AssetId))
            reader.Problems.Add(reader.File, reader.Place("terms"), $"Parts of assets are asked for by '{Words<BatchTerm>.Of(BatchTerm.AssetId)}'; 'terms' has none.");
        foreach (string name in Words<BatchTerm>.All.Where(name => request.Uses(BatchManifest.NameOf(name)) && !terms.ContainsKey(Words<BatchTerm>.Parse(name)!.Value)))
            stream.Problems.Add(stream.File, stream.Place("request"), $"The request names {{{BatchManifest.NameOf(name)}}}, and 'terms' of the batch has no '{name}'.");

        reader.Close();
        return hosts is null || join is null || terms.Count == 0 ? null : new BatchManifest { Hosts = hosts.Value, Longest = longest ?? int.MaxValue, Join = join.Text, Divider = divider, Alone = alone, Term = terms };
    }

    private static Dictionary<BatchTerm, TextTemplate> ReadAlone(MapReader batch, TemplateScope scope, Dictionary<BatchTerm, TextTemplate> terms)
    {
        var alone = new Dictionary<BatchTerm, TextTemplate>();
        MapReader? words = batch.Child("alone", "the terms of single values");
        foreach (ManifestEntry entry in words?.TakeAll().ToList() ?? [])
        {
            if (Words<BatchTerm>.Parse(entry.Key.Text) is not { } term || !terms.ContainsKey(term))
                words!.Problems.Add(words.File, entry.Key, $"'{entry.Key.Text}' is none of 'terms'. {Spelling.Offer(entry.Key.Text, [.. terms.Keys.Select(Words<BatchTerm>.Of)])}");
            else if (words!.AsScalar(entry.Value, $"'{entry.Key.Text}'") is { } scalar)
                alone.Add(term, scope.Read(words, scalar));
        }

        return alone;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadWords(MapReader stream, TemplateScope scope)
    {
        var words = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);
        MapReader? reader = stream.Child("queryWords", "the words of a query");
        Read<Severity>("severity", "query.severity");
        Read<FindingState>("state", "query.state");
        reader?.Close();
        return words;

        void Read<T>(string key, string name)
            where T : struct, Enum
        {
            MapReader? table = reader?.Child(key, $"the words for '{key}'");
            if (table is null && scope.Uses(name))
                stream.Problems.Add(stream.File, stream.Place("request"), $"The request names {{{name}}}; 'queryWords' must say the product's words under '{key}'.");
            else if (table is not null && !scope.Uses(name))
                stream.Problems.Add(stream.File, reader!.Place(key), $"'{key}' changes nothing: the request does not name {{{name}}}.");
            var rows = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (ManifestEntry entry in table?.TakeAll().ToList() ?? [])
            {
                if (Words<T>.Parse(entry.Key.Text) is null)
                    table!.Problems.Add(table.File, entry.Key, $"'{entry.Key.Text}' is no word of ours. {Spelling.Offer(entry.Key.Text, Words<T>.All)}");
                rows[entry.Key.Text] = [.. table!.Scalars(entry.Key.Text).Select(scalar => scalar.Text)];
            }

            if (rows.Count > 0)
                words.Add(name, rows);
        }
    }
}
