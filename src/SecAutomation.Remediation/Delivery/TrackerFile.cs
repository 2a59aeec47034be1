namespace SecAutomation.Remediation.Delivery;

/// <summary>A file that is attached once: its name carries a hash of its content.</summary>
/// <param name="Name">The name.</param>
/// <param name="ContentType">The kind of content, for example <c>text/csv; charset=utf-8</c>.</param>
/// <param name="Content">The content.</param>
public sealed record TrackerFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);
