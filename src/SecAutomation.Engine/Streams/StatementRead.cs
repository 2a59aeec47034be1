namespace SecAutomation.Engine.Streams;

/// <summary>What came of reading one VEX document.</summary>
/// <param name="Source">The file.</param>
/// <param name="Statement">What it states; empty where it could not be read to its end.</param>
/// <param name="Failure">What kept it from being read, or ended it early; null where it was read to its end.</param>
public sealed record StatementRead(string Source, IReadOnlyList<VexStatement> Statement, FailureException? Failure);
