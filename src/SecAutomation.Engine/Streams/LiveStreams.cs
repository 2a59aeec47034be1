using System.Globalization;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams.Live;

namespace SecAutomation.Engine.Streams;

/// <summary>Reads findings and assets from a product over its connection.</summary>
/// <remarks>
/// Nothing foreseen is thrown: what went wrong is in the result, and a read that is not complete says so. An observer that is also an
/// <see cref="Http.IHttpObserver"/> hears the trace of the requests. Any number of reads may share a connection.
/// </remarks>
/// <param name="connection">The connection.</param>
/// <param name="limits">How much memory content may take.</param>
/// <param name="time">The clock.</param>
public sealed class LiveStreams(LiveConnection connection, ReadLimits limits, TimeProvider time)
{
    /// <summary>Reads the scanner's findings.</summary>
    /// <param name="query">What the server may leave out.</param>
    /// <param name="filter">Which findings are wanted; the others are counted and never built.</param>
    /// <param name="observer">Hears of single records that could not be used, and of progress; never on two threads at once.</param>
    /// <param name="cancellationToken">Ends the reading, and an export on the server that it began.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ReportRead> ReadFindingsAsync(FindingQuery query, FindingFilter filter, IReadObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(observer);
        var reading = new LiveReading(connection, limits, time, observer);
        var findings = new FindingTarget(filter);
        FailureException? failure = null;
        try
        {
            foreach (StreamManifest stream in StreamsOf(StreamOutput.Findings))
                await reading.ReadAsync(stream, QueryValues.Of(stream.Live!, query), findings, cancellationToken).ConfigureAwait(false);
        }
        catch (FailureException incomplete)
        {
            failure = incomplete;
        }

        reading.Close();
        ScanRead read = new()
        {
            Source = connection.Name,
            Connector = connection.Connector.Name,
            Expected = reading.Expected,
            Received = reading.Received,
            Skipped = reading.Skipped,
            IsComplete = failure is null && reading.Skipped == 0,
        };
        return new ReportRead(read, [.. findings.Hosts().Select(host => host.Build(read))], failure);
    }

    /// <summary>Reads the inventory's assets.</summary>
    /// <param name="sought">
    /// The hosts whose assets are wanted; empty: the whole inventory. Of an inventory that is read whole for them, the assets that share no name, address or
    /// identifier with any of them are counted and not kept.
    /// </param>
    /// <param name="observer">Hears of single records that could not be used, and of progress; never on two threads at once.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<InventoryRead> ReadAssetsAsync(IReadOnlyList<HostIdentity> sought, IReadObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sought);
        ArgumentNullException.ThrowIfNull(observer);
        bool isWhole = sought.Count == 0;
        var reading = new InventoryReading(connection, limits, time, observer, StreamsOf(StreamOutput.Assets), PartStreams);
        await reading.ReadAsync(sought, cancellationToken).ConfigureAwait(false);
        return new InventoryRead(
            connection.Name,
            connection.Connector.Name,
            reading.Asset,
            reading.Expected,
            reading.Received,
            reading.Skipped,
            reading.Failure is null && reading.Skipped == 0,
            reading.Failure)
        {
            IsWhole = isWhole,
        };
    }

    private IReadOnlyList<StreamManifest> PartStreams => [.. connection.Connector.Stream.Where(stream => stream.Gives == StreamOutput.AssetParts && connection.Reads(stream))];

    private IReadOnlyList<StreamManifest> StreamsOf(StreamOutput output)
    {
        StreamManifest[] streams = [.. connection.Connector.Stream.Where(stream => stream.Gives == output && connection.Reads(stream))];
        return streams.Length > 0 ? streams : throw new FailureException(
            FailureId.ConnectionInvalid,
            string.Create(CultureInfo.InvariantCulture, $"{connection.Name} is a connection to {connection.Connector.Title}, which gives no {Words<StreamOutput>.Of(output)}."),
            "Name another connection.",
            connection.Name);
    }
}
