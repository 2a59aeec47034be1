using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Actions;

/// <summary>Sends the requests of actions and reads their answers to the end.</summary>
internal sealed class ActionRequests(LiveConnection connection, TrackerManifest tracker, IHttpObserver observer)
{
    private const int MostAttempts = 3;
    private const int LongestReason = 300;

    private static readonly ReadLimits s_limits = ReadLimits.Default;

    private readonly ConcurrentDictionary<ActionManifest, FieldMap> _maps = new(ReferenceEqualityComparer.Instance);

    /// <summary>An action; null where the connector has none of this name.</summary>
    public ActionManifest? Find(ActionName name) => tracker.Action.GetValueOrDefault(name);

    /// <summary>How the teams of a kind are listed; null where they cannot be.</summary>
    public ActionManifest? FindTeams(string kind) => tracker.TeamAction.GetValueOrDefault(kind) ?? Find(ActionName.Teams);

    /// <summary>Reads every page of an answer.</summary>
    /// <param name="action">The action.</param>
    /// <param name="values">What its placeholders stand for.</param>
    /// <param name="use">Makes something of the current record.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(ActionManifest action, TemplateValues values, Func<RecordReader, T?> use, CancellationToken cancellationToken)
        where T : class
    {
        for (int attempt = 1; ; attempt++)
        {
            Pager pager = action.Paging.Begin($"{connection.Name}, {action.Title}");
            try
            {
                return await ReadPagesAsync(pager, action, values, use, cancellationToken).ConfigureAwait(false);
            }
            catch (FailureException failure) when (failure.Id == FailureId.ReadIncomplete && pager.Pages > 0 && attempt < MostAttempts)
            {
                // A list moves while people merge and delete what stands in it; it is read anew, from its beginning.
                observer.Told($"{failure.Message} The list is read again.");
            }
        }
    }

    /// <summary>What the placeholders of a page's request stand for.</summary>
    /// <param name="action">The action.</param>
    /// <param name="values">What its other placeholders stand for.</param>
    /// <param name="page">The page.</param>
    public TemplateValues Paged(ActionManifest action, TemplateValues values, PageRequest page)
    {
        TemplateValues paged = page.Parameter.Aggregate(values, (all, parameter) => all.With(parameter.Name, parameter.Value));
        return action.Rest is not { } rest ? paged
            : paged.With(PageTerms.Rest, paged.Find(PageTerms.After) is null ? "" : rest.Fill(connection.Values.With(paged)) ?? "");
    }

    /// <summary>Reads one answer.</summary>
    /// <returns>Its records, what it says of its pages, and its headers; no facts where the product says that there is nothing (404).</returns>
    public async Task<(IReadOnlyList<T> Records, PageFacts? Facts, IReadOnlyDictionary<string, string> Header)> ReadPageAsync<T>(
        ActionManifest action, TemplateValues values, Func<RecordReader, T?> use, CancellationToken cancellationToken)
        where T : class
    {
        using HttpAnswer answer = await SendAsync(action, values, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 404)
            return ([], null, answer.Header);
        return await Task.Run(() => Read(action, answer, use, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request of which only its success is looked at.</summary>
    public async Task DoAsync(ActionManifest action, TemplateValues values, CancellationToken cancellationToken)
    {
        using HttpAnswer answer = await SendAsync(action, values, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<T>> ReadPagesAsync<T>(
        Pager pager, ActionManifest action, TemplateValues values, Func<RecordReader, T?> use, CancellationToken cancellationToken)
        where T : class
    {
        List<T> found = [];
        for (PageRequest? page = pager.First(); page is not null;)
        {
            (IReadOnlyList<T> records, PageFacts? facts, _) = await ReadPageAsync(action, Paged(action, values, page), use, cancellationToken).ConfigureAwait(false);
            if (facts is null)
                break;
            found.AddRange(records);
            page = pager.Next(facts);
        }

        return found;
    }

    private Task<HttpAnswer> SendAsync(ActionManifest action, TemplateValues values, CancellationToken cancellationToken) =>
        connection.SendAsync(action.Request, values, observer, cancellationToken);

    private (IReadOnlyList<T> Records, PageFacts? Facts, IReadOnlyDictionary<string, string> Header) Read<T>(
        ActionManifest action, HttpAnswer answer, Func<RecordReader, T?> use, CancellationToken cancellationToken)
        where T : class
    {
        using OpenedContent content = answer.Open(s_limits, cancellationToken);
        using RecordReader reader = RecordReader.Open(_maps.GetOrAdd(action, one => one.Answer!.For(connection.Values)), content, s_limits);
        List<T> records = [];
        SeekKey? sought = action.Paging is SeekPaging paging && reader.Map.TryGetSlot(TicketTerms.Id, out _) ? paging.By : null;
        List<BigInteger> numbers = [];
        string? last = null;
        while (reader.Read(cancellationToken))
        {
            if (reader.Failure is { } failure)
                throw failure;
            if (sought is { } by)
            {
                last = reader.Text(reader.Map.Slot(by == SeekKey.Number ? TicketTerms.Number : TicketTerms.Id));
                numbers.Add(NumberOf(last, by, action));
            }

            if (use(reader) is { } record)
                records.Add(record);
        }

        if (reader.Map.TryGetDocumentSlot(ActionTerms.Failure, out int failed) && reader.DocumentText(failed)?.Trim() is { Length: > 0 } why)
        {
            throw new FailureException(
                FailureId.ReadIncomplete,
                $"{connection.Name}, {action.Title}: the answer has the status {answer.Status} and says that it failed: {(why.Length > LongestReason ? why[..LongestReason] : why)}.",
                "Run it again.",
                connection.Name);
        }

        long? Number(string name) => reader.Map.TryGetDocumentSlot(name, out int slot)
            && double.TryParse(reader.DocumentText(slot), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? (long)number : null;
        long? Header(string? name) =>
            name is not null && answer.Header.TryGetValue(name, out string? said) && long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;
        var facts = new PageFacts
        {
            Records = reader.RecordNumber,
            Total = Number(ActionTerms.Total) ?? Header(action.TotalHeader),
            TotalPages = Number(PageTerms.Pages),
            PageSize = (int?)Number(PageTerms.Size),
            HasMore = reader.Map.TryGetDocumentSlot(PageTerms.HasMore, out int more) && bool.TryParse(reader.DocumentText(more), out bool says) ? says : null,
            Cursor = reader.Map.TryGetDocumentSlot(PageTerms.Cursor, out int cursor) ? reader.DocumentText(cursor) : null,
            Url = answer.Url,
            Number = numbers,
            LastName = last,
        };
        return (records, facts, answer.Header);
    }

    private BigInteger NumberOf(string? text, SeekKey by, ActionManifest action)
    {
        // A leading zero keeps a number whose first bit is set from being a negative one.
        (string digits, NumberStyles style) = by switch
        {
            SeekKey.HexId => ("0" + text, NumberStyles.AllowHexSpecifier),
            SeekKey.Number => (text?[(text.LastIndexOf('-') + 1)..] ?? "", NumberStyles.None),
            _ => (text ?? "", NumberStyles.None),
        };
        return BigInteger.TryParse(digits, style, CultureInfo.InvariantCulture, out BigInteger number) ? number : throw new FailureException(
            FailureId.AnswerNotUnderstood,
            $"{connection.Name}, {action.Title}: '{text}' has no number, and the connector asks for pages by numbers.",
            "Correct the connector's paging.",
            connection.Name);
    }
}
