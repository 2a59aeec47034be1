namespace SecAutomation.Engine.Paging;

/// <summary>
/// A page is asked for by the smallest number that may stand on it. The records have numbers that never change, and come in their order: what is
/// made or taken away while the list is read moves nothing else, so that none of the others is passed over.
/// </summary>
public sealed record SeekPaging : PagingDefinition
{
    /// <summary>The parameter with the smallest number; of <see cref="SeekKey.Number"/> the one with the name before the page, which the first page has not.</summary>
    public required string FromParameter { get; init; }

    /// <summary>By what of the records pages are sought.</summary>
    public SeekKey By { get; init; }

    /// <summary>The parameter with the page size.</summary>
    public required string SizeParameter { get; init; }

    /// <summary>How many records to ask for at once.</summary>
    public required int PageSize { get; init; }

    /// <inheritdoc/>
    public override Pager Begin(string source) => new SeekPager(this, source);
}
