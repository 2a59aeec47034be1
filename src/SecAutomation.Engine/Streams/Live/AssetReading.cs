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
        var options = new ParallelOptions { MaxDegreeOfParallelism = reading.Connection.ThrottleLimit, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            batches.Select((one, index) => (Batch: one, Number: index + 1)),
            options,
            async (one, token) => await ReadAsync(reading, stream, one.Batch, one.Number, target, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task ReadAsync(LiveReading reading, StreamManifest stream, Batch batch, int number, AssetTarget target, CancellationToken cancellationToken)
    {
        string label = string.Create(CultureInfo.InvariantCulture, $", batch {number}");
        string order = string.Create(CultureInfo.InvariantCulture, $"{number:D9}.");
        var pages = new PageReading(reading, stream, TemplateValues.Empty.With(BatchManifest.Clause, batch.Clause), target, label, order);
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
