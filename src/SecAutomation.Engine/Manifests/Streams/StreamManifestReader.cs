using System.Globalization;
using System.Text;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Projection.Xml;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>Reads one file of a connector's <c>Streams</c> folder.</summary>
internal sealed class StreamManifestReader(string file, ManifestProblems problems)
{
    /// <summary>Reads the file.</summary>
    /// <param name="map">Its top-level map.</param>
    /// <param name="connector">The connector's name.</param>
    /// <param name="name">The stream's name.</param>
    /// <param name="tables">The connector's tables.</param>
    /// <param name="settings">The connector's settings; null where it reads files alone.</param>
    /// <returns>The stream; null where it cannot be used, which was reported.</returns>
    public StreamManifest? Read(ManifestMap map, string connector, string name, ConnectorTables tables, ConnectorSettings? settings)
    {
        int before = problems.Count;
        MapReader reader = new(file, map, "a stream", problems);
        string title = reader.Text("title", required: true);
        StreamOutput? gives = reader.Word<StreamOutput>("gives", required: true);
        RecordFormat? format = reader.Word<RecordFormat>("format", required: true);
        HostSource host = reader.Word<HostSource>("host") ?? HostSource.Named;
        ManifestScalar? records = ReadRecords(reader, format, gives);
        StreamSignature signature = format is null ? new() : ReadSignature(reader, format.Value);
        ManifestScalar? total = ReadAnnouncedTotal(reader, format);
        (IReadOnlyList<ManifestScalar> continues, IReadOnlyList<string> endsWith) = ReadContinues(reader, format);
        FeedManifest feed = FeedManifest.Read(reader, gives, format, total);
        LiveStreamReader live = LiveStreamReader.Read(reader, gives, format, settings, title);
        EnclosingValues? enclosing = reader.Word<EnclosingValues>("enclosingValues");
        DocumentTypeTreatment? documentType = ReadDocumentType(reader, format);
        int preamble = ReadPreamble(reader, format);
        System.Text.RegularExpressions.Regex? zone = RegexReader.Read(reader, "zone");
        if (reader.Has("zone") && preamble == 0)
            problems.Add(file, reader.Place("zone"), "A zone stands in the lines before the header; 'zone' needs 'preambleLines'.");
        bool passesUnnamed = reader.Word<UnnamedRecord>("unnamed") == UnnamedRecord.Pass;
        MapReader? fields = reader.Child("fields", "the field map", required: true);
        IReadOnlyList<FieldDraft> written = fields is null || gives is null ? [] : FieldDraftReader.Read(fields, FieldVocabulary.Of(gives.Value));
        IReadOnlyList<FieldDraft> drafts = settings is null || fields is null ? written : SettingPaths.WithDefaults(fields, written, settings);
        bool usesSettings = written.SelectMany(draft => draft.Definitions()).SelectMany(Paths).Any(path => !drafts.SelectMany(draft => draft.Definitions()).SelectMany(Paths).Contains(path, StringComparer.Ordinal));
        TextEscaping escaping = reader.Word<TextEscaping>("escapedAs") ?? TextEscaping.None;
        LookupDraft? lookup = LookupDraft.Read(reader, gives, format, drafts);
        IReadOnlyList<FieldDraft> all = [.. drafts, .. lookup?.Fields ?? []];
        IReadOnlyList<PartDraft> parts = PartDraft.Read(reader, gives, format, drafts);
        IReadOnlyList<string> key = gives is null ? [] : ReadKey(reader, gives.Value, all);
        reader.Close();
        if (live.Live is not null && (parts.Count > 0 || lookup is not null))
            problems.Add(file, reader.Place("request"), "An answer is read once, as it comes; a stream with 'request' has no 'also' and no 'lookup'.");
        if (gives == StreamOutput.AssetParts && live.Live is null && !reader.Has("request"))
            problems.Add(file, map, "Parts of assets are read from the product alone: the stream needs 'request'.");
        if (gives == StreamOutput.AssetParts && reader.Has("recognise"))
            problems.Add(file, reader.Place("recognise"), "Parts of assets are not read from files; leave 'recognise' out.");
        if (gives is null || format is null || fields is null)
            return null;

        CheckNaming(fields, gives.Value, host, drafts);
        CheckEnclosing(reader, enclosing, [.. drafts, .. parts.SelectMany(part => part.Fields)]);
        tables.CheckUse(all);
        IReadOnlyList<FieldDraft> ofRecord = lookup is null ? drafts : [.. drafts, .. lookup.References];
        FieldMapDefinition definition = new()
        {
            Format = format.Value,
            Records = records?.Text ?? "",
            Fields = [.. ofRecord.SelectMany(draft => draft.Definitions())],
            Document = DocumentFields([.. feed.Document, .. live.Document], continues),
            DocumentType = documentType ?? DocumentTypeTreatment.Refuse,
            EnclosingValuesFirst = enclosing == EnclosingValues.First,
            PreambleLines = preamble,
        };
        PathCompiler compiler = new(file, problems);
        FieldMap? compiled = compiler.Compile(definition, ofRecord, records, total ?? (continues.Count > 0 ? continues[0] : live.Place), map);
        FieldMapDefinition? lookedUp = lookup?.Definition(definition);
        FieldMap? lookupMap = lookedUp is null ? null : compiler.Compile(lookedUp, [.. lookup!.Fields, lookup.Key], lookup.Records, null, map);
        if (compiled is null || problems.Count > before)
            return null;

        Dictionary<string, StreamField> ofLookup = lookupMap is null
            ? []
            : lookup!.Fields.ToDictionary(draft => draft.Term.Name, draft => LookedUp(Build(draft, lookupMap)), StringComparer.Ordinal);
        StreamManifest stream = Part(definition, compiled, ofRecord);
        List<StreamManifest> also = [];
        foreach (PartDraft part in parts)
        {
            IReadOnlyList<FieldDraft> ofPart = lookup is null ? part.Fields : [.. part.Fields, .. lookup.References];
            FieldMapDefinition partDefinition =
                definition with { Records = part.Records.Text, Fields = [.. ofPart.SelectMany(draft => draft.Definitions())], Document = [] };
            if (compiler.Compile(partDefinition, ofPart, part.Records, null, map) is { } partMap)
                also.Add(Part(partDefinition, partMap, ofPart));
        }

        return problems.Count > before ? null : new StreamManifest
        {
            Connector = connector,
            Name = name,
            Title = title,
            Gives = gives.Value,
            Format = format.Value,
            Signature = signature,
            Map = compiled,
            Definition = definition,
            Fields = stream.Fields,
            Key = stream.Key,
            Severities = tables.Severities,
            States = tables.States,
            HostIsParent = stream.HostIsParent,
            AnnouncesTotal = total is not null,
            TellsOfMore = continues.Count > 0,
            Host = host,
            Also = also,
            Lookup = lookupMap is null ? null : new StreamLookup
            {
                Map = lookupMap,
                Definition = lookedUp!,
                IsByPlace = lookup!.Place is not null,
                FirstWithCve = [.. ofLookup.Values.Where(field => field.IsFirstWithCve).SelectMany(field => field.Slots)],
            },
            Live = live.Live,
            WithSettings = usesSettings ? definition with { Fields = [.. written.SelectMany(draft => draft.Definitions())] } : null,
            Escaping = escaping,
            Zone = zone,
            EndsWith = endsWith,
            PassesUnnamed = passesUnnamed,
            Feed = feed.Kind,
            AsOfName = feed.AsOfName,
            VersionName = feed.VersionName,
        };

        StreamManifest Part(FieldMapDefinition ofPart, FieldMap partMap, IReadOnlyList<FieldDraft> partDrafts)
        {
            Dictionary<string, StreamField> built = partDrafts.ToDictionary(draft => draft.Term.Name, draft => Build(draft, partMap), StringComparer.Ordinal);
            foreach ((string word, StreamField field) in ofLookup)
                built[word] = built.TryGetValue(word, out StreamField? own) ? own with { Otherwise = field } : field;
            if (built.Remove(FieldVocabulary.MentionedCve, out StreamField? mentioned))
                built["cveId"] = built.TryGetValue("cveId", out StreamField? known) ? Last(known, mentioned) : mentioned;
            return new StreamManifest
            {
                Connector = connector,
                Name = name,
                Title = title,
                Gives = gives.Value,
                Format = format.Value,
                Map = partMap,
                Definition = ofPart,
                Fields = built,
                Key = [.. key.Select(word => built[word])],
                Severities = tables.Severities,
                States = tables.States,
                Host = host,
                HostIsParent = gives == StreamOutput.Findings && host == HostSource.Named && parts.Count == 0 && IsParentHost(partDrafts, partMap),
            };
        }
    }

