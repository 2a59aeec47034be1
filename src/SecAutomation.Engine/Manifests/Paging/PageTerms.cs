namespace SecAutomation.Engine.Manifests.Paging;

/// <summary>The names by which requests and documents tell of pages.</summary>
internal static class PageTerms
{
    /// <summary>How many records stand before the page, in a request.</summary>
    public const string Offset = "page.offset";

    /// <summary>The smallest number that a record of the page may have, in a request.</summary>
    public const string From = "page.from";

    /// <summary>What people call the last record before the page, in what follows the first page's request.</summary>
    public const string After = "page.after";

    /// <summary>What a request says of any page but the first, in a request.</summary>
    public const string Rest = "page.rest";

    /// <summary>The page's number, in a request.</summary>
    public const string Number = "page.number";

    /// <summary>How many records to ask for, in a request; the page size that the server used, in a document.</summary>
    public const string Size = "page.size";

    /// <summary>The cursor: of this page in a request, of the next in a document.</summary>
    public const string Cursor = "page.cursor";

    /// <summary>Whether more follows, in a document.</summary>
    public const string HasMore = "page.hasMore";

    /// <summary>The address of the next page, in a document.</summary>
    public const string Link = "page.link";

    /// <summary>How many pages there are, in a document.</summary>
    public const string Pages = "page.pages";
}
