namespace SecAutomation.Engine.Manifests.Fields;

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

    /// <summary>Whether only the first slot counts whose values hold a CVE.</summary>
    public bool IsFirstWithCve { get; init; }

    /// <summary>The part of a text that counts, as its one group; null where all of it does.</summary>
    public System.Text.RegularExpressions.Regex? Part { get; init; }

    /// <summary>Where the value stands when this field has none; null where it stands nowhere else.</summary>
    public StreamField? Otherwise { get; init; }

    /// <summary>Whether its values stand in child records, of which some may not count.</summary>
    public bool IsOfElements { get; init; }

    /// <summary>Child records whose kind fits it do not count; null where all do.</summary>
    public System.Text.RegularExpressions.Regex? Except { get; init; }

    /// <summary>Where a list of ratings by their sources names the source that counts first; null where the ratings are no such list.</summary>
    public RatingSources? Sources { get; init; }

    /// <summary>Whether the slots are those of the record that is looked up.</summary>
    public bool IsLookedUp { get; init; }

    /// <summary>Whether <see cref="Children"/> stand in the record itself: one child, whose slots are the record's.</summary>
    public bool IsInline { get; init; }

    /// <summary>Fields of each child record; their slots count within the child.</summary>
    public IReadOnlyDictionary<string, StreamField> Children { get; init; } =
        new Dictionary<string, StreamField>(StringComparer.Ordinal);
}