    private static StreamField Last(StreamField field, StreamField last) =>
        field with { Otherwise = field.Otherwise is null ? last : Last(field.Otherwise, last) };

    private static IEnumerable<string> Paths(FieldDefinition field) => field.Paths.Concat((field.Children ?? []).SelectMany(Paths));

    private static StreamField LookedUp(StreamField field) => field with
    {
        IsLookedUp = true,
        Children = field.Children.ToDictionary(child => child.Key, child => child.Value with { IsLookedUp = true }, StringComparer.Ordinal),
    };

    private static IReadOnlyList<FieldDefinition> DocumentFields(IReadOnlyList<FieldDefinition> ofFeed, IReadOnlyList<ManifestScalar> continues)
    {
        List<FieldDefinition> fields = [.. ofFeed];
        if (continues.Count > 0)
            fields.Add(new FieldDefinition(FieldVocabulary.Continues.Name, [.. continues.Select(path => path.Text)]));
        return fields;
    }

    /// <summary>The host is the enclosing record where every field that names it stands there.</summary>
    private static bool IsParentHost(IReadOnlyList<FieldDraft> drafts, FieldMap map) => drafts
        .Where(draft => FieldVocabulary.Naming(StreamOutput.Findings).Contains(draft.Term.Name, StringComparer.Ordinal))
        .SelectMany(draft => draft.SlotNames)
        .All(slot => map.IsEnclosing(map.Slot(slot)));

