namespace SecAutomation.Engine.Streams;

/// <summary>How far a file was read.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">How many of its bytes were read.</param>
/// <param name="TotalBytes">How many it has; null where that is not known.</param>
/// <param name="Records">How many records were read.</param>
public readonly record struct ReadProgress(string File, long Bytes, long? TotalBytes, long Records);
