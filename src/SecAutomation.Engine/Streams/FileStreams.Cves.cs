using System.Globalization;
using System.Security.Cryptography;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Streams.Cves;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <content>Feeds of vulnerability intelligence.</content>
public sealed partial class FileStreams
{
    private readonly StreamRecognition _cves = new(catalog, StreamOutput.Cves);

    /// <summary>Reads one file of a feed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rate">Scores CVSS vectors.</param>
    /// <param name="observer">Hears of single records that could not be used, and of progress.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CveRead ReadCves(string path, CvssRater rate, IReadObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentNullException.ThrowIfNull(observer);
        try
        {
            using OpenedContent content = OpenedContent.Open(path, limits);
            return ReadCves(content, path, rate, observer, cancellationToken);
        }
        catch (FailureException failure)
        {
            return new CveRead(path, null, [], null, 0, 0, failure);
        }
    }

    /// <summary>Reads what a product answered and was kept in a file.</summary>
    internal CveRead ReadCves(FeedPage page, CvssRater rate, IReadObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            using OpenedContent content = OpenedContent.FromStream(File.OpenRead(page.File), page.Source, limits);
            return ReadCves(content, page.File, rate, observer, cancellationToken);
        }
        catch (FailureException failure)
        {
            return new CveRead(page.Source, null, [], null, 0, 0, failure);
        }
    }

    private CveRead ReadCves(OpenedContent content, string file, CvssRater rate, IReadObserver observer, CancellationToken cancellationToken)
    {
        ContentPeek peek = content.Peek();
        StreamManifest stream = _cves.Recognise(content.Source, peek);
        observer.Told($"{content.Source} is read as {stream.Title} ({stream}).");
        using RecordReader reader = RecordReader.Open(stream.Map, content, limits);
        return ReadCves(new StreamReading(content.Source, stream, observer, time), stream, reader, content, peek, file, rate, observer, cancellationToken);
    }

    private CveRead ReadCves(
        StreamReading reading,
        StreamManifest stream,
        RecordReader reader,
        OpenedContent content,
        ContentPeek peek,
        string file,
        CvssRater rate,
        IReadObserver observer,
        CancellationToken cancellationToken)
    {
        FieldReader fields = new(reader, reading.Tally);
        DateTimeOffset now = time.GetUtcNow();
        CveReader cves = new(fields, stream, rate, now, observer.Warned);
        List<CveFacts> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        reading.Run(
            reader,
            content,
            () =>
            {
                if (cves.Read() is not { } facts)
                    return false;
                if (seen.Add(facts.CveId))
                    found.Add(facts);
                else
                    fields.ReportInvalid(stream.Fields["cveId"], facts.CveId, "stood there before, and the first record counts");
                return true;
            },
            cancellationToken);
        reading.End();
        cves.End();

        string? version = reading.DocumentText(FieldVocabulary.FeedVersion) ?? Before(peek, stream.VersionName);
        IntelligenceFeed feed = new()
        {
            Kind = stream.Feed!.Value,
            Source = reader.Source,
            AsOf = AsOf(reading, stream, peek, cves, reader.Source, observer) ?? cves.NewestChange,
            ReadAt = now,
            Count = found.Count,
            Sha256 = HashOf(file),
            Version = string.IsNullOrWhiteSpace(version) ? null : FieldReader.Quote(version.Trim()),
        };
        string? total = reading.DocumentText(FieldVocabulary.FeedTotal);
        return new CveRead(
            reader.Source,
            feed,
            found,
            long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out long all) ? all : null,
            reading.Received,
            reading.Skipped,
            reading.Failure);
    }

    private static DateTimeOffset? AsOf(
        StreamReading reading, StreamManifest stream, ContentPeek peek, CveReader cves, string source, IReadObserver observer)
    {
        string? text = reading.DocumentText(FieldVocabulary.AsOf) ?? Before(peek, stream.AsOfName);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!DateText.TryParse(text, [], out DateTimeOffset? date))
            Complain("is no date");
        return cves.NotAhead(date, Complain);

        void Complain(string complaint) => observer.Failed(new FailureException(
            FailureId.ValueInvalid,
            $"{source}: the day of the feed, '{FieldReader.Quote(text)}', {complaint}; the newest change in it counts instead.",
            "Check the clock of this machine, and fetch the feed again.",
            source));
    }

    /// <summary>A value of a line before the header of a CSV: <c>#model_version:v2025.03.14,score_date:2025-08-25T12:55:00Z</c>.</summary>
    private static string? Before(ContentPeek peek, string name)
    {
        if (name.Length == 0 || peek.Csv is not { } csv)
            return null;
        string prefix = name + ":";
        return csv.Rows.Take(1).SelectMany(row => row)
            .Select(cell => cell.TrimStart('#', ' '))
            .FirstOrDefault(cell => cell.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))?[prefix.Length..];
    }

    private static string HashOf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(file)).ToLowerInvariant();
    }
}
