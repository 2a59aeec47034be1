using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Fields;

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

    /// <summary>The name of the pair in its text.</summary>
    public string PairName { get; init; } = "";

    /// <summary>The part of its text that counts, as its one group; null where all of it does.</summary>
    public System.Text.RegularExpressions.Regex? Part { get; init; }

    /// <summary>Texts that mean that there is no value.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The fields of its child records; null where it holds values.</summary>
    public IReadOnlyList<FieldDraft>? Children { get; init; }

    /// <summary>Child records whose kind fits it do not count; null where all do.</summary>
    public System.Text.RegularExpressions.Regex? Except { get; init; }

    /// <summary>Where its values stand when its paths have none.</summary>
    public IReadOnlyList<ManifestScalar> Otherwise { get; init; } = [];

    /// <summary>How one of the ratings of several sources is chosen; null where the ratings do not stand by their sources.</summary>
    public RatingSourcesDraft? Sources { get; init; }

    /// <summary>Whether a tree at its paths is a value, as JSON.</summary>
    public bool IsTree { get; init; }

    /// <summary>Whether its fields stand in the record itself and not in child records.</summary>
    public bool IsInline => Children is not null && Paths.Count == 0;

    /// <summary>What its severity labels mean; null where the connector's table says it.</summary>
    public LabelTable<Severity>? Severities { get; init; }

    /// <summary>What its states mean; null where the connector's table says it.</summary>
    public LabelTable<StateWord>? States { get; init; }

    /// <summary>The names under which its slots are found in the compiled map.</summary>
    public IReadOnlyList<string> SlotNames =>
        IsInline ? [] : Order == FieldValueOrder.First ? [Term.Name] : [.. Paths.Select((_, index) => SlotName(index))];

    /// <summary>The name of a child's slot where the child stands in the record itself.</summary>
    public string InlineSlotName(string child) => $"{Term.Name} {child}";

    /// <summary>The name of the slot of <see cref="Otherwise"/>.</summary>
    public string OtherwiseSlotName => $"{Term.Name} otherwise";

    /// <summary>The name of the slot of the source that counts first.</summary>
    public string PreferredSlotName => $"{Term.Name} preferred";

    /// <summary>What the compiler of paths is given.</summary>
    public IEnumerable<FieldDefinition> Definitions()
    {
        IEnumerable<FieldDefinition> own = OwnDefinitions();
        if (Otherwise.Count > 0)
            own = own.Append(new FieldDefinition(OtherwiseSlotName, [.. Otherwise.Select(path => path.Text)]));
        return Sources is not { Preferred.Count: > 0 } sources ? own : own.Append(new FieldDefinition(PreferredSlotName, [.. sources.Preferred.Select(path => path.Text)]));
    }

    private IEnumerable<FieldDefinition> OwnDefinitions()
    {
        List<FieldDefinition>? children = Children is null ? null : [.. Children.SelectMany(child => child.Definitions())];
        if (IsInline)
            return children!.Select(child => child with { Name = InlineSlotName(child.Name) });
        return Order == FieldValueOrder.First
            ? [new FieldDefinition(Term.Name, [.. Paths.Select(path => path.Text)], children) { IsTree = IsTree }]
            : Paths.Select((path, index) => new FieldDefinition(SlotName(index), [path.Text], children));
    }

    private string SlotName(int index) => index == 0 ? Term.Name : $"{Term.Name} {index + 1}";
}
