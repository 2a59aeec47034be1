namespace SecAutomation.Engine.Paging;

/// <summary>A page is asked for by its number.</summary>
public sealed record PageNumberPaging : PagingDefinition
{
    /// <summary>The parameter with the page's number.</summary>
    public required string PageParameter { get; init; }

    /// <summary>The parameter with the page size; null where the server alone decides.</summary>
    public string? SizeParameter { get; init; }

    /// <summary>How many records to ask for at once.</summary>
    public required int PageSize { get; init; }

    /// <summary>The number of the first page. 1.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>Whether a page with fewer records than were asked for is the last one. False: see <see cref="OffsetPaging.EndsOnShortPage"/>.</summary>
    public bool EndsOnShortPage { get; init; }

    /// <inheritdoc/>
    public override Pager Begin(string source) => new PageNumberPager(this, source);
}
