using System.Collections.Concurrent;
using System.Globalization;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Commands.Reading;

/// <summary>Reads scan reports on workers, at most as many at once as there are cores.</summary>
/// <param name="filter">Which findings are wanted.</param>
/// <param name="allowPartial">Whether a report that ends early counts with what was read of it.</param>
/// <param name="host">The host of reports that name none; null where it is not known.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Cancelled when the pipeline stops.</param>
internal sealed class ReportReading(
    FindingFilter filter, bool allowPartial, string? host, TimeProvider time, CancellationToken stopping) : IDisposable
{
    private readonly SemaphoreSlim _core = new(Environment.ProcessorCount);
    private readonly ConcurrentDictionary<int, IReadOnlyList<ScannedHost>> _host = new();
    private int _count;

    /// <summary>Where the workers run.</summary>
    public PipelinePump Pump { get; } = new(stopping);

    /// <summary>The hosts of all reports, in the order in which the reports were named. Complete when the pump is drained.</summary>
    public IEnumerable<ScannedHost> Host => _host.OrderBy(report => report.Key).SelectMany(report => report.Value);

    /// <summary>Begins to read a report.</summary>
    /// <param name="file">The report.</param>
    public void Start(InputFile file)
    {
        int ordinal = ++_count;
        Pump.Start(async token =>
        {
            await _core.WaitAsync(token).ConfigureAwait(false);
            try
            {
                Read(file, ordinal, token);
            }
            finally
            {
                _core.Release();
            }
        });
    }

    /// <summary>Begins to read a scanner.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">What the scanner may leave out.</param>
    public void Start(LiveConnection connection, FindingQuery query)
    {
        int ordinal = ++_count;
        Pump.Start(async token =>
        {
            var observer = new ReadObserver(Pump, "Reading scanners", ordinal, time);
            try
            {
                Keep(ordinal, connection.Name, await new LiveStreams(connection, ReadLimits.Default, time)
                    .ReadFindingsAsync(query, filter, observer, token).ConfigureAwait(false));
            }
            finally
            {
                observer.End();
            }
        });
    }

    /// <summary>Tells the workers to end.</summary>
    public void Dispose() => Pump.Dispose();

    private void Read(InputFile file, int ordinal, CancellationToken token)
    {
        IPipelineWriter writer = Pump;
        var observer = new ReadObserver(writer, "Reading scan reports", ordinal, time);
        ReportRead report;
        try
        {
            report = ConnectorSource.Files.ReadFindings(file.Path, filter, observer, token, host);
        }
        finally
        {
            observer.End();
        }

        // A folder of reports holds other files too; asked for by name, the same file is an error.
        if (file.IsFromFolder && report.Failure is { Id: FailureId.FormatNotRecognised } foreign)
        {
            writer.Warning($"{file.Path} was left out. {foreign.Message}");
            return;
        }

        Keep(ordinal, file.Path, report);
    }

    private void Keep(int ordinal, string source, ReportRead report)
    {
        IPipelineWriter writer = Pump;
        writer.Verbose(Summary(report));
        if (report.Failure is not null)
            writer.Error(ConnectionUse.ToErrorRecord(report.Failure, source));

        if (report.Failure is null || allowPartial)
            _host[ordinal] = report.Host;
    }

    private static string Summary(ReportRead report)
    {
        ScanRead read = report.Read;
        string expected = read.Expected is { } announced
            ? announced.ToString(CultureInfo.InvariantCulture)
            : "not announced";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Read {read.Source} as {(read.Connector.Length == 0 ? "nothing known" : read.Connector)}: records expected {expected}, received {read.Received}, skipped {read.Skipped}; {report.Host.Count} hosts with wanted findings; {(read.IsComplete ? "complete" : "incomplete")}.");
    }
}
