using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Streams;
using SecAutomation.Remediation.Intelligence.Cvss;

namespace SecAutomation.Commands.Abstractions;

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
        else if (read is { Skipped: > 0, Feed.Kind: FeedKind.Kev or FeedKind.Epss })
            writer.Error(Failures.ToErrorRecord(Incomplete(read), file.Path));
        else
            _read.Add(read);
    }

    /// <summary>The feeds that were read, each with all that its files say.</summary>
    public IEnumerable<(IntelligenceFeed Feed, IEnumerable<CveFacts> Cve)> Feeds() =>
        _read.GroupBy(read => read.Feed!.Kind).OrderBy(kind => kind.Key).Select(kind => kind.Key is FeedKind.Kev or FeedKind.Epss
            ? Newest([.. kind])
            : Together([.. kind.OrderBy(read => read.Feed!.AsOf)]));

    private static CvssScore? Rate(string vector, out string? problem) =>
        CvssVector.TryParse(vector, CvssStrictness.Lenient, out CvssVector? parsed, out problem) ? CvssScores.Of(parsed) : null;

    private static FailureException Incomplete(CveRead read) => new(
        FailureId.ReadIncomplete,
        $"{read.Source} was not taken: {read.Skipped} of its records cannot be used, and what a complete list leaves out counts as not listed.",
        "Fetch the feed again.",
        read.Source);

    // A complete list stands alone: of several the newest.
    private (IntelligenceFeed Feed, IEnumerable<CveFacts> Cve) Newest(CveRead[] reads)
    {
        CveRead newest = reads.MaxBy(read => read.Feed!.AsOf ?? DateTimeOffset.MinValue)!;
        foreach (CveRead older in reads.Where(read => read != newest))
            writer.Warning($"{older.Source} was left out: {newest.Source} is the newer list of {newest.Feed!.Kind}.");

        return (newest.Feed!, newest.Cve);
    }

    private (IntelligenceFeed Feed, IEnumerable<CveFacts> Cve) Together(CveRead[] reads)
    {
        IntelligenceFeed first = reads[0].Feed!;
        IEnumerable<CveFacts> cves = reads.SelectMany(read => read.Cve);
        if (reads.Max(read => read.FeedTotal) is { } total && cves.DistinctBy(cve => cve.CveId, StringComparer.Ordinal).Count() is var count && count < total)
        {
            writer.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The pages of {first.Kind} hold {count} CVEs of {total} that they announce. What the others say stays as it was, or not known."));
        }

        if (reads.Length == 1)
            return (first, cves);

        byte[] hashes = Encoding.ASCII.GetBytes(string.Concat(reads.Select(read => read.Feed!.Sha256)));
        return (first with
        {
            Source = $"{first.Source} and {reads.Length - 1} more",
            // Pages of one crawl are as old as the oldest; of single records the newest change counts.
            AsOf = first.Kind == FeedKind.Nvd ? first.AsOf : reads[^1].Feed!.AsOf,
            Sha256 = Convert.ToHexString(SHA256.HashData(hashes)).ToLowerInvariant(),
        }, cves);
    }
}
