using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>Where the records of an answer are and what they say; the connection's settings may stand in quoted names: <c>fields."{field}".id</c>.</summary>
internal sealed class AnswerPaths
{
    private readonly FieldMap _map;
    private readonly IReadOnlyDictionary<string, TextTemplate> _template;

    /// <summary>Keeps a map whose paths are what they are.</summary>
    public AnswerPaths(FieldMap map)
        : this(map, new Dictionary<string, TextTemplate>(StringComparer.Ordinal))
    {
    }

    /// <summary>Keeps a map of which some paths have placeholders.</summary>
    /// <param name="map">The map, with the templates' texts as its paths.</param>
    /// <param name="template">The templates, by their texts.</param>
    public AnswerPaths(FieldMap map, IReadOnlyDictionary<string, TextTemplate> template) => (_map, _template) = (map, template);

    /// <summary>The map for a connection.</summary>
    /// <param name="settings">Its settings. A path whose setting has no value is left out.</param>
    public FieldMap For(TemplateValues settings)
    {
        FieldMapDefinition definition = _map.Definition;
        return definition.Fields.Any(field => field.Paths.Any(_template.ContainsKey))
            ? FieldMap.Compile(definition with { Fields = [.. definition.Fields.Select(field => Filled(field, settings)).Where(field => field.Paths.Count > 0)] })
            : _map;
    }

    // A placeholder stands in a quoted name.
    private static string Name(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private FieldDefinition Filled(FieldDefinition field, TemplateValues settings) =>
        field with { Paths = [.. field.Paths.Select(path => _template.TryGetValue(path, out TextTemplate? template) ? template.Fill(settings, Name) : path).OfType<string>()] };
}
