using System.Globalization;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>One read of a product: its requests, its count, and what is heard of it.</summary>
internal sealed class LiveReading
{
    /// <summary>How often a page is fetched whose body broke off.</summary>
    private const int Fetches = 3;

    private readonly ReadLimits _limits;
    private readonly TextPool _pool = new();
    private readonly GarbageWatch _garbage = new();
    private long _received;
    private long _skipped;

    /// <summary>Begins one.</summary>
    public LiveReading(LiveConnection connection, ReadLimits limits, TimeProvider time, IReadObserver observer)
    {
        (Connection, _limits, Time) = (connection, limits, time);
        Observer = new CallerObserver(connection.Name, observer);
    }

    /// <summary>The connection.</summary>
    public LiveConnection Connection { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The caller's observer.</summary>
    public CallerObserver Observer { get; }

    /// <summary>How much memory content may take.</summary>
    public ReadLimits Limits => _limits;

    /// <summary>How many records were received.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>How many of them could not be used.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>How many the product announced; null where it said nothing.</summary>
    public long? Expected { get; private set; }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="FailureException">It is not complete.</exception>
    public async Task ReadAsync(StreamManifest stream, TemplateValues values, IRecordTarget target, CancellationToken cancellationToken)
    {
        if (stream.Live!.Export is { } export)
            await new ExportReading(this, stream, export, target).ReadAsync(values, cancellationToken).ConfigureAwait(false);
        else
            await new PageReading(this, stream, values, target, isAnnounced: true).ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads several batches side by side; their requests travel together where the product takes them so.</summary>
    /// <exception cref="FailureException">One of them is not complete.</exception>
    public Task ReadSideBySideAsync(IReadOnlyList<BatchRead> reads, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Connection.ThrottleLimit, CancellationToken = cancellationToken };
        return Connection.Bundle is { } bundle && reads.Count > 1
            ? Parallel.ForEachAsync(reads.Chunk(bundle.Requests), parallel, async (group, token) => await ReadTogetherAsync(bundle, group, token).ConfigureAwait(false))
            : Parallel.ForEachAsync(reads, parallel, async (read, token) => await read(null, token).ConfigureAwait(false));
    }

    private async Task ReadTogetherAsync(BundleManifest bundle, BatchRead[] reads, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var together = new RequestBundle(this, bundle, reads.Length);
        FailureException? first = null;
        await Task.WhenAll(reads.Select(ReadOneAsync)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (first is not null)
            throw first;

        async Task ReadOneAsync(BatchRead read)
        {
            try
            {
                await read(together, end.Token).ConfigureAwait(false);
            }
            catch (FailureException failure)
            {
                Interlocked.CompareExchange(ref first, failure, null);
                await end.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // Another one failed, or the caller wants none of them.
            }
            finally
            {
                together.Leave();
            }
        }
    }

    /// <summary>Announces records.</summary>
    public void Expect(long? records)
    {
        lock (_pool)
            Expected = records is null ? Expected : (Expected ?? 0) + records;
    }

    /// <summary>Counts no longer what came of a read that is not gone on with.</summary>
    public void Forget(PageReading pages)
    {
        Interlocked.Add(ref _received, -pages.Received);
        Interlocked.Add(ref _skipped, -pages.Skipped);
    }

    /// <summary>Says in one sentence what was read.</summary>
    public void Close()
    {
        _garbage.Look();
        Observer.Told(string.Create(
            CultureInfo.InvariantCulture, $"{Connection.Name}: {Received} records received{(Expected is { } expected ? $" of {expected}" : "")}, {Skipped} skipped."));
    }

    /// <summary>Sends a request and reads its records, again where the body breaks off.</summary>
    /// <param name="call">The request.</param>
    /// <param name="stream">What its answer holds.</param>
    /// <param name="target">Where the records go.</param>
    /// <param name="order">Where the page stands among the others.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="together">The reads whose requests travel with it; null: it travels by itself.</param>
    /// <param name="isMarked">Whether the page tells its records apart.</param>
    /// <returns>What the page said; null where the status is one that the call expects.</returns>
    public async Task<ReadPage?> FetchAsync(
        HttpCall call, StreamManifest stream, IRecordTarget target, string order, CancellationToken cancellationToken, RequestBundle? together = null, bool isMarked = false)
    {
        for (int fetch = 1; ; fetch++)
        {
            using HttpAnswer answer = await (together?.SendAsync(call, cancellationToken) ?? Connection.SendAsync(call, Observer, cancellationToken)).ConfigureAwait(false);
            if (call.ExpectedStatus.Contains(answer.Status))
                return null;
            try
            {
                return Read(answer, call.Source, stream, target, order, isMarked, cancellationToken);
            }
            catch (FailureException failure) when (fetch < Fetches && (failure.Id == FailureId.ReadIncomplete || (failure.Id == FailureId.TimedOut && !call.IsDivisible)))
            {
                Observer.Told($"{failure.Message} It is fetched again.");
            }

            if (fetch > 1)
                await Task.Delay(Connection.Manifest.Retry.FirstDelay, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the records of an answer.</summary>
    internal ReadPage Read(HttpAnswer answer, string source, StreamManifest stream, IRecordTarget target, string order, bool isMarked, CancellationToken cancellationToken)
    {
        var heard = new PageObserver(Observer.Advanced);
        using OpenedContent content = answer.Open(_limits, cancellationToken);
        using RecordReader reader = RecordReader.Open(Connection.MapOf(stream), content, _limits);
        var reading = new StreamReading(source, stream, heard, Time, isPage: true);
        IRecordPart part = target.Begin(new FieldReader(reader, reading.Tally, pool: _pool, escaping: stream.Escaping), stream, order);
        HashSet<ulong>? marks = isMarked ? [] : null;
        reading.Run(reader, content, marks is null ? part.Use : UseMarked, cancellationToken);
        reading.End();
        if (reading.Failure is { } failure)
            throw failure;
        if (!reader.ReachedRecords && reading.Received == 0 && reading.Expected is not 0)
        {
            throw new FailureException(
                FailureId.AnswerNotUnderstood,
                $"{source}: the answer {answer.Status} holds no records at {(stream.Definition.Records.Length > 0 ? stream.Definition.Records : "its root")}.",
                "Check the connection's address and the product's version.",
                source);
        }

        part.Keep();
        _garbage.Look();
        heard.PassOn(Observer);
        Interlocked.Add(ref _received, reading.Received);
        Interlocked.Add(ref _skipped, reading.Skipped);
        return new ReadPage(FactsOf(answer, reading, stream, part, marks), part.Wanted, reading.Skipped);

        bool UseMarked()
        {
            marks.Add(RecordMark.Of(reader));
            return part.Use();
        }
    }

    private static PageFacts FactsOf(HttpAnswer answer, StreamReading reading, StreamManifest stream, IRecordPart part, IReadOnlySet<ulong>? marks) => new()
    {
        Records = reading.Received,
        Total = reading.Expected ?? TotalOf(answer, stream),
        TotalPages = long.TryParse(reading.DocumentText(PageTerms.Pages), NumberStyles.None, CultureInfo.InvariantCulture, out long pages) ? pages : null,
        PageSize = int.TryParse(reading.DocumentText(PageTerms.Size), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0 ? size : null,
        Cursor = reading.DocumentText(PageTerms.Cursor) is { Length: > 0 } cursor && !NoneWord.IsUnknown(cursor) ? cursor : null,
        HasMore = HasMore(reading, stream),
        Url = answer.Url,
        NextLink = stream.Map.TryGetDocumentSlot(PageTerms.Link, out _)
            ? reading.DocumentText(PageTerms.Link)
            : answer.Header.TryGetValue("Link", out string? link) ? LinkHeader.Next(link) : null,
        FirstKey = part.FirstKey,
        Mark = marks,
    };

    private static long? TotalOf(HttpAnswer answer, StreamManifest stream) =>
        stream.Live?.TotalHeader is { } name && answer.Header.TryGetValue(name, out string? said)
        && long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;

    private static bool? HasMore(StreamReading reading, StreamManifest stream)
    {
        if (!stream.Map.TryGetDocumentSlot(PageTerms.HasMore, out _))
            return null;
        string? text = reading.DocumentText(PageTerms.HasMore);
        return !string.IsNullOrWhiteSpace(text) && !NoneWord.IsUnknown(text) && text is not ("false" or "False" or "0");
    }
}
