namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>A parameter, a field of a form or a header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its values, one parameter for each.</param>
internal sealed record NamedTemplate(string Name, IReadOnlyList<TextTemplate> Value)
{
    /// <summary>Its name where that has placeholders, as in <c>cf_{field.key}</c>; null where it is <see cref="Name"/>.</summary>
    public TextTemplate? FilledName { get; init; }

    /// <summary>Names and values, percent-encoded; those without a value are left out.</summary>
    public static string Join(IEnumerable<NamedTemplate> templates, TemplateValues values) => string.Join(
        '&',
        templates.SelectMany(template => template.Value
            .SelectMany(value => value.FillEach(values))
            .Select(text => (Name: template.FilledName is { } filled ? filled.Fill(values) : template.Name, Text: text))
            .Where(pair => pair.Name is not null)
            .Select(pair => $"{Uri.EscapeDataString(pair.Name!)}={Uri.EscapeDataString(pair.Text)}")));
}
