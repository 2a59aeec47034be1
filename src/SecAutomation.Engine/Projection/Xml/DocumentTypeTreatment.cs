namespace SecAutomation.Engine.Projection.Xml;

/// <summary>What an XML document type declaration leads to. No entity of it is ever resolved.</summary>
public enum DocumentTypeTreatment
{
    /// <summary>The document is refused: <see cref="FailureId.DocumentTypeRefused"/>.</summary>
    Refuse,

    /// <summary>The declaration is passed over; a reference to an entity that it declares is damage.</summary>
    Ignore,
}
