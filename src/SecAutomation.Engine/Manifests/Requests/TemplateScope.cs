using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>What placeholders may name where a template stands: the connection's settings, and names with a dot that the place provides.</summary>
/// <param name="settings">The connector's settings; which of them were used is noted.</param>
/// <param name="provided">The other names.</param>
internal sealed class TemplateScope(ConnectorSettings settings, IReadOnlyList<string> provided)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The settings.</summary>
    public ConnectorSettings Settings => settings;

    /// <summary>Whether a template named one of the provided names.</summary>
    public bool Uses(string name) => _used.Contains(name);

    /// <summary>The same settings and further names.</summary>
    public TemplateScope With(params string[] names) => new(settings, [.. provided, .. names]);

    /// <summary>Reads a template.</summary>
    /// <param name="reader">The map that it stands in.</param>
    /// <param name="scalar">Its text.</param>
    public TextTemplate Read(MapReader reader, ManifestScalar scalar)
    {
        List<TemplatePart> parts = [];
        string text = scalar.Text;
        int start = 0;
        var literal = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                start = i;
                int close = text.IndexOf('}', i);
                if (close < 0)
                {
                    Complain(reader, scalar, start, "the brace is not closed; a brace itself is written twice.");
                    break;
                }

                if (literal.Length > 0)
                    parts.Add(new TemplatePart(literal.ToString(), null, []));
                literal.Clear();
                parts.Add(ReadPlaceholder(reader, scalar, start, text[(i + 1)..close]));
                i = close;
            }
            else if (c == '}')
            {
                Complain(reader, scalar, i, "this brace closes nothing; a brace itself is written twice.");
            }
            else
            {
                literal.Append(c);
            }
        }

        if (literal.Length > 0 || parts.Count == 0)
            parts.Add(new TemplatePart(literal.ToString(), null, []));
        return new TextTemplate(parts);
    }

    private static void Complain(MapReader reader, ManifestScalar scalar, int position, string reason) => reader.Problems.Add(
        reader.File, scalar.Line, scalar.Column + (scalar.IsQuoted ? 1 : 0) + position, $"The template '{scalar.Text}' is wrong at its character {position + 1}: {reason}");

    private TemplatePart ReadPlaceholder(MapReader reader, ManifestScalar scalar, int position, string inner)
    {
        int bar = inner.IndexOf('|', StringComparison.Ordinal);
        string[] words = (bar < 0 ? inner : inner[..bar]).Split(':');
        string name = words[0];
        List<ValueForm> forms = [];
        foreach (string word in words.Skip(1))
        {
            if (Words<ValueForm>.Parse(word) is { } form)
                forms.Add(form);
            else
                Complain(reader, scalar, position, $"'{word}' is no form of a value. {Spelling.Offer(word, Words<ValueForm>.All)}");
        }

        if (settings.Use(name))
            return new TemplatePart(bar < 0 ? null : inner[(bar + 1)..], name, forms) { IsAddress = settings.IsAddress(name) };
        if (provided.Contains(name, StringComparer.Ordinal))
            _used.Add(name);
        else
            Complain(reader, scalar, position, $"'{name}' is no setting and nothing else that is known here. {Spelling.Offer(name, [.. settings.Names, .. provided])} A setting is declared under 'settings' of connector.yaml.");
        return new TemplatePart(bar < 0 ? null : inner[(bar + 1)..], name, forms);
    }
}
