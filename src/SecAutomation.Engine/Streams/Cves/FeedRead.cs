namespace SecAutomation.Engine.Streams.Cves;

/// <summary>What came of asking for a feed.</summary>
/// <param name="Page">What its answers say, in order; empty where nothing changed.</param>
/// <param name="IsUnchanged">Whether the server said that nothing changed since what is known.</param>
public sealed record FeedRead(IReadOnlyList<CveRead> Page, bool IsUnchanged);
