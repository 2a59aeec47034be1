using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Rows;

namespace SecAutomation.Engine.Streams;

/// <summary>Finds the stream that reads a content, by what the content shows and never by its name.</summary>
internal sealed class StreamRecognition
{
    /// <summary>Fewer columns than this are not shown whole in a message.</summary>
    private const int ColumnsShown = 12;

    private readonly IReadOnlyList<StreamManifest> _streams;
    private readonly IReadOnlyList<RefusedContent> _refused;
    private readonly UnrecognisedContent _unrecognised;

    /// <summary>Prepares to recognise.</summary>
    /// <param name="catalog">The connectors.</param>
    /// <param name="content">Findings or assets.</param>
    public StreamRecognition(ConnectorCatalog catalog, StreamOutput content)
    {
        _streams = [.. catalog.Stream.Where(stream => stream.Gives == content && !stream.Signature.IsEmpty)];
        _refused = [.. catalog.Connector.SelectMany(connector => connector.Refused)];
        _unrecognised = new UnrecognisedContent(_streams, [.. catalog.Stream.Where(stream => stream.Gives != content && !stream.Signature.IsEmpty)], content);
    }

    /// <summary>The stream for a content.</summary>
    /// <param name="source">The file.</param>
    /// <param name="peek">Its beginning.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.FormatNotRecognised"/>, <see cref="FailureId.FormatAmbiguous"/>, or <see cref="FailureId.HeaderInvalid"/> for a CSV
    /// that has some known columns and lacks another.
    /// </exception>
    public StreamManifest Recognise(string source, ContentPeek peek)
    {
        (StreamManifest Stream, int Score)[] fits =
            [.. _streams.Select(stream => (stream, Score(stream, peek))).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2)];
        if (fits.Length == 0)
        {
            fits = [.. _streams.Where(stream => IsEmptyList(stream, peek)).Select(stream => (stream, ScoreEmpty(stream, peek.Json!)))
                .Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2)];
        }

        if (fits.Length == 0)
        {
            throw _refused.FirstOrDefault(refused => refused.Fits(peek)) is { } known
                ? new FailureException(FailureId.FormatNotRecognised, $"{source} is {known.Title}, which is not read.", known.Next, source)
                : NotRecognised(source, peek);
        }

        StreamManifest[] best = [.. fits.Where(pair => pair.Score == fits[0].Score).Select(pair => pair.Stream)];

        // An empty answer of one product holds nothing, whichever of its answers it is.
        bool isOne = best.Length == 1 || (IsEmptyList(best[0], peek) && Array.TrueForAll(best, stream => stream.Connector == best[0].Connector));
        return isOne ? best[0] : throw new FailureException(
            FailureId.FormatAmbiguous,
            $"{source} is recognised equally well as {string.Join(" and as ", best.Select(stream => $"{stream} ({stream.Title})"))}.",
            "Remove one of these connectors, or give one of them a signature that says more.",
            source);
    }

    /// <summary>The stream for rows in memory whose members have these names.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.HeaderInvalid"/>.</exception>
    public StreamManifest RecogniseRows(string source, IReadOnlyList<string> names) => Recognise(
        source,
        new ContentPeek { Kind = ContentKind.Csv, Csv = new CsvPeek { Separator = ',', Rows = [names] } });

    /// <summary>How many parts of the signature are there; 0 unless all are.</summary>
    internal static int Score(StreamManifest stream, ContentPeek peek) => stream.Format switch
    {
        RecordFormat.Xml => peek.Xml is { } xml ? ScoreElements(stream.Signature, xml) : 0,
        RecordFormat.Csv => peek.Csv is { } csv ? csv.Rows.Take(1 + stream.Definition.PreambleLines).Max(row => ScoreHeaders(stream, row)) : 0,
        RecordFormat.Json => peek.Kind == ContentKind.Json && peek.Json is { } json ? ScoreKeys(stream, json) : 0,
        _ => peek.Kind == ContentKind.NdJson && peek.Json is { } lines ? ScoreKeys(stream, lines) : 0,
    };

    private static int ScoreElements(StreamSignature signature, XmlPeek xml) =>
        signature.Fits(xml) ? 1 + signature.Elements.Count : 0;

    private static int ScoreKeys(StreamManifest stream, JsonPeek json) =>
        stream.Signature.Fits(json) ? stream.Signature.Keys.Count : 0;

    private static int ScoreHeaders(StreamManifest stream, IReadOnlyList<string> row) => stream.Signature.Fits(row) ? stream.Signature.Headers.Count : 0;

    /// <summary>A document whose list of records is there and empty: an export that found nothing.</summary>
    private static bool IsEmptyList(StreamManifest stream, ContentPeek peek)
    {
        if (stream.Format != RecordFormat.Json || peek.Json is not { } json || !stream.Definition.Records.EndsWith("[]", StringComparison.Ordinal))
            return false;
        string list = stream.Definition.Records[..^2];

        // An object in its place is another document, and not an empty list.
        return list.Length == 0
            ? json.IsArray && json.Paths.Count == 0
            : json.Paths.Contains(list) && !json.Paths.Any(path => path.StartsWith($"{list}[]", StringComparison.Ordinal) || path.StartsWith($"{list}.", StringComparison.Ordinal));
    }

    /// <summary>How much of what stands outside of the list is there; 0 where a part is not, and 1 where all of the signature is inside.</summary>
    private static int ScoreEmpty(StreamManifest stream, JsonPeek json)
    {
        string list = stream.Definition.Records;
        IReadOnlyList<string>[] outside = [.. stream.Signature.Keys.Where(options => !options.All(option => option.StartsWith(list, StringComparison.Ordinal)))];
        return Array.TrueForAll(outside, options => options.Any(json.Paths.Contains)) ? 1 + outside.Length : 0;
    }

    private FailureException NotRecognised(string source, ContentPeek peek)
    {
        if (peek.Csv is { } csv && csv.Header.Count > 1 && KnownColumns(csv.Header) is { Count: > 0 } known)
        {
            IEnumerable<string> wanted = _streams.Where(stream => stream.Format == RecordFormat.Csv).Select(stream => $"{stream.Title}: {stream.Signature}");
            return new FailureException(
                FailureId.HeaderInvalid,
                $"{source} has the columns {Show(csv.Header)}, of which {Show(known)} can be used, but it lacks others.",
                $"What is read: {string.Join("; ", wanted)}.",
                source);
        }

        return _unrecognised.Failure(source, peek);
    }

    /// <summary>The columns that some stream would read.</summary>
    private List<string> KnownColumns(IReadOnlyList<string> header)
    {
        HashSet<string> read = [.. _streams
            .Where(stream => stream.Format == RecordFormat.Csv)
            .SelectMany(stream => stream.Definition.Fields.SelectMany(field => field.Paths))
            .Select(HeaderName.Key)];
        return [.. header.Where(name => read.Contains(HeaderName.Key(name)))];
    }

    private static string Show(IReadOnlyList<string> columns)
    {
        string shown = string.Join(", ", columns.Take(ColumnsShown).Select(FieldReader.Quote));
        return columns.Count > ColumnsShown ? $"{shown} and {columns.Count - ColumnsShown} more" : shown;
    }
}
