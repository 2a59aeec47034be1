using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Reading;
using SecAutomation.Engine.Streams.Cves;

namespace SecAutomation.Commands.Intelligence;

/// <summary>Reads feeds from their servers: only what changed, and what an interrupted run has already is not asked for again.</summary>
/// <param name="store">The file of the intelligence; pages are kept in a folder beside it.</param>
/// <param name="known">The feeds that it holds.</param>
/// <param name="cves">The CVEs whose records are asked for.</param>
/// <param name="time">The clock.</param>
internal sealed class FeedFetching(string store, IReadOnlyList<IntelligenceFeed> known, IReadOnlyList<string> cves, TimeProvider time)
{
    // NVD takes spans of 120 days at most; where more than this many would be needed, the whole is not more.
    private const int LongestSpan = 120;
    private const int MostSpans = 4;

    // What was changed while the last pages were fetched is asked for again.
    private static readonly TimeSpan s_overlap = TimeSpan.FromHours(1);

    private readonly List<FeedKind> _whole = [];

    /// <summary>The feeds of which their server said that nothing changed.</summary>
    public List<FeedKind> Unchanged { get; } = [];

    /// <summary>Reads one feed.</summary>
    /// <param name="source">The feed.</param>
    /// <param name="reading">Where what it says goes.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Ends it.</param>
    public async Task ReadAsync(FeedSource source, FeedReading reading, IPipelineWriter writer, CancellationToken token)
    {
        var feeds = new LiveFeeds(source.Connection, source.Stream, ConnectorSource.Files, Folder(source.Kind), source.Address, time);
        var observer = new ReadObserver(writer, $"Reading {source.Kind}", 1, time);
        try
        {
            FeedQuery[] queries = [.. Queries(source.Kind)];
            if (queries.Length == 0)
                throw new FailureException(FailureId.ValueInvalid, "CVE records are read one by one, and no CVE was named.", "Name them with -CveId, or pipe hosts, findings or CVEs.");

            List<CveRead> pages = [];
            foreach (FeedQuery query in queries)
            {
                try
                {
                    FeedRead read = await feeds.ReadAsync(query, FeedReading.Rate, observer, new HttpObserver(writer), token).ConfigureAwait(false);
                    pages.AddRange(read.Page);
                    if (read.IsUnchanged)
                        Unchanged.Add(source.Kind);
                }
                catch (FailureException failure) when (query.CveId is not null && failure.Id == FailureId.RequestRefused)
                {
                    // One CVE of many has no record: the others go on.
                    writer.Error(Failures.ToErrorRecord(failure, query.CveId));
                }
            }

            reading.Add(pages);
            _whole.Add(source.Kind);
        }
        catch (FailureException failure)
        {
            writer.Error(Failures.ToErrorRecord(failure, source.Kind));
            if (failure.Id is FailureId.AnswerNotUnderstood or FailureId.FormatNotRecognised)
                Forget(source.Kind);
        }
        finally
        {
            observer.End();
        }
    }

    /// <summary>Takes the kept pages of feeds away that were read to their end. Those of the others wait for the next run.</summary>
    public void Forget()
    {
        foreach (FeedKind kind in _whole)
            Forget(kind);
    }

    private void Forget(FeedKind kind) => LiveFeeds.Forget(Folder(kind));

    private string Folder(FeedKind kind) => $"{store}.{kind}".ToLowerInvariant();

    private IEnumerable<FeedQuery> Queries(FeedKind kind)
    {
        IntelligenceFeed? before = known.FirstOrDefault(feed => feed.Kind == kind);
        return kind switch
        {
            FeedKind.CveRecord => cves.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).Select(cve => new FeedQuery { CveId = cve }),
            FeedKind.Nvd => Spans(before),
            _ => [new FeedQuery { Known = before }],
        };
    }

    // Only where a server gave the whole once, what has changed since is enough: files may have been a part.
    private IEnumerable<FeedQuery> Spans(IntelligenceFeed? before)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (before is not { AsOf: { } asOf } || !before.Source.Contains("://", StringComparison.Ordinal) || now - asOf > TimeSpan.FromDays(LongestSpan * MostSpans))
        {
            yield return new FeedQuery();
            yield break;
        }

        for (DateTimeOffset since = asOf - s_overlap; since < now; since += TimeSpan.FromDays(LongestSpan))
        {
            DateTimeOffset until = since + TimeSpan.FromDays(LongestSpan);
            yield return new FeedQuery { Since = since, Until = until < now ? until : now };
        }
    }
}
