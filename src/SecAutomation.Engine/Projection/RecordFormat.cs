namespace SecAutomation.Engine.Projection;

/// <summary>What records are read from.</summary>
public enum RecordFormat
{
    /// <summary>One JSON value.</summary>
    Json,

    /// <summary>One JSON value on each line.</summary>
    NdJson,

    /// <summary>An XML document.</summary>
    Xml,

    /// <summary>A header and rows of cells.</summary>
    Csv,
}
