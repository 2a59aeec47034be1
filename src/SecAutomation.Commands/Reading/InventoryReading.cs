using System.Globalization;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Reading;

/// <summary>Reads inventories and indexes them by name. Runs on a worker.</summary>
/// <param name="writer">The cmdlet's streams.</param>
/// <param name="time">The clock.</param>
internal sealed class InventoryReading(IPipelineWriter writer, TimeProvider time)
{
    private const string RowsName = "-Inventory";

    private readonly List<InventoryView> _view = [];
    private int _usable;

    /// <summary>Reads inventories, and indexes what they hold.</summary>
    /// <param name="files">Files.</param>
    /// <param name="rows">Objects; null where there are none.</param>
    /// <param name="products">Products, and what is sought in them.</param>
    /// <param name="matching">What may be concluded.</param>
    /// <param name="token">Ends the reading.</param>
    /// <returns>The index.</returns>
    /// <exception cref="FailureException">No inventory could be read.</exception>
    public async Task<AssetIndex> IndexAsync(
        IReadOnlyList<InputFile> files, InventoryRows? rows, InventoryProducts products, MatchRules matching, CancellationToken token)
    {
        InventoryRead[] read = [.. files.Select((file, i) => Observe(i + 1, observer => ConnectorSource.Files.ReadAssets(file.Path, observer, token)))];
        var listed = files.Where(file => file.IsFromFolder).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (InventoryRead inventory in InventoryPages.Join(read))
            Add(inventory, listed.Contains(inventory.Source));

        if (rows is { Asset.Count: > 0 })
            AddView(new InventoryView(RowsName, rows.Asset, IsComplete: true));

        if (rows is not null && (rows.Row.Count > 0 || rows.Asset.Count == 0))
            Add(Observe(files.Count + 1, observer => ConnectorSource.Files.ReadAssets(rows.Row, RowsName, observer, token)));

        int first = files.Count + 2;
        foreach (InventoryRead answered in await Task.WhenAll(products.Connection.Select((connection, place) => ReadAsync(connection, products.Sought, first + place, token))).ConfigureAwait(false))
            Add(answered);

        if (_usable == 0)
        {
            throw new FailureException(
                FailureId.InventoryMissing,
                "None of the inventories could be used, so that every host would be reported as not found.",
                "Correct what the errors above name.");
        }

        return AssetIndex.Build(_view, matching, token);
    }

    private async Task<InventoryRead> ReadAsync(LiveConnection connection, IReadOnlyList<HostIdentity> sought, int activityId, CancellationToken token)
    {
        var observer = new ReadObserver(writer, "Reading inventories", activityId, time);
        try
        {
            return await new LiveStreams(connection, ReadLimits.Default, time).ReadAssetsAsync(sought, observer, token).ConfigureAwait(false);
        }
        finally
        {
            observer.End();
        }
    }

    private InventoryRead Observe(int activityId, Func<ReadObserver, InventoryRead> read)
    {
        var observer = new ReadObserver(writer, "Reading inventories", activityId, time);
        try
        {
            return read(observer);
        }
        finally
        {
            observer.End();
        }
    }

    private void Add(InventoryRead read, bool isFromFolder = false)
    {
        if (isFromFolder && read.Failure is { Id: FailureId.FormatNotRecognised } foreign)
        {
            writer.Warning($"{read.Source} was left out. {foreign.Message}");
            return;
        }

        string expected = read.Expected is { } announced
            ? announced.ToString(CultureInfo.InvariantCulture)
            : "not announced";
        writer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"Read {read.Source} as {(read.Connector.Length == 0 ? "nothing known" : read.Connector)}: records expected {expected}, received {read.Received}, skipped {read.Skipped}; {read.Asset.Count} assets; {(read.IsComplete ? "complete" : "incomplete")}."));
        if (read.Failure is null)
        {
            AddView(new InventoryView(read.Source, read.Asset, read.IsComplete) { IsWhole = read.IsWhole });
            return;
        }

        // A part of an inventory makes names look unique that are not. That there was more is told to the matching.
        writer.Error(ConnectionUse.ToErrorRecord(read.Failure, read.Source));
        _view.Add(new InventoryView(read.Source, [], IsComplete: false));
    }

    private void AddView(InventoryView view)
    {
        _view.Add(view);
        _usable++;
    }
}
