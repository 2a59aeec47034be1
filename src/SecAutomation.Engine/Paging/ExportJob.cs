using System.Globalization;

namespace SecAutomation.Engine.Paging;

/// <summary>
/// Leads one export through creating, polling and fetching its chunks, without any I/O: answers go in, steps come out. Chunks are fetched as they
/// become available, in any order and several at once. For one thread: whoever fetches in parallel asks and tells from one place.
/// </summary>
public sealed class ExportJob(ExportJobDefinition definition, string source)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _available = new();
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private int? _totalChunks;
    private int _emptyChunks;
    private ExportState _state = ExportState.Running;
    private string? _message;
    private bool _isCreating;
    private bool _isPolling;
    private bool _isCancelled;
    private TimeSpan _delay = definition.FirstPoll;
    private TimeSpan _idle;
    private TimeSpan _waited;

    /// <summary>The server's id of the job; null before it is known.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether the job was running already, for this or another caller.</summary>
    public bool IsAdopted { get; private set; }

    /// <summary>Whether it was given up because nothing changed any more, before anything of it could be fetched.</summary>
    public bool IsStuck => _state == ExportState.Running && _idle >= definition.Patience && _seen.Count == 0;

    /// <summary>How many chunks were read to their end.</summary>
    public int Chunks { get; private set; }

    /// <summary>How many chunks there are that hold anything; null where the server said nothing yet.</summary>
    public int? TotalChunks => _totalChunks - _emptyChunks;

    /// <summary>How many records were received.</summary>
    public long Received { get; private set; }

    /// <summary>How many records the server announced; null where it said nothing.</summary>
    public long? Expected { get; private set; }

    /// <summary>Tells what to do next.</summary>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ReadIncomplete"/>, once no further chunk can be fetched: the job failed, was cancelled, expired or is stuck, or chunks or
    /// records are missing.
    /// </exception>
    public ExportStep Next()
    {
        if (_isCancelled)
            return new ExportStep(ExportStepKind.Done, Id);

        if (Id is null)
            return _isCreating ? new ExportStep(ExportStepKind.Await) : Begin(new ExportStep(ExportStepKind.Create), ref _isCreating);

        if (_available.Count > 0 && _underWay.Count < definition.Parallelism)
        {
            string chunk = _available.Dequeue();
            _underWay.Add(chunk);
            return new ExportStep(ExportStepKind.Fetch, Id, chunk);
        }

        if (_state != ExportState.Running)
            return _underWay.Count > 0 ? new ExportStep(ExportStepKind.Await, Id) : End();

        // While chunks are being fetched the job need not be looked at; what is there is enough to do.
        if (_isPolling || _available.Count > 0)
            return new ExportStep(ExportStepKind.Await, Id);

        if (_idle >= definition.Patience)
        {
            throw Incomplete(
                string.Create(CultureInfo.InvariantCulture, $"has not changed for {_idle.TotalMinutes:0} minutes"), "Look at the server, then run it again.");
        }

        if (_waited >= definition.Limit)
        {
            throw Incomplete(
                string.Create(CultureInfo.InvariantCulture, $"goes on without an end: it was waited for {_waited.TotalHours:0.#} hours"), "Look at the server, ask for less, then run it again.");
        }

        var step = new ExportStep(ExportStepKind.Poll, Id, Delay: _delay);
        _idle += _delay;
        _waited += _delay;
        _delay = TimeSpan.FromTicks(Math.Min(_delay.Ticks * 3 / 2, definition.LongestPoll.Ticks));
        return Begin(step, ref _isPolling);
    }

    /// <summary>The server made the job.</summary>
    /// <param name="id">Its id.</param>
    public void Created(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _isCreating = false;
        Id = id;
    }

    /// <summary>The server refused a second job like one that runs, and named that one: it is taken over.</summary>
    /// <param name="id">The id of the running job; null or empty where the server did not say it.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ReadIncomplete"/>: the server did not name the job.</exception>
    public void Conflicted(string? id)
    {
        _isCreating = false;
        if (string.IsNullOrEmpty(id))
            throw Incomplete("cannot be made: the same export is running already, and the server does not say which", "Wait until it is done, then run it again.");

        Id = id;
        IsAdopted = true;
    }

    /// <summary>The server told how far the job is.</summary>
    public void Polled(ExportFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _isPolling = false;
        bool isChanged = facts.State != _state || facts.TotalChunks != _totalChunks;
        (_state, _totalChunks, _message) = (facts.State, facts.TotalChunks ?? _totalChunks, facts.Message ?? _message);
        Expected = facts.TotalRecords ?? Expected;
        _emptyChunks = facts.EmptyChunks;
        foreach (string chunk in facts.Available)
        {
            if (!_seen.Add(chunk))
                continue;

            isChanged = true;
            _available.Enqueue(chunk);
        }

        foreach (string chunk in facts.Failed)
            isChanged |= _lost.Add(chunk);

        if (isChanged)
            (_delay, _idle) = (definition.FirstPoll, TimeSpan.Zero);
    }

    /// <summary>A chunk was read to its end.</summary>
    /// <param name="chunk">Which one.</param>
    /// <param name="records">How many records it held; none is legal.</param>
    public void Fetched(string chunk, long records)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(records);
        if (!_underWay.Remove(chunk))
            throw new InvalidOperationException("This chunk is not under way.");

        Chunks++;
        Received += records;
    }

    /// <summary>A chunk cannot be had: it expired, or every try to read it failed. The other chunks go on, and the end is an error.</summary>
    public void Lost(string chunk)
    {
        if (!_underWay.Remove(chunk))
            throw new InvalidOperationException("This chunk is not under way.");

        _lost.Add(chunk);
    }

    /// <summary>Nobody wants the export any longer.</summary>
    /// <returns>The last step: a job that this run made is cancelled, one that it took over belongs to somebody else and runs on.</returns>
    public ExportStep Cancel()
    {
        bool isOurs = !_isCancelled && !IsAdopted && Id is not null && _state == ExportState.Running;
        _isCancelled = true;
        return new ExportStep(isOurs ? ExportStepKind.Cancel : ExportStepKind.Done, Id);
    }

    private static ExportStep Begin(ExportStep step, ref bool isUnderWay)
    {
        isUnderWay = true;
        return step;
    }

    private ExportStep End() => _state switch
    {
        ExportState.Failed => throw Incomplete(_message is null ? "failed on the server" : $"failed on the server: {_message}", "Run it again."),
        ExportState.Cancelled => throw Incomplete("was cancelled on the server", "Find out who cancelled it, then run it again."),
        ExportState.Expired => throw Incomplete("has expired on the server", "Run it again."),
        _ when _lost.Count > 0 => throw Incomplete($"lacks the chunks {string.Join(", ", _lost.Order(StringComparer.Ordinal).Take(10))}", "Run it again."),
        _ when Chunks + _emptyChunks < _totalChunks => throw Incomplete("lacks chunks that the server never offered", "Run it again."),
        _ when Expected is { } expected && Received != expected => throw Incomplete(
            string.Create(CultureInfo.InvariantCulture, $"announced {expected} records"), "Run it again."),
        _ => new ExportStep(ExportStepKind.Done, Id),
    };

    private FailureException Incomplete(string what, string nextStep) => new(
        FailureId.ReadIncomplete,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{source}: the export {Id ?? "that was asked for"} {what}. {Chunks} of {_totalChunks?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of"} chunks with {Received} records were received."),
        nextStep,
        source);
}
