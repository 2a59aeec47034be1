using System.Globalization;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Streams;
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

        int together = reading.Connection.Bundle?.Requests ?? 1;
        int requests = (batches.Count + together - 1) / together;
        string asked = string.Create(CultureInfo.InvariantCulture, $"{requests} requests{(requests < batches.Count ? $", which hold {batches.Count} searches" : "")}");
        if (requests > FewBatches && stream.Live.Export is null && stream.Live.Paging is not SinglePaging)
        {
            // Its first page tells how large the inventory is, and is not lost if the whole is read.
            var whole = new PageReading(reading, stream, TemplateValues.Empty, target, order: Whole);
            PageRequest? next = await whole.ReadFirstAsync(cancellationToken).ConfigureAwait(false);
            if (next is null || requests >= (whole.Pages ?? ManyBatches))
            {
                reading.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}: the whole inventory is read, in {whole.Pages} pages; {sought.Count} hosts would take {asked}."));
                reading.Observer.Announced(whole.Expected);
                await whole.ReadRestAsync(next, cancellationToken).ConfigureAwait(false);
                return;
            }

            target.Drop(Whole);
            reading.Forget(whole);
        }

        reading.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}: {sought.Count} hosts are looked up in {asked}."));
        var reads = new BatchReading(reading, stream, target, (one, pages) => CheckSearch(reading, stream, one, pages));
        await reading.ReadSideBySideAsync([.. reads.Of(batches)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the assets of given identifiers: by them where the product is asked so, else from the whole inventory.</summary>
    /// <exception cref="FailureException">It is not complete.</exception>
    public static Task ReadAsync(LiveReading reading, StreamManifest stream, IReadOnlyList<string> assets, AssetTarget target, CancellationToken cancellationToken) =>
        stream.Live!.Batch is { } batch && batch.Term.ContainsKey(BatchTerm.AssetId)
            ? reading.ReadSideBySideAsync([.. ByAsset(reading, stream, batch, assets, target)], cancellationToken)
            : reading.ReadAsync(stream, TemplateValues.Empty, target, cancellationToken);

    /// <summary>Looks up among the parts of assets which ones have an address of the hosts, where the product is searched so.</summary>
    /// <param name="reading">The read that it belongs to.</param>
    /// <param name="streams">The streams of the parts.</param>
    /// <param name="sought">The hosts.</param>
    /// <param name="target">Where the parts go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FailureException">It is not complete.</exception>
    public static Task FindByAddressAsync(
        LiveReading reading, IReadOnlyList<StreamManifest> streams, IReadOnlyList<HostIdentity> sought, IBatchTarget target, CancellationToken cancellationToken) =>
        reading.ReadSideBySideAsync(
            [
                .. streams.Where(stream => stream.Live!.Batch is not null).SelectMany(stream => new BatchReading(reading, stream, target)
                    .Of(BatchPlan.DivideByAddress(stream.Live!.Batch!, sought, reading.Connection.Values))),
            ],
            cancellationToken);

    /// <summary>Reads parts of assets: by the identifiers of the assets where the product is asked for hosts, else all that it has.</summary>
    /// <param name="reading">The read that it belongs to.</param>
    /// <param name="streams">The streams of the parts.</param>
    /// <param name="assets">The identifiers of the assets; null: all of them.</param>
    /// <param name="target">Where the parts go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FailureException">It is not complete.</exception>
    public static async Task ReadPartsAsync(
        LiveReading reading, IReadOnlyList<StreamManifest> streams, IReadOnlyList<string>? assets, IBatchTarget target, CancellationToken cancellationToken)
    {
        foreach (StreamManifest whole in streams.Where(stream => assets is null || stream.Live!.Batch is null))
            await reading.ReadAsync(whole, TemplateValues.Empty, target, cancellationToken).ConfigureAwait(false);
        if (assets is null)
            return;
        await reading.ReadSideBySideAsync(
            [.. streams.Where(stream => stream.Live!.Batch is not null).SelectMany((stream, index) => ByAsset(reading, stream, stream.Live!.Batch!, assets, target, Order(index)))], cancellationToken).ConfigureAwait(false);
    }

    // What comes of one stream stays together, whichever comes first.
    private static string Order(int stream) => string.Create(CultureInfo.InvariantCulture, $"{stream:D3}.");

    private static IReadOnlyList<BatchRead> ByAsset(
        LiveReading reading, StreamManifest stream, BatchManifest batch, IReadOnlyList<string> assets, IBatchTarget target, string order = "") =>
        new BatchReading(reading, stream, target).Of(BatchPlan.Divide(batch, assets, reading.Connection.Values), order);

    private static void CheckSearch(LiveReading reading, StreamManifest stream, Batch batch, PageReading pages)
    {
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
