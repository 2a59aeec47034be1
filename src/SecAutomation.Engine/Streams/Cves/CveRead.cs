namespace SecAutomation.Engine.Streams.Cves;

/// <summary>What came of reading one file of a feed.</summary>
/// <param name="Source">The file.</param>
/// <param name="Feed">Which feed it is, with its day, its hash and how many CVEs it told of; null where it was not recognised.</param>
/// <param name="Cve">What it says, a CVE once.</param>
/// <param name="FeedTotal">Of how many records the file is a page; null where it does not say.</param>
/// <param name="Received">How many records were read.</param>
/// <param name="Skipped">How many of them could not be used; each was reported.</param>
/// <param name="Failure">What kept the file from being read, or ended it early; null where it was read to its end.</param>
public sealed record CveRead(
    string Source,
    IntelligenceFeed? Feed,
    IReadOnlyList<CveFacts> Cve,
    long? FeedTotal,
    long Received,
    long Skipped,
    FailureException? Failure);
