using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>The body of a request. A closed family: a tree of JSON, a form, a form with a file, a text, bytes.</summary>
/// <param name="ContentType">Its media type.</param>
internal abstract record BodyTemplate(string ContentType)
{
    /// <summary>Fills it; entries whose placeholder has no value are left out.</summary>
    public abstract ReadOnlyMemory<byte> Fill(TemplateValues values);

    /// <summary>The media type of what was filled.</summary>
    public virtual string TypeOf(ReadOnlyMemory<byte> filled) => ContentType;

    /// <summary>A tree of JSON.</summary>
    internal sealed record Json(JsonTemplate Root, string ContentType = "application/json") : BodyTemplate(ContentType)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Fill(TemplateValues values) =>
            Root.TryFill(values, out JsonNode? node) ? JsonSerializer.SerializeToUtf8Bytes(node) : "{}"u8.ToArray();

        /// <summary>The names of everything that it says, wherever they stand.</summary>
        public IReadOnlySet<string> Names(TemplateValues values)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            if (Root.TryFill(values, out JsonNode? node))
                Add(node, names);
            return names;
        }

        private static void Add(JsonNode? node, HashSet<string> names)
        {
            if (node is JsonArray elements)
            {
                foreach (JsonNode? element in elements)
                    Add(element, names);
            }
            else if (node is JsonObject members)
            {
                foreach ((string name, JsonNode? value) in members)
                {
                    names.Add(name);
                    Add(value, names);
                }
            }
        }
    }

    /// <summary>A form, percent-encoded.</summary>
    internal sealed record Form(IReadOnlyList<NamedTemplate> Field) : BodyTemplate("application/x-www-form-urlencoded")
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Fill(TemplateValues values) => Encoding.UTF8.GetBytes(NamedTemplate.Join(Field, values));
    }

    /// <summary>A text; JSON in it that a product calls by another name, lines, XML.</summary>
    internal sealed record Text(TextTemplate Content, string ContentType) : BodyTemplate(ContentType)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Fill(TemplateValues values) => Content.Fill(values) is { } text ? Encoding.UTF8.GetBytes(text) : default;
    }

    /// <summary>Bytes, as an attachment is.</summary>
    internal sealed record Bytes(TextTemplate Content, string ContentType) : BodyTemplate(ContentType)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Fill(TemplateValues values) => Content.FillBytes(values) ?? default;
    }
}
