namespace SecAutomation.Engine.Formats;

/// <summary>The beginning of an XML document.</summary>
public sealed record XmlPeek
{
    /// <summary>The local name of the root element; empty where the beginning does not reach it.</summary>
    public required string Root { get; init; }

    /// <summary>The attributes of the root element by local name.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>
    /// The paths of the elements that the beginning shows below the root, four deep, as <c>Report/ReportHost</c>;
    /// attributes as <c>Report/@name</c>.
    /// </summary>
    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>Whether a document type is declared.</summary>
    public required bool HasDocumentType { get; init; }
}
