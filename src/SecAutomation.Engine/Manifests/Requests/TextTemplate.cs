using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>Text with placeholders: <c>{name}</c>, <c>{name:form}</c>, <c>{name|default}</c>. Braces themselves are doubled.</summary>
internal sealed class TextTemplate
{
    private readonly IReadOnlyList<TemplatePart> _parts;

    public TextTemplate(IReadOnlyList<TemplatePart> parts) => _parts = parts;

    /// <summary>The names of its placeholders.</summary>
    public IEnumerable<string> Names => _parts.Select(part => part.Name).OfType<string>();

    /// <summary>The text around its placeholders, for messages.</summary>
    public override string ToString() => string.Concat(_parts.Select(part => part.Name is null ? part.Text : $"{{{part.Name}}}"));

    /// <summary>Fills it.</summary>
    /// <param name="values">The values.</param>
    /// <param name="escape">Escapes each value for its place; the text around them stays as it is.</param>
    /// <returns>Null where a placeholder without a default has no value.</returns>
    public string? Fill(TemplateValues values, Func<string, string>? escape = null)
    {
        var filled = new StringBuilder();
        foreach (TemplatePart part in _parts)
        {
            if (part.Name is null)
            {
                filled.Append(part.Text);
                continue;
            }

            if (part.Shape(values) is not { } shaped)
                return null;

            string text = shaped as string ?? string.Join(',', (IReadOnlyList<string>)shaped);
            filled.Append(escape is null ? text : part.IsAddress && filled.Length == 0 ? text.TrimEnd('/') : escape(text));
        }

        return filled.ToString();
    }

    /// <summary>Fills it where several values stand for several parameters of one name.</summary>
    public IReadOnlyList<string> FillEach(TemplateValues values) =>
        _parts is [{ Name: not null } whole] && whole.Shape(values) is IReadOnlyList<string> several ? several
        : Fill(values) is { } text ? [text] : [];

    /// <summary>Fills it as a value of JSON: one placeholder alone keeps the kind of its value.</summary>
    /// <returns>False where there is no value.</returns>
    public bool TryFillJson(TemplateValues values, out JsonNode? node)
    {
        node = null;
        if (_parts is not [{ Name: { } name } whole])
        {
            if (Fill(values) is not { } text)
                return false;

            node = JsonValue.Create(text);
            return true;
        }

        if (whole.Shape(values) is not { } shaped)
            return false;

        node = shaped switch
        {
            IReadOnlyList<string> several => new JsonArray([.. several.Select(one => (JsonNode?)(whole.IsNumber(values) ? Number(name, one) : JsonValue.Create(one)))]),
            string text when whole.IsTree => Tree(name, text),
            string text when whole.IsNumber(values) => Number(name, text),
            string text when whole.IsBoolean(values) => Boolean(name, text),
            _ => JsonValue.Create((string)shaped),
        };
        return true;
    }

    /// <summary>The bytes of one placeholder alone; null where it has no value.</summary>
    public ReadOnlyMemory<byte>? FillBytes(TemplateValues values) =>
        _parts is [{ Name: { } name }] && values.Find(name) is ReadOnlyMemory<byte> bytes ? bytes
        : Fill(values) is { } text ? Encoding.UTF8.GetBytes(text) : null;

    private static JsonNode? Tree(string name, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw Wrong(name, text, "JSON", wrong);
        }
    }

    private static JsonValue Number(string name, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? JsonValue.Create(number)
        : throw Wrong(name, text, "a number");

    private static JsonValue Boolean(string name, string text) =>
        bool.TryParse(text, out bool flag) ? JsonValue.Create(flag) : throw Wrong(name, text, "true or false");

    private static FailureException Wrong(string name, string text, string wanted, Exception? cause = null) =>
        new(FailureId.ConnectionInvalid, $"The value of {name} is {wanted}, not '{text}'.", "Register the connection again with another value.", name, cause);
}
