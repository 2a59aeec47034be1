namespace SecAutomation.Engine.Manifests;

/// <summary>One field of a stream, ready to be read.</summary>
internal sealed record StreamField
{
    /// <summary>What it is.</summary>
    public required FieldTerm Term { get; init; }

    /// <summary>Where its values are: one slot, or several where all paths count. An array, because it is walked for every record.</summary>
    public int[] Slots { get; init; } = [];

    /// <summary>Date formats beside those that every date field understands.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];

    /// <summary>What separates several values in one text.</summary>
    public string Separators { get; init; } = "";

    /// <summary>The key whose values count, where the text is JSON itself; empty where it is not.</summary>
    public string JsonKey { get; init; } = "";

    /// <summary>What its severity labels mean; null where the connector's table says it.</summary>
    public LabelTable<Severity>? Severities { get; init; }

    /// <summary>What its states mean; null where the connector's table says it.</summary>
    public LabelTable<StateWord>? States { get; init; }

    /// <summary>The name whose value counts, where the text is a list of pairs such as <c>a=1|b=2</c>; empty where it is not.</summary>
    public byte[] PairName { get; init; } = [];

    /// <summary>Texts that mean that there is no value.</summary>
    public byte[][] Absent { get; init; } = [];

    /// <summary>Whether the slots are those of the record that is looked up.</summary>
    public bool IsLookedUp { get; init; }

    /// <summary>Whether <see cref="Children"/> stand in the record itself: one child, whose slots are the record's.</summary>
    public bool IsInline { get; init; }

    /// <summary>Fields of each child record; their slots count within the child.</summary>
    public IReadOnlyDictionary<string, StreamField> Children { get; init; } =
        new Dictionary<string, StreamField>(StringComparer.Ordinal);
}
