namespace SecAutomation.Engine.Streams;

/// <summary>What came of reading one scan report.</summary>
/// <param name="Read">What was read of the whole file.</param>
/// <param name="Host">The hosts that have at least one wanted finding; where the file ended early, those read until then.</param>
/// <param name="Failure">What kept the file from being read, or ended it early; null where it was read to its end.</param>
public sealed record ReportRead(ScanRead Read, IReadOnlyList<ScannedHost> Host, FailureException? Failure);
