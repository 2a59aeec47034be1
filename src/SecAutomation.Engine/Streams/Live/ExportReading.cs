using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Reads a stream by an export job: makes it or takes a running one over, fetches its chunks as they come, several at once.</summary>
internal sealed class ExportReading(LiveReading reading, StreamManifest stream, ExportManifest export, IRecordTarget target)
{
    private const int MostBytesOfRefusal = 64 * 1024;

    private static readonly TimeSpan s_cancelLimit = TimeSpan.FromSeconds(10);
    private static readonly int[] s_gone = [(int)HttpStatusCode.NotFound, (int)HttpStatusCode.Gone];

    // Addresses of prepared files hold the right to read them: chunks are called by numbers.
    private readonly ConcurrentDictionary<string, (string Number, string Address)> _files = new(StringComparer.Ordinal);
    private readonly string _source = $"{reading.Connection.Name}, {stream.Title}";
    private bool _isResubmitted;
    private ExportJob _job = Begin(reading, stream, export);

    /// <summary>Reads to the end.</summary>
    /// <exception cref="FailureException">It is not complete.</exception>
    public async Task ReadAsync(TemplateValues values, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        HashSet<Task<Action>> underWay = [];
        try
        {
            while (Next() is { Kind: not ExportStepKind.Done } step)
            {
                if (step.Kind != ExportStepKind.Await)
                {
                    underWay.Add(Task.Run(() => TakeAsync(step, values, stop.Token), stop.Token));
                    continue;
                }

                Task<Action> done = await Task.WhenAny(underWay).ConfigureAwait(false);
                underWay.Remove(done);
                (await done.ConfigureAwait(false))();
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await AbandonAsync(underWay).ConfigureAwait(false);
            throw;
        }

        reading.Expect(_job.Expected);
    }

    private static ExportJob Begin(LiveReading reading, StreamManifest stream, ExportManifest export) =>
        new(export.Job with { Parallelism = reading.Connection.ThrottleLimit }, $"{reading.Connection.Name}, {stream.Title}");

    /// <summary>The next step; of a job that is stuck and is made once again, that of the new one.</summary>
    private ExportStep Next()
    {
        try
        {
            return _job.Next();
        }
        catch (FailureException stuck) when (_job.IsStuck && export.IsResubmitted && !_isResubmitted)
        {
            reading.Observer.Warned($"{stuck.Message} It is made once again.");
            _isResubmitted = true;
            _job = Begin(reading, stream, export);
            return _job.Next();
        }
    }

    /// <summary>Takes one step, on any thread.</summary>
    /// <returns>What the job is told of it, on the thread that leads it.</returns>
    private Task<Action> TakeAsync(ExportStep step, TemplateValues values, CancellationToken cancellationToken) => step.Kind switch
    {
        ExportStepKind.Create => CreateAsync(values, cancellationToken),
        ExportStepKind.Poll => LookAsync(step, cancellationToken),
        _ => FetchAsync(step, cancellationToken),
    };

    private async Task<Action> CreateAsync(TemplateValues values, CancellationToken cancellationToken)
    {
        HttpCall call = reading.Connection.Fill(stream.Live!.Request, _source, values) with { FinalStatus = export.TwinStatus };
        RetryDefinition retry = reading.Connection.Manifest.Retry;
        for (int attempt = 1; ; attempt++)
        {
            using HttpAnswer answer = await reading.Connection.SendAsync(call, reading.Observer, cancellationToken).ConfigureAwait(false);
            if (!export.TwinStatus.Contains(answer.Status))
            {
                string id = export.Created.Read(answer, reading.Limits, cancellationToken).Text(ExportManifest.Id)
                    ?? throw new FailureException(FailureId.AnswerNotUnderstood, $"{_source}: the answer {answer.Status} names no export.", "Check the product's version.", _source);
                return () => _job.Created(id);
            }

            string? twin = await TwinAsync(answer, cancellationToken).ConfigureAwait(false);
            if (twin is not null)
            {
                reading.Observer.Told($"{_source}: the same export is running already, as {twin}; it is taken over.");
                return () => _job.Conflicted(twin);
            }

            // The same status may mean that there are too many requests, and then another try is worth its wait.
            if (answer.Status != (int)HttpStatusCode.TooManyRequests)
                return () => _job.Conflicted(null);
            if (attempt >= retry.Attempts)
                throw new FailureException(FailureId.RateLimited, $"{_source}: the server takes no further export for now.", "Run it again later.", _source);
            if (ServerWait.Read(answer.Header, retry.WaitHeader, reading.Time.GetUtcNow()) is null)
                await Task.Delay(retry.FirstDelay * Math.Pow(2, attempt - 1), reading.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> TwinAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        string text = await answer.ReadTextAsync(MostBytesOfRefusal, cancellationToken).ConfigureAwait(false);
        try
        {
            if (text.Length > 0 && export.Created.Read(text, _source, reading.Limits, cancellationToken).Text(ExportManifest.TwinId) is { } id)
                return id;
        }
        catch (FailureException)
        {
            // A refusal may be a sentence.
        }

        return export.TwinText?.Match(text) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private async Task<Action> LookAsync(ExportStep step, CancellationToken cancellationToken)
    {
        await Task.Delay(step.Delay, reading.Time, cancellationToken).ConfigureAwait(false);
        HttpCall call = reading.Connection.Fill(export.Look, $"{_source}, the state of export {step.Job}", Values(step)) with { ExpectedStatus = s_gone };
        using HttpAnswer answer = await reading.Connection.SendAsync(call, reading.Observer, cancellationToken).ConfigureAwait(false);
        if (s_gone.Contains(answer.Status))
            return () => _job.Polled(new ExportFacts { State = ExportState.Expired });
        AnswerValues said = export.Looked.Read(answer, reading.Limits, cancellationToken);
        string word = said.Text(ExportManifest.State) ?? "";
        if (!export.StateWord.TryGetValue(word, out ExportState state))
        {
            throw new FailureException(
                FailureId.AnswerNotUnderstood, $"{call.Source}: the server calls it '{FieldReader.Quote(word)}', which the connector does not know.", "Check the product's version.", _source);
        }

        var facts = new ExportFacts
        {
            State = state,
            Available = export.Chunk.IsElsewhere ? [.. said.Texts(ExportManifest.Available).Select(Number)] : said.Texts(ExportManifest.Available),
            Failed = said.Texts(ExportManifest.Failed),
            TotalChunks = int.TryParse(said.Text(ExportManifest.TotalChunks), NumberStyles.None, CultureInfo.InvariantCulture, out int chunks) ? chunks : null,
            EmptyChunks = int.TryParse(said.Text(ExportManifest.EmptyChunks), NumberStyles.None, CultureInfo.InvariantCulture, out int empty) ? empty : 0,
            TotalRecords = long.TryParse(said.Text(ExportManifest.TotalRecords), NumberStyles.None, CultureInfo.InvariantCulture, out long records) ? records : null,
            Message = said.Text(ExportManifest.Message) is { } message ? FieldReader.Quote(message) : null,
        };
        return () =>
        {
            _job.Polled(facts);
            Show(word);
        };
    }

    private void Show(string? state)
    {
        string place = _job.TotalChunks is { } all
            ? string.Create(CultureInfo.CurrentCulture, $"{_job.Chunks:N0} of {all:N0} chunks")
            : string.Create(CultureInfo.CurrentCulture, $"{_job.Chunks:N0} chunks");
        if (state is not null && _job.Chunks == 0)
            place = $"the server prepares the export ({state.ToLowerInvariant()})";
        reading.Observer.Reached(place, _job.TotalChunks is > 0 and var total ? (double)_job.Chunks / total : null, isWaiting: state is not null);
    }

    private async Task<Action> FetchAsync(ExportStep step, CancellationToken cancellationToken)
    {
        string chunk = step.Chunk!;
        HttpCall call = reading.Connection.Fill(export.Chunk, $"{_source}, chunk {chunk}", Values(step)) with { ExpectedStatus = s_gone };
        try
        {
            ReadPage? page = await reading.FetchAsync(call, stream, target, chunk, cancellationToken).ConfigureAwait(false);
            if (page is not null)
            {
                return () =>
                {
                    _job.Fetched(chunk, page.Facts.Records);
                    Show(null);
                };
            }

            reading.Observer.Warned($"{call.Source}: the server does not have it any more.");
        }
        catch (FailureException failure) when (failure.Id is FailureId.ReadIncomplete or FailureId.TimedOut or FailureId.ServerFailed or FailureId.ConnectionFailed)
        {
            // The other chunks are read on, so that -AllowPartial has what there is; the end is an error in any case.
            reading.Observer.Warned(failure.Message);
        }

        return () => _job.Lost(chunk);
    }

    private TemplateValues Values(ExportStep step) => TemplateValues.Empty.With("export.id", step.Job)
        .With("export.chunk", export.Chunk.IsElsewhere ? _files.Values.Where(file => file.Number == step.Chunk).Select(file => file.Address).FirstOrDefault() : step.Chunk);

    // The same file may be named again by an address with a newer signature.
    private string Number(string address) => _files.AddOrUpdate(
        address.Split('?')[0],
        (_, all) => ((all.Count + 1).ToString(CultureInfo.InvariantCulture), address),
        (_, known, _) => (known.Number, address),
        _files).Number;

    /// <summary>Waits for what is under way, which was told to stop, and ends the job on the server where it is ours.</summary>
    private async Task AbandonAsync(IEnumerable<Task<Action>> underWay)
    {
        foreach (Task<Action> task in underWay)
        {
            try
            {
                Action tell = await task.ConfigureAwait(false);
                if (_job.Id is null)
                    tell();
            }
            catch (Exception e) when (e is FailureException or OperationCanceledException)
            {
                // The first one is the one that counts.
            }
        }

        ExportStep last = _job.Cancel();
        if (last.Kind != ExportStepKind.Cancel || export.Cancel is null)
            return;
        using var limit = new CancellationTokenSource(s_cancelLimit, reading.Time);
        try
        {
            HttpCall call = reading.Connection.Fill(export.Cancel, $"{_source}, the end of export {last.Job}", Values(last));

            // Whoever stopped the run hears nothing any more, and what is told to them would end this too.
            (await reading.Connection.SendAsync(call, SilentHttpObserver.Instance, limit.Token).ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is FailureException or OperationCanceledException)
        {
            // It ends by itself, some time later.
        }
    }
}
