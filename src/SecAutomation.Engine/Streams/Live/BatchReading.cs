using System.Globalization;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>
/// Reads batches, several at once. One that is longer than the server takes, or that it does not answer in time, is asked for in halves, and no later
/// one is larger than those.
/// </summary>
/// <param name="reading">The read that they belong to.</param>
/// <param name="stream">The stream.</param>
/// <param name="target">Where the records go.</param>
/// <param name="check">Judges what came for a batch; null: nothing more is to be judged.</param>
internal sealed class BatchReading(LiveReading reading, StreamManifest stream, IBatchTarget target, Action<Batch, PageReading>? check = null)
{
    /// <summary>How often a batch is halved for want of an answer. A server that answers to no eighth of it has another trouble.</summary>
    private const int MostTimeouts = 3;

    private readonly object _lock = new();
    private int _most = int.MaxValue;
    private int _requests;
    private int _read;

    /// <summary>What reads batches, one by one or side by side.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="order">Where they stand among others: what the order of their pages begins with.</param>
    public IReadOnlyList<BatchRead> Of(IReadOnlyList<Batch> batches, string order = "")
    {
        _requests += batches.Count;
        return
        [
            .. batches.Select((batch, index) => (BatchRead)((bundle, token) => ReadAsync(
                batch,
                string.Create(CultureInfo.InvariantCulture, $", batch {index + 1}"),
                string.Create(CultureInfo.InvariantCulture, $"{order}{index + 1:D9}."),
                timeouts: 0,
                bundle,
                token))),
        ];
    }

    private async Task ReadAsync(Batch batch, string label, string order, int timeouts, RequestBundle? together, CancellationToken cancellationToken)
    {
        if (batch.Hosts > Volatile.Read(ref _most))
        {
            await ReadHalvesAsync(batch, label, order, timeouts, together, cancellationToken).ConfigureAwait(false);
            return;
        }

        var pages = new PageReading(reading, stream, batch.Values, target, label, order, together) { IsDivisible = batch.Hosts > 1 && timeouts < MostTimeouts };
        try
        {
            await pages.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FailureException failure) when (batch.Hosts > 1 && (failure.Id == FailureId.RequestTooLarge || (failure.Id == FailureId.TimedOut && pages.IsDivisible)))
        {
            // What came of it until then comes again.
            target.Drop(order);
            reading.Forget(pages);
            lock (_lock)
                _most = Math.Min(_most, (batch.Hosts + 1) / 2);
            reading.Observer.Told(string.Create(
                CultureInfo.InvariantCulture, $"{failure.Message} The {batch.Hosts} hosts are asked for in halves, and from now on no more than {_most} at once."));
            await ReadHalvesAsync(batch, label, order, failure.Id == FailureId.TimedOut ? timeouts + 1 : timeouts, together, cancellationToken).ConfigureAwait(false);
            return;
        }

        check?.Invoke(batch, pages);
        lock (_lock)
            reading.Observer.Reached(string.Create(CultureInfo.CurrentCulture, $"{++_read:N0} of {_requests:N0} requests"), (double)_read / _requests);
    }

    private async Task ReadHalvesAsync(Batch batch, string label, string order, int timeouts, RequestBundle? together, CancellationToken cancellationToken)
    {
        IReadOnlyList<Batch> halves = BatchPlan.Halve(stream.Live!.Batch!, batch, reading.Connection.Values);
        lock (_lock)
            _requests += halves.Count - 1;
        for (int half = 0; half < halves.Count; half++)
        {
            await ReadAsync(
                halves[half],
                string.Create(CultureInfo.InvariantCulture, $"{label}.{half + 1}"),
                string.Create(CultureInfo.InvariantCulture, $"{order}{half}."),
                timeouts,
                together,
                cancellationToken).ConfigureAwait(false);
        }
    }
}
