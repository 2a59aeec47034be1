using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>What a stream that gives CVEs says of the feed as a whole.</summary>
internal sealed record FeedManifest
{
    /// <summary>Which feed; null where the stream gives no CVEs.</summary>
    public FeedKind? Kind { get; private init; }

    /// <summary>The fields of the document.</summary>
    public IReadOnlyList<FieldDefinition> Document { get; private init; } = [];

    /// <summary>CSV: what the feed's day is called in the lines before the header.</summary>
    public string AsOfName { get; private init; } = "";

    /// <summary>CSV: what the feed's version is called there.</summary>
    public string VersionName { get; private init; } = "";

    /// <summary>Reads the keys.</summary>
    /// <param name="reader">The stream's map.</param>
    /// <param name="gives">What the stream gives.</param>
    /// <param name="format">Its format.</param>
    /// <param name="total">Where the announced total is.</param>
    public static FeedManifest Read(MapReader reader, StreamOutput? gives, RecordFormat? format, ManifestScalar? total)
    {
        List<FieldDefinition> document = [];
        Add(document, FieldVocabulary.AnnouncedTotal, total);
        if (gives != StreamOutput.Cves)
        {
            if (gives == StreamOutput.Assets && format is RecordFormat.Json or RecordFormat.Xml)
                Add(document, FieldVocabulary.AsOf, reader.Scalar(FieldVocabulary.AsOf.Name));
            foreach (string key in new[] { "feed", FieldVocabulary.AsOf.Name, FieldVocabulary.FeedVersion.Name, FieldVocabulary.FeedTotal.Name })
                _ = gives is null ? reader.Node(key) : null;
            return new FeedManifest { Document = document };
        }

        FeedKind? kind = reader.Word<FeedKind>("feed", required: true);
        ManifestScalar? asOf = reader.Scalar(FieldVocabulary.AsOf.Name);
        ManifestScalar? version = reader.Scalar(FieldVocabulary.FeedVersion.Name);
        ManifestScalar? pages = reader.Scalar(FieldVocabulary.FeedTotal.Name);
        if (format is RecordFormat.Csv or RecordFormat.NdJson && pages is not null)
            reader.Problems.Add(reader.File, reader.Place(FieldVocabulary.FeedTotal.Name), "Lines announce no total; leave 'feedTotal' out.");
        if (format == RecordFormat.Csv)
            return new FeedManifest { Kind = kind, AsOfName = asOf?.Text ?? "", VersionName = version?.Text ?? "" };

        Add(document, FieldVocabulary.AsOf, asOf);
        Add(document, FieldVocabulary.FeedVersion, version);
        Add(document, FieldVocabulary.FeedTotal, pages);
        return new FeedManifest { Kind = kind, Document = document };
    }

    private static void Add(List<FieldDefinition> document, FieldTerm term, ManifestScalar? path)
    {
        if (path is not null)
            document.Add(new FieldDefinition(term.Name, [path.Text]));
    }
}
