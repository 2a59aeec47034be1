using System.Globalization;
using System.Text.Json.Nodes;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>A value of a JSON body, as the YAML writes it: a map, a list, a template, or a plain number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal abstract record JsonTemplate
{
    /// <summary>Fills it.</summary>
    /// <returns>False where a placeholder has no value, so that what holds it leaves it out.</returns>
    public abstract bool TryFill(TemplateValues values, out JsonNode? node);

    /// <summary>Reads it.</summary>
    public static JsonTemplate Read(MapReader reader, ManifestNode node, TemplateScope scope) => node switch
    {
        ManifestMap map => new Members([.. map.Entries.Select(entry => (
            entry.Key.Text, entry.Key.Text.Contains('{', StringComparison.Ordinal) ? scope.Read(reader, entry.Key) : null, Read(reader, entry.Value, scope)))]),
        ManifestList list => new Elements([.. list.Values.Select(value => Read(reader, value, scope))]),
        ManifestScalar { IsQuoted: false } scalar when Literal(scalar.Text, out JsonNode? literal) => new Constant(literal),
        _ => new Filled(scope.Read(reader, (ManifestScalar)node)),
    };

    // YAML leaves a lone key empty; what is meant there is null.
    private static bool Literal(string text, out JsonNode? node)
    {
        node = text switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
            _ when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
            _ => null,
        };
        return node is not null || text is "null" or "";
    }

    private sealed record Constant(JsonNode? Node) : JsonTemplate
    {
        public override bool TryFill(TemplateValues values, out JsonNode? node)
        {
            node = Node?.DeepClone();
            return true;
        }
    }

    private sealed record Filled(TextTemplate Template) : JsonTemplate
    {
        public override bool TryFill(TemplateValues values, out JsonNode? node) => Template.TryFillJson(values, out node);
    }

    private sealed record Members(IReadOnlyList<(string Name, TextTemplate? FilledName, JsonTemplate Value)> Member) : JsonTemplate
    {
        /// <summary>The name of a member whose own members are added to the map that it stands in.</summary>
        private const string Added = "+";

        /// <summary>Whether one of its own values is not there.</summary>
        public bool LacksValue(TemplateValues values) => Member.Any(member => member.Value is Filled && !member.Value.TryFill(values, out _));

        public override bool TryFill(TemplateValues values, out JsonNode? node)
        {
            var members = new JsonObject();
            foreach ((string name, TextTemplate? filledName, JsonTemplate value) in Member)
            {
                if ((filledName is null ? name : filledName.Fill(values)) is not { } member || !value.TryFill(values, out JsonNode? filled))
                    continue;
                if (member != Added)
                    members[member] = filled;
                else if (filled is JsonObject further)
                    Add(members, further);
            }

            node = members;

            // A map that lost all that it was to say is not sent; one that says nothing on purpose is.
            return members.Count > 0 || Member.Count == 0;
        }

        private static void Add(JsonObject members, JsonObject further)
        {
            foreach ((string name, JsonNode? value) in further.ToList())
            {
                further.Remove(name);
                members[name] = value;
            }
        }
    }

    private sealed record Elements(IReadOnlyList<JsonTemplate> Element) : JsonTemplate
    {
        public override bool TryFill(TemplateValues values, out JsonNode? node)
        {
            var elements = new JsonArray();
            foreach (JsonTemplate element in Element)
            {
                // A pair of a name and a value is nothing without the value.
                if (element is Members members && members.LacksValue(values))
                    continue;
                if (element.TryFill(values, out JsonNode? filled))
                    elements.Add(filled);
            }

            node = elements;

            // An empty list would clear what it stands for.
            return elements.Count > 0 || Element.Count == 0;
        }
    }
}
