namespace SecAutomation.Engine.Formats;

/// <summary>What the beginning of the content shows, for a signature to recognise. Nothing of it is consumed.</summary>
public sealed record ContentPeek
{
    /// <summary>What it looks like.</summary>
    public required ContentKind Kind { get; init; }

    /// <summary>The root element; null where it is not XML.</summary>
    public XmlPeek? Xml { get; init; }

    /// <summary>The first values; null where it is neither JSON nor NDJSON.</summary>
    public JsonPeek? Json { get; init; }

    /// <summary>The first rows; null where it is not CSV.</summary>
    public CsvPeek? Csv { get; init; }
}
