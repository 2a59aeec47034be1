using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Reading;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Intelligence;

/// <summary>One run of Update-CveIntelligence: read, ask, and replace the file whole.</summary>
/// <param name="path">The file.</param>
/// <param name="maximumAge">How old a feed may be; null where it does not matter.</param>
/// <param name="time">The clock.</param>
internal sealed class IntelligenceUpdating(string path, TimeSpan? maximumAge, TimeProvider time)
{
    /// <summary>Updates the store from files.</summary>
    /// <param name="files">The files of the feeds.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops before the file is written.</param>
    /// <returns>What was done; null where nothing was.</returns>
    /// <exception cref="FailureException">The store cannot be read or written; it is as it was.</exception>
    public async Task<CveIntelligenceUpdate?> UpdateAsync(IReadOnlyList<InputFile> files, IPipelineWriter writer, CancellationToken token)
    {
        IntelligenceStore? store = IntelligenceStore.OpenIfThere(path);
        var reading = new FeedReading(writer, time);
        foreach (InputFile file in files)
        {
            token.ThrowIfCancellationRequested();
            reading.Read(file, token);
        }

        return await TakeAsync(store, reading, writer, token).ConfigureAwait(false);
    }

    /// <summary>Updates the store from servers.</summary>
    /// <param name="sources">The feeds; connections that were made for this call are closed.</param>
    /// <param name="cves">The CVEs whose records are asked for.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops before the file is written.</param>
    /// <returns>What was done; null where nothing was, and nothing was said to be unchanged.</returns>
    /// <exception cref="FailureException">The store cannot be read or written; it is as it was.</exception>
    public async Task<CveIntelligenceUpdate?> UpdateAsync(IReadOnlyList<FeedSource> sources, IReadOnlyList<string> cves, IPipelineWriter writer, CancellationToken token)
    {
        IntelligenceStore? store = IntelligenceStore.OpenIfThere(path);
        var reading = new FeedReading(writer, time);
        var fetching = new FeedFetching(path, store?.Feeds ?? [], cves, time);
        try
        {
            foreach (FeedSource source in sources)
                await fetching.ReadAsync(source, reading, writer, token).ConfigureAwait(false);
        }
        finally
        {
            foreach (FeedSource source in sources.Where(source => source.IsOwn))
                await source.Connection.DisposeAsync().ConfigureAwait(false);
        }

        CveIntelligenceUpdate? update = await TakeAsync(store, reading, writer, token).ConfigureAwait(false);
        fetching.Forget();
        FeedKind[] unchanged = [.. fetching.Unchanged];
        return unchanged.Length == 0 || (update is null && store is null) ? update : (update ?? Summary(store!, [], reading)) with { Unchanged = unchanged };
    }

    private async Task<CveIntelligenceUpdate?> TakeAsync(IntelligenceStore? store, FeedReading reading, IPipelineWriter writer, CancellationToken token)
    {
        var intelligence = new IntelligenceWriter(store);
        var taken = new List<FeedKind>();
        foreach ((IntelligenceFeed feed, IEnumerable<CveFacts> cves) in reading.Feeds())
        {
            if (Refusal(feed, store) is { } refusal)
            {
                writer.Error(Failures.ToErrorRecord(refusal, feed.Source));
                continue;
            }

            intelligence.Take(feed, cves);
            taken.Add(feed.Kind);
        }

        if (taken.Count == 0
            || await writer.ShouldProcessAsync(path, $"Write CVE intelligence with {string.Join(", ", taken)}").ConfigureAwait(false) != ChangeAnswer.Yes)
        {
            return null;
        }

        token.ThrowIfCancellationRequested();
        intelligence.Write(path);
        return Summary(IntelligenceStore.Open(path), taken, reading);
    }

    private CveIntelligenceUpdate Summary(IntelligenceStore store, IReadOnlyList<FeedKind> taken, FeedReading reading) => new()
    {
        StorePath = path,
        UpdatedAt = time.GetUtcNow(),
        Taken = [.. taken],
        Feed = [.. store.Feeds],
        CveCount = store.Count,
        Received = reading.Received,
        Skipped = reading.Skipped,
        StoreSize = new FileInfo(path).Length,
    };

    private FailureException? Refusal(IntelligenceFeed feed, IntelligenceStore? store)
    {
        IntelligenceFeed? known = store?.Feeds.FirstOrDefault(other => other.Kind == feed.Kind);
        // An older complete list would take CVEs out of KEV again.
        return feed.Kind is FeedKind.Kev or FeedKind.Epss && feed.AsOf < known?.AsOf
            ? new FailureException(
                FailureId.IntelligenceStale,
                $"{feed.Source} is of {feed.AsOf:yyyy-MM-dd}, and the store has {feed.Kind} of {known.AsOf:yyyy-MM-dd} already. It was not taken.",
                "To look back in time, read old feeds into a file of their own with -StorePath.",
                feed.Source)
            : IntelligenceFile.Stale(feed, maximumAge, time.GetUtcNow());
    }
}
