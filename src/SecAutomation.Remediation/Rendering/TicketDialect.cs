namespace SecAutomation.Remediation.Rendering;

/// <summary>How a tracker writes formatted text.</summary>
public enum TicketDialect
{
    /// <summary>Text without markup.</summary>
    Plain = 0,

    /// <summary>CommonMark.</summary>
    Markdown = 1,

    /// <summary>HTML.</summary>
    Html = 2,

    /// <summary>Textile.</summary>
    Textile = 3,

    /// <summary>The wiki markup of Atlassian, as its Data Center products read it.</summary>
    AtlassianWiki = 4,

    /// <summary>The Atlassian document format, JSON.</summary>
    Adf = 5,
}
