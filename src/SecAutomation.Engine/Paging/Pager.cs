using System.Globalization;

namespace SecAutomation.Engine.Paging;

/// <summary>
/// Leads one read through its pages without any I/O: what a page said goes in, the next request comes out. It ends with what was announced or with
/// an error, never with a shorter list. A closed family, for one thread.
/// </summary>
public abstract class Pager
{
    private readonly int _maximumPages;
    private readonly HashSet<string> _firstKeys = new(StringComparer.Ordinal);
    private bool _isBegun;

    private protected Pager(PagingDefinition definition, string source)
    {
        _maximumPages = definition.MaximumPages;
        Source = source;
    }

    /// <summary>What is read, for messages.</summary>
    public string Source { get; }

    /// <summary>How many pages were read.</summary>
    public int Pages { get; private set; }

    /// <summary>How many records were received.</summary>
    public long Received { get; private set; }

    /// <summary>How many records the server announced, by its newest word; null where it said nothing.</summary>
    public long? Expected { get; private set; }

    /// <summary>Whether the read came to its end, complete.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The first request.</summary>
    public PageRequest First()
    {
        if (_isBegun)
            throw new InvalidOperationException("A pager leads one read.");

        _isBegun = true;
        return Begin();
    }

    /// <summary>Takes what a page said and tells the next request.</summary>
    /// <returns>Null at the end, when everything that was announced has arrived.</returns>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ReadIncomplete"/>: records are missing, a page or a cursor came twice. <see cref="FailureId.LimitExceeded"/>: the pages
    /// do not end.
    /// </exception>
    public PageRequest? Next(PageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Records < 0)
            throw new ArgumentException("A page cannot hold less than nothing.", nameof(facts));

        if (!_isBegun || IsEnded)
            throw new InvalidOperationException("There is no page that this could be.");

        long? before = Expected;
        Pages++;
        Received += facts.Records;
        Expected = Announced(facts) ?? before;
        if (facts is { Records: > 0, FirstKey: { } key } && !_firstKeys.Add(key))
            throw Incomplete("begins with the record that an earlier page began with: the server sends the same page again");

        if (facts.Total < before && MovesWithTheList)
        {
            throw Incomplete(string.Create(
                CultureInfo.InvariantCulture, $"came with a total of {facts.Total} after {before}: records were removed meanwhile, and others moved past the place that was read"));
        }

        if (Received > Expected)
            throw Incomplete("brings more records than the server announced");

        PageRequest? next = Decide(facts);
        if (next is null)
        {
            if (Received < Expected)
                throw Incomplete("is the last one, and records are missing");

            IsEnded = true;
            return null;
        }

        return Pages < _maximumPages
            ? next
            : throw new FailureException(
                FailureId.LimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"{Source} does not end: {Pages} pages with {Received} records were read, and the server names another."),
                "Narrow the query, or raise the stream's limit of pages.",
                Source);
    }

    /// <summary>Whether the place of a page depends on the records before it, so that a removed one moves the others.</summary>
    private protected virtual bool MovesWithTheList => false;

    /// <summary>How many records the whole read has, by what a page said; null where it said nothing.</summary>
    private protected virtual long? Announced(PageFacts facts) => facts.Total;

    private protected abstract PageRequest Begin();

    private protected abstract PageRequest? Decide(PageFacts facts);

    /// <summary>Whether a counted read goes on: by the total, by the server's word, or else until a page is empty.</summary>
    private protected bool GoesOn(PageFacts facts, int pageSize, bool endsOnShortPage)
    {
        bool isShort = facts.Records < (facts.PageSize ?? pageSize);
        if (Expected is { } expected)
        {
            if (Received < expected && isShort)
                throw Incomplete("is shorter than was asked for, and records are missing");

            return Received < expected;
        }

        return facts.HasMore ?? (endsOnShortPage ? !isShort : facts.Records > 0);
    }

    private protected FailureException Incomplete(string what) => new(
        FailureId.ReadIncomplete,
        Expected is { } expected
            ? string.Create(CultureInfo.InvariantCulture, $"{Source}: page {Pages} {what}. {expected} records were announced and {Received} received.")
            : string.Create(CultureInfo.InvariantCulture, $"{Source}: page {Pages} {what}. {Received} records were received."),
        "Run it again.",
        Source);

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
