namespace SecAutomation.Engine.Formats;

/// <summary>What the beginning of the content looks like.</summary>
public enum ContentKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>One JSON value.</summary>
    Json,

    /// <summary>JSON objects, one on each line.</summary>
    NdJson,

    /// <summary>An XML document.</summary>
    Xml,

    /// <summary>Lines of cells.</summary>
    Csv,
}
