using System.Globalization;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Reads a stream page by page.</summary>
/// <param name="reading">The read that it belongs to.</param>
/// <param name="stream">The stream.</param>
/// <param name="values">What its request is filled with, beside the page.</param>
/// <param name="target">Where the records go.</param>
/// <param name="label">What tells it from other reads of the same stream, for messages.</param>
/// <param name="order">Where it stands among them: what the order of its pages begins with.</param>
/// <param name="together">The reads whose requests travel with its own; null: they travel by themselves.</param>
/// <param name="isAnnounced">Whether how many records it has is how many the whole read has.</param>
internal sealed class PageReading(
    LiveReading reading, StreamManifest stream, TemplateValues values, IRecordTarget target, string label = "", string order = "", RequestBundle? together = null, bool isAnnounced = false)
{
    private readonly int _pageSize = SizeOf(reading, stream.Live!);
    private readonly Pager _pager = Sized(stream.Live!.Paging!, SizeOf(reading, stream.Live), stream.Live.PageSizeSetting).Begin($"{reading.Connection.Name}, {stream.Title}");

    /// <summary>How many pages the server seems to have, by its first one; null where it does not say.</summary>
    public long? Pages { get; private set; }

    /// <summary>How many records the server announced; null where it said nothing.</summary>
    public long? Expected => _pager.Expected;

    /// <summary>How many records are wanted.</summary>
    public long Wanted { get; private set; }

    /// <summary>Whether less is asked for where the answer does not come in time.</summary>
    public bool IsDivisible { get; init; }

    /// <summary>How many records could not be used.</summary>
    public long Skipped { get; private set; }

    /// <summary>How many records were received.</summary>
    public long Received => _pager.Received;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="FailureException">It is not complete.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        PageRequest? next = await ReadFirstAsync(cancellationToken).ConfigureAwait(false);
        await ReadRestAsync(next, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the first page.</summary>
    /// <returns>The request for the second; null where the first is all.</returns>
    public async Task<PageRequest?> ReadFirstAsync(CancellationToken cancellationToken)
    {
        (PageRequest? next, PageFacts facts) = await ReadAsync(_pager.First(), cancellationToken).ConfigureAwait(false);
        long size = facts.PageSize ?? (_pageSize > 0 ? Math.Min(_pageSize, Math.Max(1, facts.Records)) : facts.Records);
        Pages = facts.TotalPages ?? (facts.Total is { } total && size > 0 ? (total + size - 1) / size : null);
        return next;
    }

    /// <summary>Reads on.</summary>
    public async Task ReadRestAsync(PageRequest? next, CancellationToken cancellationToken)
    {
        while (next is { } request)
            (next, _) = await ReadAsync(request, cancellationToken).ConfigureAwait(false);

        reading.Expect(_pager.Expected);
    }

    private async Task<(PageRequest? Next, PageFacts Facts)> ReadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        int number = _pager.Pages + 1;
        HttpCall call = Call(request, string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}, {stream.Title}{label}, page {number}"));
        ReadPage page = await reading.FetchAsync(call, stream, target, string.Create(CultureInfo.InvariantCulture, $"{order}{number:D9}"), cancellationToken, together, _pager.ComparesRecords).ConfigureAwait(false)
            ?? throw new FailureException(FailureId.RequestRefused, $"{call.Source}: the server refused the request.", "Check the connection's address and the product's version.", call.Source);
        Wanted += page.Wanted;
        Skipped += page.Skipped;
        PageRequest? next = _pager.Next(page.Facts);
        if (isAnnounced)
            reading.Observer.Announced(_pager.Expected);
        return (next, page.Facts);
    }

    private static PagingDefinition Sized(PagingDefinition paging, int size, string? setting) => (paging with { SizeSetting = setting }) switch
    {
        OffsetPaging offset => offset with { PageSize = size },
        PageNumberPaging number => number with { PageSize = size },
        PagingDefinition other => other,
    };

    private static int SizeOf(LiveReading reading, LiveStreamManifest live)
    {
        if (live.PageSizeSetting is not { } name || reading.Connection.Values.Find(name) is not string text)
            return live.PageSize;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= 1_000_000
            ? size
            : throw new FailureException(
                FailureId.ConnectionInvalid, $"The connection {reading.Connection.Name} cannot be used: the setting '{name}' is a number from 1 to 1000000, not '{text}'.", "Register it again with another value.", reading.Connection.Name);
    }

    private HttpCall Call(PageRequest request, string source)
    {
        TemplateValues all = values;
        foreach (PageParameter parameter in request.Parameter)
        {
            // A cursor is text even if it looks like a number.
            bool isNumber = parameter.Name != PageTerms.Cursor && long.TryParse(parameter.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            all = all.With(parameter.Name, isNumber ? long.Parse(parameter.Value, CultureInfo.InvariantCulture) : parameter.Value);
        }

        HttpCall call = reading.Connection.Fill(stream.Live!.RequestAfter(_pager.Pages), source, all) with { IsDivisible = IsDivisible };
        return request.Url is { } url ? call with { Url = url } : call;
    }
}
