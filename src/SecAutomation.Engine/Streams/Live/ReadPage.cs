using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>A page that was read to its end.</summary>
/// <param name="Facts">What it said.</param>
/// <param name="Wanted">How many of its records are wanted.</param>
/// <param name="Skipped">How many of its records could not be used.</param>
internal sealed record ReadPage(PageFacts Facts, int Wanted, long Skipped);
