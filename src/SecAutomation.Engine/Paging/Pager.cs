using System.Globalization;

namespace SecAutomation.Engine.Paging;

/// <summary>
/// Leads one read through its pages without any I/O: what a page said goes in, the next request comes out. It ends with what was announced or with
/// an error, never with a shorter list. A closed family, for one thread.
/// </summary>
public abstract class Pager
{
    private const string CheckAccount = "Check what the account may see, then run it again.";

    private readonly PagingDefinition _definition;
    private readonly HashSet<string> _firstKeys = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _marks = [];
    private bool _isBegun;

    // How many records the server gives at once, where its first page showed that this is less than was asked for.
    private long? _servedSize;

    private protected Pager(PagingDefinition definition, string source)
    {
        _definition = definition;
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

        return Pages < _definition.MaximumPages
            ? next
            : throw new FailureException(
                FailureId.LimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"{Source} does not end: {Pages} pages with {Received} records were read, and the server names another."),
                "Narrow the query, or raise the stream's limit of pages.",
                Source);
    }

    /// <summary>Whether the place of a page depends on the records before it, so that a removed one moves the others.</summary>
    private protected virtual bool MovesWithTheList => false;

    /// <summary>Whether the next page has to tell its records apart.</summary>
    public bool ComparesRecords => TakesSmallerPages && (Pages == 0 || _servedSize is not null);

    /// <summary>How many records the whole read has, by what a page said; null where it said nothing.</summary>
    private protected virtual long? Announced(PageFacts facts) => facts.Total;

    /// <summary>
    /// Whether a first page that is shorter than was asked for may be all that the server gives at once. Only where the next page is asked for by what
    /// came until then: nothing is passed over, and the total tells whether anything is missing in the end.
    /// </summary>
    private protected virtual bool TakesSmallerPages => false;

    private protected abstract PageRequest Begin();

    private protected abstract PageRequest? Decide(PageFacts facts);

    /// <summary>Whether a counted read goes on: by the total, by the server's word, or else until a page is empty.</summary>
    private protected bool GoesOn(PageFacts facts, int pageSize, bool endsOnShortPage)
    {
        bool isShort = facts.Records < (facts.PageSize ?? _servedSize ?? pageSize);
        if (Expected is { } expected)
        {
            if (Received < expected && isShort)
            {
                // Records that come twice would make up the total, so they have to be told apart.
                if (!TakesSmallerPages || Pages > 1 || facts is not { Records: > 0, PageSize: null, Mark: not null })
                    throw TooShort(facts.Records);
                _servedSize = facts.Records;
            }

            if (_servedSize is not null && facts.Mark is { } marks)
            {
                if (_marks.Overlaps(marks))
                    throw Incomplete("brings records again that came before: records may be hidden from the account, or were added meanwhile", CheckAccount);
                _marks.UnionWith(marks);
            }

            // Records that the account may not see make pages short too, and then each page has another length.
            if (facts.Records > _servedSize)
                throw Incomplete("is longer than the first one, which was shorter than was asked for: records may be hidden from the account", CheckAccount);

            return Received < expected;
        }

        return facts.HasMore ?? (endsOnShortPage ? !isShort : facts.Records > 0);
    }

    private FailureException TooShort(long records) => Incomplete(
        "is shorter than was asked for, and records are missing",
        _definition.SizeSetting is { } setting
            ? string.Create(CultureInfo.InvariantCulture, $"Where the server gives no more than {records} records at once, register the connection again with -Setting @{{ {setting} = '{records}' }}; otherwise run it again.")
            : "Run it again.");

    private protected FailureException Incomplete(string what, string nextStep = "Run it again.") => new(
        FailureId.ReadIncomplete,
        Expected is { } expected
            ? string.Create(CultureInfo.InvariantCulture, $"{Source}: page {Pages} {what}. {expected} records were announced and {Received} received.")
            : string.Create(CultureInfo.InvariantCulture, $"{Source}: page {Pages} {what}. {Received} records were received."),
        nextStep,
        Source);

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
