namespace SecAutomation.Engine.Streams.Cves;

/// <summary>One answer of a feed, kept in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Source">The address that it came from, for messages.</param>
internal sealed record FeedPage(string File, string Source)
{
    /// <summary>The entity tag; null where the server gave none, or the page was there already.</summary>
    public string? EntityTag { get; init; }

    /// <summary>When it changed last, in the server's words.</summary>
    public string? LastModified { get; init; }
}
