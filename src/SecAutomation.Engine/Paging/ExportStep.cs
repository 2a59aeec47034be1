namespace SecAutomation.Engine.Paging;

/// <summary>The next step of an export job.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Job">The job; null before it is known.</param>
/// <param name="Chunk">The chunk to fetch.</param>
/// <param name="Delay">How long to wait first.</param>
public sealed record ExportStep(ExportStepKind Kind, string? Job = null, string? Chunk = null, TimeSpan Delay = default);
