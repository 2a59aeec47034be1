using System.Text;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Settings;

/// <summary>Paths that name a setting, <c>custom_fields."{addressField}".value</c>: what administrators call a field is told by the connection.</summary>
internal static class SettingPaths
{
    /// <summary>The fields with the defaults of their settings; a setting without a default is reported.</summary>
    public static IReadOnlyList<FieldDraft> WithDefaults(MapReader fields, IReadOnlyList<FieldDraft> drafts, ConnectorSettings settings) =>
        [.. drafts.Select(draft => WithDefaults(fields, draft, settings))];

    /// <summary>A definition with the values of a connection.</summary>
    /// <param name="definition">The definition as the manifest writes it.</param>
    /// <param name="value">A setting's value by its name; null where there is none of that name.</param>
    public static FieldMapDefinition Fill(FieldMapDefinition definition, Func<string, string?> value) =>
        definition with { Fields = [.. definition.Fields.Select(field => Fill(field, value))] };

    private static FieldDefinition Fill(FieldDefinition field, Func<string, string?> value) => field with
    {
        Paths = [.. field.Paths.Select(path => Fill(path, value))],
        Children = field.Children is null ? null : [.. field.Children.Select(child => Fill(child, value))],
    };

    private static FieldDraft WithDefaults(MapReader fields, FieldDraft draft, ConnectorSettings settings) => draft with
    {
        Children = draft.Children is null ? null : WithDefaults(fields, draft.Children, settings),
        Paths =
        [
            .. draft.Paths.Select(path => path with
            {
                Text = Fill(path.Text, name =>
                {
                    if (!settings.Use(name))
                        return null;
                    ConnectorSetting setting = settings.All.Single(setting => setting.Name == name);
                    if (setting.Default is null)
                        fields.Problems.Add(fields.File, path, $"The setting '{name}' stands in a path and needs a default, for content that is read from a file.");
                    return setting.Default ?? name;
                }),
            }),
        ],
    };

    private static string Fill(string path, Func<string, string?> value)
    {
        var filled = new StringBuilder();
        int start = 0;
        for (int open = path.IndexOf('{', StringComparison.Ordinal); open >= 0; open = path.IndexOf('{', open + 1))
        {
            int close = path.IndexOf('}', open);
            if (close < 0 || value(path[(open + 1)..close]) is not { } text)
                continue;
            filled.Append(path, start, open - start).Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
            start = close + 1;
        }

        return filled.Append(path, start, path.Length - start).ToString();
    }
}
