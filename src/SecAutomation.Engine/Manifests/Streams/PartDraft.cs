using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>One entry of <c>also</c>: a further place of the document where records stand.</summary>
/// <param name="Records">Their path.</param>
/// <param name="Fields">Their fields: those of the stream, but for those that the entry says itself; of statements its own alone.</param>
internal sealed record PartDraft(ManifestScalar Records, IReadOnlyList<FieldDraft> Fields)
{
    /// <summary>Reads the list.</summary>
    /// <param name="stream">The stream's map.</param>
    /// <param name="gives">What the stream gives.</param>
    /// <param name="format">The stream's format.</param>
    /// <param name="ofStream">The stream's fields.</param>
    public static IReadOnlyList<PartDraft> Read(MapReader stream, StreamOutput? gives, RecordFormat? format, IReadOnlyList<FieldDraft> ofStream)
    {
        if (stream.Node("also") is not { } node)
            return [];
        if (node is not ManifestList { Values.Count: > 0 } list)
        {
            stream.Problems.Add(stream.File, node, $"'also' is a list of further places of records, not {node.Kind}.");
            return [];
        }

        if (gives is StreamOutput.Assets or StreamOutput.AssetParts || format is not (RecordFormat.Json or RecordFormat.Xml))
            stream.Problems.Add(stream.File, stream.Place("also"), "Only findings in JSON or XML stand in several places; leave 'also' out.");
        List<PartDraft> parts = [];
        foreach (ManifestNode value in list.Values)
        {
            if (value is not ManifestMap map)
            {
                stream.Problems.Add(stream.File, value, $"A value of 'also' is a map with 'records', not {value.Kind}.");
                continue;
            }

            MapReader reader = new(stream.File, map, "a value of 'also'", stream.Problems);
            ManifestScalar? records = reader.Scalar("records", required: true);
            MapReader? fields = reader.Child("fields", "the field map of a further place");
            IReadOnlyList<FieldDraft> own = fields is null ? [] : FieldDraftReader.Read(fields, FieldVocabulary.Of(gives ?? StreamOutput.Findings));
            reader.Close();
            if (records is not null)
                parts.Add(new PartDraft(records, gives == StreamOutput.Statements ? own : Merge(ofStream, own)));
        }

        return parts;
    }

    private static IReadOnlyList<FieldDraft> Merge(IReadOnlyList<FieldDraft> ofStream, IReadOnlyList<FieldDraft> own) =>
    [
        .. ofStream.Select(draft => own.FirstOrDefault(other => other.Term == draft.Term) ?? draft),
        .. own.Where(draft => ofStream.All(other => other.Term != draft.Term)),
    ];
}
