using SecAutomation.Engine.Projection.Xml;

namespace SecAutomation.Engine.Projection.Maps;

/// <summary>Where the records of a document are and where their fields stand, as a manifest says it.</summary>
public sealed record FieldMapDefinition
{
    /// <summary>What the records are read from.</summary>
    public required RecordFormat Format { get; init; }

    /// <summary>
    /// The path of a record. JSON: <c>[]</c>, <c>assets[]</c>, <c>Results[].Vulnerabilities[]</c>, empty for the whole value;
    /// XML: <c>Root/Report/Host/Item</c>; NDJSON: empty for the line, or a path inside it; CSV: empty.
    /// </summary>
    public string Records { get; init; } = "";

    /// <summary>The fields of a record.</summary>
    public required IReadOnlyList<FieldDefinition> Fields { get; init; }

    /// <summary>Fields of the document, by paths from its root: announced totals, the report's date. Not for NDJSON and CSV.</summary>
    public IReadOnlyList<FieldDefinition> Document { get; init; } = [];

    /// <summary>XML: what a document type leads to.</summary>
    public DocumentTypeTreatment DocumentType { get; init; }

    /// <summary>
    /// Whether the values of enclosing records stand before their records in every document. Then no record waits for the end of its
    /// enclosing record, and a value that comes later is damage. False where the order is free.
    /// </summary>
    public bool EnclosingValuesFirst { get; init; }

    /// <summary>CSV: how many lines may stand before the header; the header is then the row that names most fields. 0.</summary>
    public int PreambleLines { get; init; }
}
