namespace SecAutomation.Engine.Projection.Xml;

/// <summary>What an <see cref="XmlScanner"/> stands on.</summary>
internal enum XmlToken
{
    /// <summary>The end of the document.</summary>
    End,

    /// <summary>The beginning of an element, or an element without content.</summary>
    Element,

    /// <summary>The end of an element.</summary>
    EndElement,

    /// <summary>A piece of text, references resolved; several may follow one another.</summary>
    Text,
}
