using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Reading;
using SecAutomation.Engine.Streams.Cves;
using SecAutomation.Remediation.Intelligence.Cvss;

namespace SecAutomation.Commands.Intelligence;

/// <summary>Reads the files of feeds, and puts the files of one feed together.</summary>
/// <param name="writer">The cmdlet's streams.</param>
/// <param name="time">The clock.</param>
internal sealed class FeedReading(IPipelineWriter writer, TimeProvider time)
{
    private readonly List<CveRead> _read = [];

    /// <summary>How many records were read.</summary>
    public long Received => _read.Sum(read => read.Received);

    /// <summary>How many of them could not be used.</summary>
    public long Skipped => _read.Sum(read => read.Skipped);

    /// <summary>Reads a file. A file that cannot be used is an error, and the others go on.</summary>
    public void Read(InputFile file, CancellationToken token)
    {
        var observer = new ReadObserver(writer, "Reading feeds", 1, time);
        CveRead read = ConnectorSource.Files.ReadCves(file.Path, Rate, observer, token);
        observer.End();
        if (file.IsFromFolder && read.Failure is { Id: FailureId.FormatNotRecognised } foreign)
            writer.Warning($"{file.Path} was left out. {foreign.Message}");
        else if (read.Failure is not null)
            writer.Error(Failures.ToErrorRecord(read.Failure, file.Path));
        else
            Accept(read);
    }

    /// <summary>Adds what a server answered; its pages are complete.</summary>
    public void Add(IEnumerable<CveRead> pages)
    {
        foreach (CveRead page in pages)
            Accept(page with { FeedTotal = null });
    }

    /// <summary>The feeds that were read, each with all that its files say. Of one whose pages are not all there nothing is given, which was reported.</summary>
    public IEnumerable<(IntelligenceFeed Feed, IEnumerable<CveFacts> Cve)> Feeds() =>
        _read.GroupBy(read => read.Feed!.Kind).OrderBy(kind => kind.Key).Select(kind => kind.Key is FeedKind.Kev or FeedKind.Epss
                ? Newest([.. kind])
                : Together([.. kind.OrderBy(read => read.Feed!.AsOf)]))
            .OfType<(IntelligenceFeed, IEnumerable<CveFacts>)>();

    /// <summary>Scores a vector of a feed.</summary>
    public static CvssScore? Rate(string vector, out string? problem) =>
        CvssVector.TryParse(vector, CvssStrictness.Lenient, out CvssVector? parsed, out problem) ? CvssScores.Of(parsed) : null;

    private void Accept(CveRead read)
    {
        bool isList = read.Feed!.Kind is FeedKind.Kev or FeedKind.Epss;
        if (isList && read.Skipped > 0)
            writer.Error(Failures.ToErrorRecord(Incomplete(read), read.Source));
        else if (isList && read.Cve.Count == 0)
            writer.Error(Failures.ToErrorRecord(Empty(read), read.Source));
        else
            _read.Add(read);
    }

    private static FailureException Empty(CveRead read) => new(
        FailureId.ReadIncomplete,
        $"{read.Source} was not taken: it lists no CVE at all, and after it {(read.Feed!.Kind == FeedKind.Kev ? "nothing would be known to be exploited" : "no CVE would have a score")}.",
        "Fetch the feed again.",
        read.Source);

    private static FailureException Incomplete(CveRead read) => new(
        FailureId.ReadIncomplete,
        $"{read.Source} was not taken: {read.Skipped} of its records cannot be used, and what a complete list leaves out counts as not listed.",
        "Fetch the feed again.",
        read.Source);

    // A complete list stands alone: of several the newest.
    private (IntelligenceFeed Feed, IEnumerable<CveFacts> Cve)? Newest(CveRead[] reads)
    {
        CveRead newest = reads.MaxBy(read => read.Feed!.AsOf ?? DateTimeOffset.MinValue)!;
        foreach (CveRead older in reads.Where(read => read != newest))
            writer.Warning($"{older.Source} was left out: {newest.Source} is the newer list of {newest.Feed!.Kind}.");

        return (newest.Feed!, newest.Cve);
    }

    private (IntelligenceFeed Feed, IEnumerable<CveFacts> Cve)? Together(CveRead[] reads)
    {
        IntelligenceFeed first = reads[0].Feed!;
        IEnumerable<CveFacts> cves = reads.SelectMany(read => read.Cve);
        if (reads.Max(read => read.FeedTotal) is { } total && cves.DistinctBy(cve => cve.CveId, StringComparer.Ordinal).Count() is var count && count < total)
        {
            writer.Error(Failures.ToErrorRecord(new FailureException(
                FailureId.ReadIncomplete,
                string.Create(CultureInfo.InvariantCulture, $"{first.Kind} was not taken: its pages hold {count} CVEs of {total} that they announce."),
                "Fetch the pages that are missing, and read all of them in one call.",
                first.Source)));
            return null;
        }

        if (reads.Length == 1)
            return (first, cves);

        byte[] hashes = Encoding.ASCII.GetBytes(string.Concat(reads.Select(read => read.Feed!.Sha256)));
        return (first with
        {
            Source = Source([.. reads.Select(read => read.Feed!.Source)]),
            // Pages of one crawl are as old as the oldest; of single records the newest change counts.
            AsOf = first.Kind == FeedKind.Nvd ? first.AsOf : reads[^1].Feed!.AsOf,
            Sha256 = Convert.ToHexString(SHA256.HashData(hashes)).ToLowerInvariant(),
        }, cves);
    }

    // Pages of one server are of one address.
    private static string Source(string[] sources)
    {
        string[] addresses = [.. sources.Select(source => source.Split('?')[0].Split(", page ")[0]).Distinct(StringComparer.Ordinal)];
        return addresses is [var one] && one.Contains("://", StringComparison.Ordinal) ? one : $"{sources[0]} and {sources.Length - 1} more";
    }
}