    private static bool IsEnclosing(string path) =>
        path.StartsWith("../", StringComparison.Ordinal) || path.StartsWith("^.", StringComparison.Ordinal);

    private static StreamField Build(FieldDraft draft, FieldMap map) => new()
    {
        Term = draft.Term,
        Slots = [.. draft.SlotNames.Select(map.Slot)],
        DateFormats = draft.DateFormats,
        Separators = draft.Separators,
        JsonKey = draft.JsonKey,
        PairName = Encoding.UTF8.GetBytes(draft.PairName),
        Absent = [.. draft.Absent.Select(Encoding.UTF8.GetBytes)],
        Part = draft.Part,
        IsFirstWithCve = draft.Order == FieldValueOrder.FirstWithCve,
        Severities = draft.Severities,
        States = draft.States,
        IsInline = draft.IsInline,
        IsOfElements = draft.Children is not null && draft.Term.Kind is FieldKind.Addresses or FieldKind.MacAddresses,
        Except = draft.Except,
        Otherwise = draft.Otherwise.Count == 0 ? null : new StreamField { Term = draft.Term, Slots = [map.Slot(draft.OtherwiseSlotName)], Separators = draft.Separators },
        Sources = draft.Sources is not { } sources ? null : new RatingSources
        {
            Preferred = sources.Preferred.Count == 0 ? null : new StreamField { Term = draft.Term, Slots = [map.Slot(draft.PreferredSlotName)] },
            Then = sources.Then,
            Members = sources.Members,
        },
        Children = (draft.Children ?? []).ToDictionary(
            child => child.Term.Name,
            child => new StreamField
            {
                Term = child.Term,
                Slots = [.. child.SlotNames.Select(slot => draft.IsInline
                    ? map.Slot(draft.InlineSlotName(slot))
                    : map.ChildSlot(map.Slot(draft.Term.Name), slot))],
                Separators = child.Separators,
                PairName = Encoding.UTF8.GetBytes(child.PairName),
                Absent = [.. child.Absent.Select(Encoding.UTF8.GetBytes)],
            },
            StringComparer.Ordinal),
    };

    private ManifestScalar? ReadRecords(MapReader reader, RecordFormat? format, StreamOutput? gives)
    {
        if (format == RecordFormat.Csv && reader.Has("records"))
            problems.Add(file, reader.Place("records"), "A CSV's records are its rows; leave 'records' out.");
        // A document may be about one CVE; of hosts there are always several.
        return reader.Scalar("records", required: format is RecordFormat.Json or RecordFormat.Xml && gives != StreamOutput.Cves);
    }

    private ManifestScalar? ReadAnnouncedTotal(MapReader reader, RecordFormat? format)
    {
        ManifestScalar? total = reader.Scalar("announcedTotal");
        if (total is not null && format is RecordFormat.Csv or RecordFormat.NdJson)
            problems.Add(file, reader.Place("announcedTotal"), "Lines announce no total; leave 'announcedTotal' out.");
        return total;
    }

    private (IReadOnlyList<ManifestScalar> Paths, IReadOnlyList<string> EndsWith) ReadContinues(MapReader reader, RecordFormat? format)
    {
        MapReader? detail = reader.Has("continues") && reader.Node("continues") is ManifestMap ? reader.Child("continues", "what says that more follows") : null;
        IReadOnlyList<ManifestScalar> paths = detail is null ? reader.Scalars("continues") : detail.Scalars("path", required: true);
        IReadOnlyList<string> endsWith = detail is null ? [] : [.. detail.Scalars("absent", required: true).Select(word => word.Text)];
        detail?.Close();
        if (paths.Count > 0 && format is RecordFormat.Csv or RecordFormat.NdJson)
            problems.Add(file, reader.Place("continues"), "Lines do not say that more follows; leave 'continues' out.");
        return (paths, endsWith);
    }

    private DocumentTypeTreatment? ReadDocumentType(MapReader reader, RecordFormat? format)
    {
        DocumentTypeTreatment? treatment = reader.Word<DocumentTypeTreatment>("documentType");
        if (treatment is not null && format is not RecordFormat.Xml)
            problems.Add(file, reader.Place("documentType"), "Only XML has a document type; leave 'documentType' out.");
        return treatment;
    }

