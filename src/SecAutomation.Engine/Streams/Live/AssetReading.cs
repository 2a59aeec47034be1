using System.Globalization;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Reads the assets of given hosts, in batches or by reading the whole inventory, whichever takes fewer requests.</summary>
internal static class AssetReading
{
    /// <summary>So few requests are sent without asking first how large the inventory is.</summary>
    private const int FewBatches = 2;

    /// <summary>Where the product does not say how large it is, so many batches are still better than everything.</summary>
    private const int ManyBatches = 100;

    private const string Whole = "whole.";

    /// <summary>Reads a stream.</summary>
    /// <exception cref="FailureException">It is not complete.</exception>
    public static async Task ReadAsync(
        LiveReading reading, StreamManifest stream, IReadOnlyList<HostIdentity> sought, AssetTarget target, CancellationToken cancellationToken)
    {
        IReadOnlyList<Batch> batches = stream.Live!.Batch is { } batch && sought.Count > 0 ? BatchPlan.Divide(batch, sought, reading.Connection.Values) : [];
        if (batches.Count == 0)
        {
            await reading.ReadAsync(stream, TemplateValues.Empty, target, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (batches.Count > FewBatches && stream.Live.Export is null && stream.Live.Paging is not SinglePaging)
        {
            // Its first page tells how large the inventory is, and is not lost if the whole is read.
            var whole = new PageReading(reading, stream, TemplateValues.Empty, target, order: Whole);
            PageRequest? next = await whole.ReadFirstAsync(cancellationToken).ConfigureAwait(false);
            if (next is null || batches.Count >= (whole.Pages ?? ManyBatches))
            {
                reading.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}: the whole inventory is read, in {whole.Pages} pages; {sought.Count} hosts would take {batches.Count} requests."));
                await whole.ReadRestAsync(next, cancellationToken).ConfigureAwait(false);
                return;
            }

            target.Drop(Whole);
        }

        reading.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}: {sought.Count} hosts are looked up in {batches.Count} requests."));
        await ReadBatchesAsync(reading, batches, (one, number, token) => ReadAsync(reading, stream, one, number, target, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads parts of assets: by the identifiers of the assets where the product is asked for hosts, else all that it has.</summary>
    /// <param name="reading">The read that it belongs to.</param>
    /// <param name="stream">The stream of the parts.</param>
    /// <param name="assets">The identifiers of the assets; null: all of them.</param>
    /// <param name="target">Where the parts go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FailureException">It is not complete.</exception>
    public static async Task ReadPartsAsync(
        LiveReading reading, StreamManifest stream, IReadOnlyList<string>? assets, IRecordTarget target, CancellationToken cancellationToken)
    {
        if (assets is null || stream.Live!.Batch is not { } batch)
            await reading.ReadAsync(stream, TemplateValues.Empty, target, cancellationToken).ConfigureAwait(false);
        else
            await ReadBatchesAsync(reading, BatchPlan.Divide(batch, assets, reading.Connection.Values), (one, number, token) => PagesOf(reading, stream, one, number, target).ReadAsync(token), cancellationToken).ConfigureAwait(false);
    }

    private static PageReading PagesOf(LiveReading reading, StreamManifest stream, Batch batch, int number, IRecordTarget target) => new(
        reading,
        stream,
        batch.Values,
        target,
        string.Create(CultureInfo.InvariantCulture, $", batch {number}"),
        string.Create(CultureInfo.InvariantCulture, $"{number:D9}."));

    private static Task ReadBatchesAsync(LiveReading reading, IReadOnlyList<Batch> batches, Func<Batch, int, CancellationToken, Task> read, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        batches.Select((one, index) => (Batch: one, Number: index + 1)),
        new ParallelOptions { MaxDegreeOfParallelism = reading.Connection.ThrottleLimit, CancellationToken = cancellationToken },
        async (one, token) => await read(one.Batch, one.Number, token).ConfigureAwait(false));

    private static async Task ReadAsync(LiveReading reading, StreamManifest stream, Batch batch, int number, AssetTarget target, CancellationToken cancellationToken)
    {
        PageReading pages = PagesOf(reading, stream, batch, number, target);
        await pages.ReadAsync(cancellationToken).ConfigureAwait(false);

        // More records than hosts, and none of them theirs: it was not searched at all, and what is missing would look as if it were not there.
        if (pages.Received > batch.Hosts && pages.Wanted == 0)
        {
            throw new FailureException(
                FailureId.ReadIncomplete,
                string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}, {stream.Title}: {batch.Hosts} hosts were asked for, and {pages.Received} records came, none of them theirs: the server does not search by what it was asked."),
                "Check the product's version, and whether the account may search.",
                reading.Connection.Name);
        }
    }
}
