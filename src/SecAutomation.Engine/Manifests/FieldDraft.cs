using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Manifests;

/// <summary>A field as its YAML says it, before its paths are compiled.</summary>
internal sealed record FieldDraft
{
    /// <summary>What it is.</summary>
    public required FieldTerm Term { get; init; }

    /// <summary>Its paths with their places.</summary>
    public required IReadOnlyList<ManifestScalar> Paths { get; init; }

    /// <summary>Which of them count.</summary>
    public FieldValueOrder Order { get; init; }

    /// <summary>The formats of its dates.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>Its separators.</summary>
    public string Separators { get; init; } = "";

    /// <summary>The key of the JSON in its text.</summary>
    public string JsonKey { get; init; } = "";

    /// <summary>The fields of its child records; null where it holds values.</summary>
    public IReadOnlyList<FieldDraft>? Children { get; init; }

    /// <summary>The names under which its slots are found in the compiled map.</summary>
    public IReadOnlyList<string> SlotNames =>
        Order == FieldValueOrder.First ? [Term.Name] : [.. Paths.Select((_, index) => SlotName(index))];

    /// <summary>What the compiler of paths is given.</summary>
    public IEnumerable<FieldDefinition> Definitions()
    {
        if (Order == FieldValueOrder.First)
        {
            List<FieldDefinition>? children = Children is null ? null : [.. Children.SelectMany(child => child.Definitions())];
            return [new FieldDefinition(Term.Name, [.. Paths.Select(path => path.Text)], children)];
        }

        return Paths.Select((path, index) => new FieldDefinition(SlotName(index), [path.Text]));
    }

    private string SlotName(int index) => index == 0 ? Term.Name : $"{Term.Name} {index + 1}";
}