    private int ReadPreamble(MapReader reader, RecordFormat? format)
    {
        ManifestScalar? lines = reader.Scalar("preambleLines");
        if (lines is null)
            return 0;
        if (format is not RecordFormat.Csv)
            problems.Add(file, reader.Place("preambleLines"), "Only a CSV has lines before its header; leave 'preambleLines' out.");
        if (int.TryParse(lines.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 20)
            return count;
        problems.Add(file, lines, $"'preambleLines' is a number from 1 to 20, not '{lines.Text}'.");
        return 0;
    }

    private StreamSignature ReadSignature(MapReader reader, RecordFormat format)
    {
        MapReader? signature = reader.Child("recognise", "a signature", required: !reader.Has("request"));
        if (signature is null)
            return new StreamSignature();
        StreamSignature read = format switch
        {
            RecordFormat.Xml => new StreamSignature { Root = signature.Text("root", required: true), Elements = ReadOptions(signature, "elements", required: false) },
            RecordFormat.Csv => new StreamSignature { Headers = ReadOptions(signature, "headers") },
            _ => new StreamSignature { Keys = ReadOptions(signature, "keys") },
        };
        signature.Close();
        return read;
    }

    private IReadOnlyList<IReadOnlyList<string>> ReadOptions(MapReader signature, string key, bool required = true)
    {
        if (signature.Node(key, required) is not { } node)
            return [];
        if (node is not ManifestList list)
        {
            problems.Add(file, node, $"'{key}' is a list, not {node.Kind}.");
            return [];
        }

        List<IReadOnlyList<string>> options = [];
        foreach (ManifestNode value in list.Values)
        {
            if (value is ManifestList inner)
                options.Add([.. signature.AsScalars(inner, key).Select(scalar => scalar.Text)]);
            else if (signature.AsScalar(value, $"A value of '{key}'", "a text or a list of texts") is { } scalar)
                options.Add([scalar.Text]);
        }

        if (list.Values.Count == 0)
            problems.Add(file, list, $"'{key}' is empty, so that it would recognise everything.");
        return options;
    }

    private IReadOnlyList<string> ReadKey(MapReader reader, StreamOutput gives, IReadOnlyList<FieldDraft> drafts)
    {
        IReadOnlyList<ManifestScalar> key = reader.Scalars("key");
        if (key.Count > 0 && gives == StreamOutput.Assets && !(key.Count == 1 && key[0].Text == "assetId"))
            problems.Add(file, reader.Place("key"), "Assets are told apart by 'assetId' alone.");
        if (key.Count > 0 && gives == StreamOutput.AssetParts)
            problems.Add(file, reader.Place("key"), "Parts of one asset are joined; leave 'key' out.");
        if (key.Count > 0 && gives == StreamOutput.Cves)
            problems.Add(file, reader.Place("key"), "CVEs are told apart by 'cveId'; leave 'key' out.");
        foreach (ManifestScalar word in key)
        {
            if (!drafts.Any(draft => draft.Term.Name == word.Text && draft.Children is null))
                problems.Add(file, word, $"'{word.Text}' of 'key' is no field of this stream. {Spelling.Offer(word.Text, drafts.Select(draft => draft.Term.Name))}");
        }

        return [.. key.Select(word => word.Text)];
    }

    private void CheckNaming(MapReader fields, StreamOutput gives, HostSource host, IReadOnlyList<FieldDraft> drafts)
    {
        IReadOnlyList<string> naming = FieldVocabulary.Naming(gives);
        if (host == HostSource.Given)
        {
            foreach (FieldDraft draft in drafts.Where(draft => naming.Contains(draft.Term.Name, StringComparer.Ordinal) || draft.Term.Name == "hostId"))
                problems.Add(file, fields.Place(draft.Term.Name), $"'{draft.Term.Name}' names a host, and 'host: given' says that the content names none.");
        }
        else if (!drafts.Any(draft => naming.Contains(draft.Term.Name, StringComparer.Ordinal)))
        {
            problems.Add(file, fields.Map, $"No field names the {(gives is StreamOutput.Cves or StreamOutput.Statements ? "CVE" : gives == StreamOutput.AssetParts ? "asset" : "host")}; map {(naming.Count > 1 ? "one of " : "")}{string.Join(", ", naming)}.");
        }
    }

    private void CheckEnclosing(MapReader reader, EnclosingValues? enclosing, IReadOnlyList<FieldDraft> drafts)
    {
        if (enclosing is not null && !drafts.Any(draft => draft.Paths.Any(path => IsEnclosing(path.Text))))
            problems.Add(file, reader.Place("enclosingValues"), "'enclosingValues' changes nothing: no path leads to an enclosing record.");
    }
}
