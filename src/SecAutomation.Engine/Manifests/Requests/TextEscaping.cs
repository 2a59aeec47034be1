namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>How a product escapes the texts that it sends, beyond what its format demands.</summary>
public enum TextEscaping
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As for a web page: <c>&amp;#039;</c> for an apostrophe.</summary>
    Html,
}
