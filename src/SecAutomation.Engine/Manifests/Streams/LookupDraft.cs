using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>The <c>lookup</c> of a stream as its YAML says it.</summary>
internal sealed class LookupDraft
{
    /// <summary>The path of the records that are looked up.</summary>
    public required ManifestScalar Records { get; init; }

    /// <summary>What leads to one of them, in the record that refers.</summary>
    public required FieldDraft By { get; init; }

    /// <summary>The number of one of them, in the record that refers; null where the key alone leads there.</summary>
    public FieldDraft? Place { get; private init; }

    /// <summary>What the record that refers says of them.</summary>
    public IReadOnlyList<FieldDraft> References => Place is null ? [By] : [By, Place];

    /// <summary>Their key.</summary>
    public required FieldDraft Key { get; init; }

    /// <summary>What they say.</summary>
    public required IReadOnlyList<FieldDraft> Fields { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="stream">The stream's map.</param>
    /// <param name="gives">What the stream gives.</param>
    /// <param name="format">The stream's format.</param>
    /// <param name="ofRecord">The fields of the record itself.</param>
    /// <returns>Null where there is none, or where it cannot be used, which was reported.</returns>
    public static LookupDraft? Read(MapReader stream, StreamOutput? gives, RecordFormat? format, IReadOnlyList<FieldDraft> ofRecord)
    {
        if (stream.Child("lookup", "a lookup") is not { } reader)
            return null;
        if (gives is StreamOutput.Assets or StreamOutput.AssetParts || format is not (RecordFormat.Json or RecordFormat.Xml))
            stream.Problems.Add(stream.File, stream.Place("lookup"), "Only findings in JSON or XML look records up; leave 'lookup' out.");
        ManifestScalar? records = reader.Scalar("records", required: true);
        IReadOnlyList<ManifestScalar> by = reader.Scalars("by", required: true);
        IReadOnlyList<ManifestScalar> place = reader.Scalars("place");
        IReadOnlyList<ManifestScalar> key = reader.Scalars("key", required: true);
        MapReader? fields = reader.Child("fields", "the field map of a lookup", required: true);
        reader.Close();
        if (records is null || by.Count == 0 || key.Count == 0 || fields is null)
            return null;
        IReadOnlyList<FieldDraft> drafts = FieldDraftReader.Read(fields, FieldVocabulary.Findings);
        foreach (FieldDraft draft in drafts)
        {
            string name = draft.Term.Name;
            if (FieldVocabulary.IsOfHost(draft.Term))
                fields.Problems.Add(fields.File, fields.Place(name), $"'{name}' tells of the host, which stands in the record itself.");
            else if (draft.Children is not null && !draft.IsInline)
                fields.Problems.Add(fields.File, fields.Place(name), $"'{name}' of a lookup has no records of its own; give it a 'path'.");
            else if (draft.Children is not null && ofRecord.Any(other => other.Term == draft.Term))
                fields.Problems.Add(fields.File, fields.Place(name), $"'{name}' stands in the record and in the lookup; leave one of them out.");
        }

        return new LookupDraft
        {
            Records = records,
            By = new FieldDraft { Term = FieldVocabulary.LookUpBy, Paths = by },
            Place = place.Count == 0 ? null : new FieldDraft { Term = FieldVocabulary.LookUpPlace, Paths = place },
            Key = new FieldDraft { Term = FieldVocabulary.LookUpKey, Paths = key },
            Fields = drafts,
        };
    }

    /// <summary>What the compiler of paths is given.</summary>
    /// <param name="stream">The definition of the records that refer.</param>
    public FieldMapDefinition Definition(FieldMapDefinition stream) => stream with
    {
        Records = Records.Text,
        Fields = [.. Fields.Append(Key).SelectMany(draft => draft.Definitions())],
        Document = [],
        EnclosingValuesFirst = false,
    };
}
