namespace SecAutomation.Engine.Formats;

/// <summary>The beginning of a JSON value or of the first lines of NDJSON.</summary>
public sealed record JsonPeek
{
    /// <summary>Whether the value is an array.</summary>
    public required bool IsArray { get; init; }

    /// <summary>
    /// The paths of the members that the beginning shows, four deep, in the notation of field maps: <c>[].asset.hostname</c>,
    /// <c>assets[]."specific_data.data.hostname"</c>, <c>meta.page</c>. NDJSON: of its first line.
    /// </summary>
    public required IReadOnlySet<string> Paths { get; init; }
}
