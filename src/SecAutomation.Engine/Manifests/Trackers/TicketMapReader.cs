using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Trackers;

/// <summary>Reads where the values of a ticket stand, and compiles them for the place that the tickets of an answer have.</summary>
internal sealed class TicketMapReader
{
    private readonly List<FieldDraft> _drafts = [];
    private readonly Dictionary<string, TextTemplate> _template = new(StringComparer.Ordinal);
    private bool _isValid;

    private TicketMapReader()
    {
    }

    /// <summary>Reads <c>ticket</c> below <c>tracker</c>.</summary>
    public static TicketMapReader Read(MapReader tracker, TemplateScope settings)
    {
        var read = new TicketMapReader();
        if (tracker.Child("ticket", "a ticket", required: true) is not { } ticket)
            return read;
        foreach (string name in TicketTerms.All.Keys)
        {
            IReadOnlyList<ManifestScalar> paths = ticket.Scalars(name, required: TicketTerms.Required.Contains(name, StringComparer.Ordinal));
            if (paths.Count == 0)
                continue;
            read._drafts.Add(Draft(name, paths));
            foreach (ManifestScalar path in paths.Where(path => path.Text.Contains('{', StringComparison.Ordinal)))
                read._template[path.Text] = settings.Read(ticket, path);
        }

        if (ticket.Child(TicketTerms.Fields, "the custom fields of a ticket", required: !ticket.Has(TicketTerms.Key)) is { } fields)
        {
            IReadOnlyList<ManifestScalar> path = fields.Scalars("path", required: true);
            List<FieldDraft> children = [];
            foreach (string name in new[] { TicketTerms.FieldId, TicketTerms.FieldName, TicketTerms.FieldValue })
            {
                if (fields.Scalars(name, required: true) is { Count: > 0 } paths)
                    children.Add(Draft(name, paths));
            }

            fields.Close();
            if (path.Count > 0)
                read._drafts.Add(Draft(TicketTerms.Fields, path) with { Children = children });
        }

        ticket.Close();

        // A broken path is told here, once, and not again by every action.
        read._isValid = Compile(ticket, read.Definition("", []), read._drafts, null, null) is not null;
        return read;
    }

    /// <summary>The map of the tickets of an answer.</summary>
    /// <param name="reader">The map that says where they are.</param>
    /// <param name="records">Where.</param>
    /// <param name="document">Values of the whole answer.</param>
    /// <param name="place">The place of one of them.</param>
    public AnswerPaths? Compile(MapReader reader, ManifestScalar? records, IReadOnlyList<FieldDefinition> document, ManifestScalar? place) =>
        _isValid && Compile(reader, Definition(records?.Text ?? "", document), [], records, place) is { } map ? new AnswerPaths(map, _template) : null;

    /// <summary>A field that holds text.</summary>
    public static FieldDraft Draft(string name, IReadOnlyList<ManifestScalar> paths) => new() { Term = new FieldTerm(name, FieldKind.Text, ""), Paths = paths, IsTree = name is TicketTerms.Body or ActionTerms.Text };

    /// <summary>Compiles a map and reports what is wrong with it.</summary>
    public static FieldMap? Compile(MapReader reader, FieldMapDefinition definition, IReadOnlyList<FieldDraft> drafts, ManifestScalar? records, ManifestScalar? place) =>
        new PathCompiler(reader.File, reader.Problems).Compile(definition, drafts, records, place, reader.Map);

    private FieldMapDefinition Definition(string records, IReadOnlyList<FieldDefinition> document) => new()
    {
        Format = RecordFormat.Json,
        Records = records,
        Fields = [.. _drafts.SelectMany(draft => draft.Definitions())],
        Document = document,
    };
}
