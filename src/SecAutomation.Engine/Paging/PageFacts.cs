using System.Numerics;

namespace SecAutomation.Engine.Paging;

/// <summary>What one page was found to say once it was read to its end.</summary>
public sealed record PageFacts
{
    /// <summary>How many records it held, those that were left out included.</summary>
    public required long Records { get; init; }

    /// <summary>How many records the server says there are in all; null where it does not say.</summary>
    public long? Total { get; init; }

    /// <summary>How many pages the server says there are; null where it does not say.</summary>
    public long? TotalPages { get; init; }

    /// <summary>The page size that the server says it used; null where it does not say.</summary>
    public int? PageSize { get; init; }

    /// <summary>The cursor of the next page; null or empty where there is none.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the server says that more follows; null where it does not say.</summary>
    public bool? HasMore { get; init; }

    /// <summary>The address of the page, as it was asked for.</summary>
    public Uri? Url { get; init; }

    /// <summary>The address of the next page, from the <c>Link</c> header or the body, relative or whole; null where there is none.</summary>
    public string? NextLink { get; init; }

    /// <summary>What tells this page from any other: the key of its first record. Null where it has no record or no key.</summary>
    public string? FirstKey { get; init; }

    /// <summary>The numbers of its records, in the order in which they stand; of account where pages are asked for by them.</summary>
    public IReadOnlyList<BigInteger> Number { get; init; } = [];

    /// <summary>What people call its last record; of account where pages are asked for by the name before them.</summary>
    public string? LastName { get; init; }

    /// <summary>What tells its records from those of other pages; null where nobody looked.</summary>
    public IReadOnlySet<ulong>? Mark { get; init; }
}
