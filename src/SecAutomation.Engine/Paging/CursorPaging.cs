namespace SecAutomation.Engine.Paging;

/// <summary>Each page names a cursor for the next.</summary>
public sealed record CursorPaging : PagingDefinition
{
    /// <summary>The parameter with the cursor.</summary>
    public required string CursorParameter { get; init; }

    /// <summary>The parameter with the page size; null where the server alone decides.</summary>
    public string? SizeParameter { get; init; }

    /// <summary>How many records to ask for at once; of no account without <see cref="SizeParameter"/>.</summary>
    public int PageSize { get; init; }

    /// <summary>The cursor that the first request carries; null: none.</summary>
    public string? FirstCursor { get; init; }

    /// <summary>
    /// Whether an empty page is the last one, for servers that name a cursor on the last page too. False: empty pages in the middle are legal.
    /// </summary>
    public bool EndsOnEmptyPage { get; init; }

    /// <inheritdoc/>
    public override Pager Begin(string source) => new CursorPager(this, source);
}
