using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Tests.Paging;

/// <summary>A list on a server, answered page by page, and a reader that follows a pager through it.</summary>
internal sealed class PagedServer(int records)
{
    public bool SaysTotal { get; init; }

    public bool SaysHasMore { get; init; }

    public int MaximumPageSize { get; init; } = int.MaxValue;

    public bool EchoesPageSize { get; init; }

    /// <summary>Reads everything and returns the records in the order in which they came.</summary>
    public List<int> ReadAll(PagingDefinition paging)
    {
        Pager pager = paging.Begin("stub: list");
        var read = new List<int>();
        for (PageRequest? request = pager.First(); request is not null;)
        {
            (List<int> page, PageFacts facts) = Answer(request);
            read.AddRange(page);
            request = pager.Next(facts);
        }

        pager.IsEnded.ShouldBeTrue();
        pager.Received.ShouldBe(read.Count);
        return read;
    }

    private (List<int> Page, PageFacts Facts) Answer(PageRequest request)
    {
        int size = Math.Min(Number(request, "limit") ?? 7, MaximumPageSize);
        int from = request.Url is { } url ? int.Parse(url.Query[4..], System.Globalization.CultureInfo.InvariantCulture)
            : Number(request, "from") ?? Number(request, "offset") ?? Number(request, "cursor") ?? (Number(request, "page") is { } page ? (page - 1) * size : 0);
        List<int> found = [.. Enumerable.Range(0, records).Skip(from).Take(size)];
        bool isLast = from + found.Count >= records;
        return (found, new PageFacts
        {
            Records = found.Count,
            Total = SaysTotal ? records - (Number(request, "from") ?? 0) : null,
            HasMore = SaysHasMore ? !isLast : null,
            PageSize = EchoesPageSize ? size : null,
            Cursor = isLast ? "" : $"{from + found.Count}",
            Url = request.Url ?? new Uri("https://stub.example/list?at=0"),
            NextLink = isLast ? null : $"/list?at={from + found.Count}",
            Number = [.. found.Select(number => (System.Numerics.BigInteger)number)],
            Mark = found.Select(record => (ulong)record).ToHashSet(),
            FirstKey = found.Count > 0 ? $"{found[0]}" : null,
        });
    }

    private static int? Number(PageRequest request, string name) =>
        request.Parameter.FirstOrDefault(p => p.Name == name) is { } found ? int.Parse(found.Value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
