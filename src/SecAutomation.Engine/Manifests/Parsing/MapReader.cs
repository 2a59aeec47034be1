namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>Reads the keys of one map. What nobody asked for by <see cref="Close"/> is an unknown key.</summary>
internal sealed class MapReader
{
    private readonly Dictionary<string, ManifestEntry> _entries;
    private readonly List<string> _known = [];
    private readonly string _what;

    /// <summary>Begins to read a map.</summary>
    /// <param name="file">The file's name in messages.</param>
    /// <param name="map">The map.</param>
    /// <param name="what">What the map describes, for messages: "a connector", "the field title".</param>
    /// <param name="problems">Where problems go.</param>
    public MapReader(string file, ManifestMap map, string what, ManifestProblems problems)
    {
        File = file;
        Map = map;
        Problems = problems;
        _what = what;
        _entries = map.Entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
    }

    /// <summary>The file's name in messages.</summary>
    public string File { get; }

    /// <summary>The map.</summary>
    public ManifestMap Map { get; }

    /// <summary>Where problems go.</summary>
    public ManifestProblems Problems { get; }

    /// <summary>The keys that were asked for.</summary>
    public IReadOnlyCollection<string> Known => _known;

    /// <summary>Whether the map has a key.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>The value of a key; null where it is absent, which is reported if it is required.</summary>
    public ManifestNode? Node(string key, bool required = false)
    {
        _known.Add(key);
        if (_entries.TryGetValue(key, out ManifestEntry? entry))
            return entry.Value;
        if (required)
            Problems.Add(File, Map, $"The key '{key}' of {_what} is missing.");
        return null;
    }

    /// <summary>The place of a key.</summary>
    public ManifestNode Place(string key) => _entries.TryGetValue(key, out ManifestEntry? entry) ? entry.Key : Map;

    /// <summary>A text.</summary>
    public ManifestScalar? Scalar(string key, bool required = false) => AsScalar(Node(key, required), $"'{key}'");

    /// <summary>A text, or an empty one where the key is absent.</summary>
    public string Text(string key, bool required = false) => Scalar(key, required)?.Text ?? "";

    /// <summary>A list of texts; one text stands for a list of one.</summary>
    public IReadOnlyList<ManifestScalar> Scalars(string key, bool required = false) => Node(key, required) switch
    {
        null => [],
        ManifestList list => AsScalars(list, $"'{key}'"),
        { } node => AsScalar(node, $"'{key}'", "a text or a list of texts") is { } scalar ? [scalar] : [],
    };

    /// <summary>A map below this one.</summary>
    public MapReader? Child(string key, string what, bool required = false)
    {
        switch (Node(key, required))
        {
            case null:
                return null;
            case ManifestMap map:
                return new MapReader(File, map, what, Problems);
            case { } other:
                Problems.Add(File, other, $"'{key}' is a map of keys to values, not {other.Kind}.");
                return null;
        }
    }

    /// <summary>One of the words of an enumeration, written with a lower-case first letter.</summary>
    public T? Word<T>(string key, bool required = false)
        where T : struct, Enum
    {
        ManifestScalar? scalar = Scalar(key, required);
        if (scalar is null)
            return null;
        if (Words<T>.Parse(scalar.Text) is { } value)
            return value;
        Problems.Add(File, scalar, $"'{scalar.Text}' is no value of '{key}'. {Spelling.Offer(scalar.Text, Words<T>.All)}");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>; null where the key is absent.</summary>
    public bool? Flag(string key)
    {
        if (Scalar(key) is not { } scalar)
            return null;
        if (scalar.Text is "true" or "false")
            return scalar.Text == "true";
        Problems.Add(File, scalar, $"'{key}' is true or false, not '{scalar.Text}'.");
        return null;
    }

    /// <summary>A whole number within bounds; null where the key is absent.</summary>
    public int? Number(string key, int least, int most, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar)
            return null;
        if (int.TryParse(scalar.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        Problems.Add(File, scalar, $"'{key}' is a number from {least} to {most}, not '{scalar.Text}'.");
        return null;
    }

    /// <summary>The maps of a list of maps.</summary>
    public IReadOnlyList<MapReader> Children(string key, string what)
    {
        if (Node(key) is not { } node)
            return [];
        if (node is not ManifestList { Values.Count: > 0 } list)
        {
            Problems.Add(File, node, $"'{key}' is a list of maps, not {node.Kind}.");
            return [];
        }

        foreach (ManifestNode other in list.Values.Where(value => value is not ManifestMap))
            Problems.Add(File, other, $"A value of '{key}' is a map of keys to values, not {other.Kind}.");
        return [.. list.Values.OfType<ManifestMap>().Select(map => new MapReader(File, map, what, Problems))];
    }

    /// <summary>Checks that a node is a text.</summary>
    public ManifestScalar? AsScalar(ManifestNode? node, string name, string wanted = "a text")
    {
        if (node is null)
            return null;
        if (node is ManifestScalar { Text.Length: > 0 } scalar)
            return scalar;
        Problems.Add(File, node, $"{name} is {wanted}, not {node.Kind}.");
        return null;
    }

    /// <summary>Checks that a list holds texts, each once.</summary>
    public IReadOnlyList<ManifestScalar> AsScalars(ManifestList list, string name)
    {
        if (list.Values.Count == 0)
            Problems.Add(File, list, $"{name} is an empty list; leave it out instead.");
        List<ManifestScalar> scalars = [];
        foreach (ManifestNode node in list.Values)
        {
            if (AsScalar(node, $"A value of {name}") is not { } scalar)
                continue;
            if (scalars.Exists(other => other.Text == scalar.Text))
                Problems.Add(File, scalar, $"'{scalar.Text}' stands twice in {name}.");
            else
                scalars.Add(scalar);
        }

        return scalars;
    }

    /// <summary>Every entry, for maps whose keys the author chooses.</summary>
    public IEnumerable<ManifestEntry> TakeAll()
    {
        _known.AddRange(_entries.Keys);
        return Map.Entries;
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Close()
    {
        Problems.Closed?.Invoke(this);
        foreach (ManifestEntry entry in Map.Entries)
        {
            if (!_known.Contains(entry.Key.Text, StringComparer.Ordinal))
                Problems.Add(File, entry.Key, $"'{entry.Key.Text}' is no key of {_what}. {Spelling.Offer(entry.Key.Text, _known)}");
        }
    }
}
