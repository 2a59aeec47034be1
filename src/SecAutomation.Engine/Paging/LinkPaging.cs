namespace SecAutomation.Engine.Paging;

/// <summary>Each page names the address of the next, in its <c>Link</c> header (RFC 8288) or in its body.</summary>
public sealed record LinkPaging : PagingDefinition
{
    /// <inheritdoc/>
    public override Pager Begin(string source) => new LinkPager(this, source);
}
