using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Streams.Hosts;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>Reads scan reports and inventories from files, by whichever connector recognises the content.</summary>
/// <remarks>Synchronous, for workers; several files may be read at once. Nothing foreseen is thrown: what went wrong is in the result.</remarks>
/// <param name="catalog">The connectors.</param>
/// <param name="limits">How much memory content may take.</param>
/// <param name="time">Spaces the reports of progress.</param>
public sealed partial class FileStreams(ConnectorCatalog catalog, ReadLimits limits, TimeProvider time)
{
    private readonly StreamRecognition _findings = new(catalog, StreamOutput.Findings);
    private readonly StreamRecognition _assets = new(catalog, StreamOutput.Assets);

    /// <summary>Reads one scan report.</summary>
    /// <param name="path">The file.</param>
    /// <param name="filter">Which findings are wanted; the others are counted and never built.</param>
    /// <param name="observer">Hears of single records that could not be used, and of progress.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="host">The host that the findings are of where the content names none; ignored where it names its hosts.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ReportRead ReadFindings(
        string path, FindingFilter filter, IReadObserver observer, CancellationToken cancellationToken, string? host = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(observer);
        try
        {
            using OpenedContent content = OpenedContent.Open(path, limits);
            StreamManifest stream = _findings.Recognise(path, content.Peek());
            observer.Told($"{path} is read as {stream.Title} ({stream}).");
            if (stream.Host == HostSource.Given && string.IsNullOrWhiteSpace(host))
                throw HostNotGiven(path, stream);
            return ReadFindings(new StreamReading(path, stream, observer, time), stream, content, filter, host, cancellationToken);
        }
        catch (FailureException failure)
        {
            return new ReportRead(new ScanRead { Source = path }, [], failure);
        }
    }

    /// <summary>Reads one inventory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="observer">Hears of single records that could not be used, and of progress.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public InventoryRead ReadAssets(string path, IReadObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        try
        {
            using OpenedContent content = OpenedContent.Open(path, limits);
            StreamManifest stream = _assets.Recognise(path, content.Peek());
            observer.Told($"{path} is read as {stream.Title} ({stream}).");
            using RecordReader reader = RecordReader.Open(stream.Map, content, limits);
            return ReadAssets(new StreamReading(path, stream, observer, time), stream, reader, content, path, observer, cancellationToken);
        }
        catch (FailureException failure)
        {
            return new InventoryRead(path, "", [], null, 0, 0, IsComplete: false, failure);
        }
    }

    /// <summary>Reads an inventory that is already in memory; members are named like the columns of a CSV inventory.</summary>
    /// <param name="rows">The rows. The members of the first one decide how all are read.</param>
    /// <param name="source">What they are called in messages.</param>
    /// <param name="observer">Hears of single rows that could not be used.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public InventoryRead ReadAssets(
        IEnumerable<IReadOnlyDictionary<string, object?>> rows,
        string source,
        IReadObserver observer,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(observer);
        try
        {
            List<IReadOnlyDictionary<string, object?>> all = [.. rows];
            if (all.Count == 0)
                throw new FailureException(FailureId.InventoryMissing, $"{source} holds no rows.", "Give at least one.", source);
            StreamManifest stream = _assets.RecogniseRows(source, [.. all[0].Keys]);
            using RecordReader reader = RecordReader.FromRows(stream.Map, all, source, limits);
            return ReadAssets(new StreamReading(source, stream, observer, time), stream, reader, content: null, source, observer, cancellationToken);
        }
        catch (FailureException failure)
        {
            return new InventoryRead(source, "", [], null, 0, 0, IsComplete: false, failure);
        }
    }

    private static FailureException HostNotGiven(string path, StreamManifest stream) => new(
        FailureId.HostNameMissing,
        $"{path} is read as {stream.Title}, which tells what was found and not on which host.",
        "Name the one host that it is of with -ComputerName, without wildcards.",
        path);

    private ReportRead ReadFindings(
        StreamReading reading,
        StreamManifest stream,
        OpenedContent content,
        FindingFilter filter,
        string? given,
        CancellationToken cancellationToken)
    {
        string path = content.Source;
        Lookup? lookup = stream.Lookup is null ? null : Lookup.Read(stream.Lookup, path, limits, cancellationToken);
        FoundHosts hosts = new();
        int zone = ZoneBefore(content, stream);
        Pass(stream, content);
        foreach (StreamManifest part in stream.Also)
        {
            using OpenedContent again = OpenedContent.Open(path, limits);
            Pass(part, again);
        }

        reading.End(lookup?.Failure);
        ScanRead read = new()
        {
            Source = path,
            Connector = stream.Connector,
            Expected = reading.Expected,
            Received = reading.Received,
            Skipped = reading.Skipped,
            IsComplete = reading.IsComplete,
        };
        return new ReportRead(read, [.. hosts.Host.Select(host => host.Build(read))], reading.Failure);

        void Pass(StreamManifest part, OpenedContent opened)
        {
            using RecordReader reader = RecordReader.Open(part.Map, opened, limits);
            FieldReader fields = new(reader, reading.Tally, lookup, zoneMinutes: zone);
            FindingReader findings = new(fields, part);
            HostReader host = new(fields, part, hosts, given);
            reading.Run(reader, opened, () => Use(findings, host, filter), cancellationToken);
        }
    }

    /// <summary>The zone of the dates, as the lines before the header tell it, in minutes from UTC; 0 where they tell none.</summary>
    private static int ZoneBefore(OpenedContent content, StreamManifest stream)
    {
        if (stream.Zone is not { } pattern || content.Peek().Csv is not { } csv)
            return 0;
        string lines = string.Join('\n', csv.Rows.Take(stream.Definition.PreambleLines).Select(row => string.Join(',', row)));
        return pattern.Match(lines) is { Success: true } match && DateText.TryZone(match.Groups[1].ValueSpan, out int minutes) ? minutes : 0;
    }

    /// <summary>False where the record names no host.</summary>
    private static bool Use(FindingReader findings, HostReader hosts, FindingFilter filter)
    {
        if (!findings.TryReadFacts(out FindingFacts facts) || !filter(in facts))
            return true;
        if (hosts.Find() is not { } host)
            return false;
        host.Add(findings.Read(in facts), findings.ReadKey());
        return true;
    }

    private static InventoryRead ReadAssets(
        StreamReading reading,
        StreamManifest stream,
        RecordReader reader,
        OpenedContent? content,
        string source,
        IReadObserver observer,
        CancellationToken cancellationToken)
    {
        AssetReader assets = new(new FieldReader(reader, reading.Tally, escaping: stream.Escaping), stream, source);
        List<Asset> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        reading.Run(
            reader,
            content,
            () =>
            {
                if (assets.Read() is not { } asset)
                    return false;

                if (stream.Key.Count == 0 || asset.AssetId is null || seen.Add(asset.AssetId))
                    found.Add(asset);
                else
                    observer.Told($"{reader.Place}: the asset {FieldReader.Quote(asset.AssetId)} was there before; the first record counts.");
                return true;
            },
            cancellationToken);
        reading.End();
        return new InventoryRead(
            source,
            stream.Connector,
            found,
            reading.Expected,
            reading.Received,
            reading.Skipped,
            reading.IsComplete,
            reading.Failure)
        {
            Stream = stream.Name,
            IsPage = content is not null && reading.IsPart,
        };
    }
}
