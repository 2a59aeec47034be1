using System.Text.Json;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Testing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>The JSON Schema that editors are given, walked along a manifest: which schemas speak of each of its maps.</summary>
/// <remarks>It knows the part of the language that the schemas use; validators have tests of their own.</remarks>
internal sealed class ManifestSchema
{
    private readonly Dictionary<string, JsonElement> _files = [];

    public ManifestSchema()
    {
        foreach (string path in Directory.GetFiles(RepositoryRoot.Combine("module", "schemas"), "*.schema.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            _files.Add(Path.GetFileName(path), document.RootElement.Clone());
        }

        Everything = [.. _files.SelectMany(file => Below(new Place(file.Key, "", file.Value)))];
        Closed = [.. Everything.Where(place => place.IsClosed)];
    }

    /// <summary>A schema and where it stands.</summary>
    internal sealed record Place(string File, string Pointer, JsonElement Schema)
    {
        /// <summary>The schema below it.</summary>
        public Place At(string part, JsonElement schema) => new(File, $"{Pointer}/{part}", schema);

        /// <summary>Whether it names every key of a map.</summary>
        public bool IsClosed => Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty("additionalProperties", out JsonElement more) && more.ValueKind == JsonValueKind.False;

        /// <summary>The keys that it speaks of, and whether each may be there.</summary>
        public IEnumerable<(string Key, bool IsAllowed)> Keys => Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty("properties", out JsonElement keys)
            ? keys.EnumerateObject().Select(key => (key.Name, key.Value.ValueKind != JsonValueKind.False))
            : [];

        public override string ToString() => $"{File}#{Pointer}";
    }

    /// <summary>Every schema of all files.</summary>
    public IReadOnlyList<Place> Everything { get; }

    /// <summary>The schemas that close a map.</summary>
    public IReadOnlyList<Place> Closed { get; }

    /// <summary>The schema of a file of a connector.</summary>
    public Place Of(string path) => Root(path.Contains("/Streams/", StringComparison.Ordinal) ? "stream" : path.Contains("/Actions/", StringComparison.Ordinal) ? "action" : "connector");

    /// <summary>A definition that all share.</summary>
    public Place Term(string name) => Root("terms").At("definitions/" + name, _files["terms.schema.json"].GetProperty("definitions").GetProperty(name));

    /// <summary>Each map below a node with the schemas that speak of it.</summary>
    public IEnumerable<(ManifestMap Map, IReadOnlyList<Place> Places)> Walk(ManifestNode node, IReadOnlyList<Place> given)
    {
        Place[] places = [.. given.SelectMany(place => Expand(place, node, all: false))];
        if (node is ManifestList list)
        {
            Place[] items = [.. places.Where(place => place.Schema.TryGetProperty("items", out _)).Select(place => place.At("items", place.Schema.GetProperty("items")))];
            foreach ((ManifestMap, IReadOnlyList<Place>) found in list.Values.SelectMany(value => Walk(value, items)))
                yield return found;
        }

        if (node is not ManifestMap map)
            yield break;
        yield return (map, places);
        foreach (ManifestEntry entry in map.Entries)
        {
            foreach ((ManifestMap, IReadOnlyList<Place>) found in Walk(entry.Value, [.. places.SelectMany(place => Child(place, entry.Key.Text))]))
                yield return found;
        }
    }

    /// <summary>The schemas that speak of a node, or that would if it said something else.</summary>
    public IEnumerable<Place> Expand(Place place, ManifestNode node, bool all)
    {
        if (place.Schema.ValueKind != JsonValueKind.Object)
            yield break;
        yield return place;
        List<Place> further = [];
        if (place.Schema.TryGetProperty("$ref", out JsonElement reference))
            further.Add(Resolve(place, reference.GetString()!));
        if (place.Schema.TryGetProperty("allOf", out JsonElement whole))
            further.AddRange(whole.EnumerateArray().Select((schema, i) => place.At($"allOf/{i}", schema)));
        if (place.Schema.TryGetProperty("anyOf", out JsonElement some))
            further.AddRange(some.EnumerateArray().Select((schema, i) => place.At($"anyOf/{i}", schema)).Where(branch => all || Fits(branch, node)));
        if (place.Schema.TryGetProperty("if", out JsonElement condition))
        {
            bool fits = Fits(place.At("if", condition), node);
            if ((all || fits) && place.Schema.TryGetProperty("then", out JsonElement then))
                further.Add(place.At("then", then));
            if ((all || !fits) && place.Schema.TryGetProperty("else", out JsonElement otherwise))
                further.Add(place.At("else", otherwise));
        }

        foreach (Place found in further.SelectMany(next => Expand(next, node, all)))
            yield return found;
    }

    private static IEnumerable<Place> Child(Place place, string key)
    {
        if (place.Schema.TryGetProperty("properties", out JsonElement keys) && keys.TryGetProperty(key, out JsonElement schema))
            yield return place.At("properties/" + key, schema);
        else if (place.Schema.TryGetProperty("additionalProperties", out JsonElement more))
            yield return place.At("additionalProperties", more);
    }

    private bool Fits(Place place, ManifestNode node)
    {
        JsonElement schema = place.Schema;
        if (schema.ValueKind != JsonValueKind.Object)
            return schema.ValueKind == JsonValueKind.True;
        string? text = (node as ManifestScalar)?.Text;
        if (schema.TryGetProperty("const", out JsonElement value) && value.GetString() != text)
            return false;
        if (schema.TryGetProperty("enum", out JsonElement values) && !values.EnumerateArray().Any(one => one.GetString() == text))
            return false;
        if (schema.TryGetProperty("type", out JsonElement type))
        {
            string kind = node is ManifestMap ? "object" : node is ManifestList ? "array" : "string";
            if (type.ValueKind == JsonValueKind.String ? type.GetString() != kind : !type.EnumerateArray().Any(one => one.GetString() == kind))
                return false;
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference) && !Fits(Resolve(place, reference.GetString()!), node))
            return false;
        if (schema.TryGetProperty("anyOf", out JsonElement some) && !some.EnumerateArray().Any(one => Fits(place.At("anyOf", one), node)))
            return false;
        if (schema.TryGetProperty("contains", out JsonElement wanted) && (node as ManifestList)?.Values.Any(one => Fits(place.At("contains", wanted), one)) == false)
            return false;
        if (node is not ManifestMap map)
            return true;
        if (schema.TryGetProperty("required", out JsonElement needed) && needed.EnumerateArray().Any(key => map.Entries.All(entry => entry.Key.Text != key.GetString())))
            return false;
        return !schema.TryGetProperty("properties", out JsonElement keys)
            || map.Entries.All(entry => !keys.TryGetProperty(entry.Key.Text, out JsonElement child) || Fits(place.At("properties", child), entry.Value));
    }

    private Place Root(string name) => new($"{name}.schema.json", "", _files[$"{name}.schema.json"]);

    private Place Resolve(Place from, string reference)
    {
        string[] parts = reference.Split('#');
        string file = parts[0].Length == 0 ? from.File : parts[0];
        JsonElement schema = parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(_files[file], (element, part) => element.GetProperty(part));
        return new Place(file, parts[1], schema);
    }

    private static IEnumerable<Place> Below(Place place)
    {
        yield return place;
        IEnumerable<Place> children = place.Schema.ValueKind switch
        {
            JsonValueKind.Object => place.Schema.EnumerateObject().Select(child => place.At(child.Name, child.Value)),
            JsonValueKind.Array => place.Schema.EnumerateArray().Select((child, i) => place.At($"{i}", child)),
            _ => [],
        };
        foreach (Place found in children.SelectMany(Below))
            yield return found;
    }
}
