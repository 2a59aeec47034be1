namespace SecAutomation;

/// <summary>A property on which the inventories disagree. The first value is the one that was taken.</summary>
public sealed record AssetConflict
{
    /// <summary>The property of <see cref="Asset"/>, for example <c>OperatingSystem</c>.</summary>
    public string Property { get; init; } = "";

    /// <summary>The values that were given, in the order of the inventories.</summary>
    public string[] Value { get; init; } = [];

    /// <summary>Who gave each value, one for each of <see cref="Value"/>.</summary>
    public string[] Source { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Property}: {string.Join("; ", Value.Zip(Source, (value, source) => $"{value} ({source})"))}";
}
