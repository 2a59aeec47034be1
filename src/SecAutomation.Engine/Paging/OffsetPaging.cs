namespace SecAutomation.Engine.Paging;

/// <summary>A page is asked for by how many records stand before it.</summary>
public sealed record OffsetPaging : PagingDefinition
{
    /// <summary>The parameter with the number of records to pass over.</summary>
    public required string OffsetParameter { get; init; }

    /// <summary>The parameter with the page size.</summary>
    public required string LimitParameter { get; init; }

    /// <summary>How many records to ask for at once.</summary>
    public required int PageSize { get; init; }

    /// <summary>The offset of the first record. 0.</summary>
    public long FirstOffset { get; init; }

    /// <summary>
    /// Whether a page with fewer records than were asked for is the last one. False: where the server announces no total, only an empty page is
    /// the end, because many servers cut the page size to a limit of their own and say nothing.
    /// </summary>
    public bool EndsOnShortPage { get; init; }

    /// <inheritdoc/>
    public override Pager Begin(string source) => new OffsetPager(this, source);
}
