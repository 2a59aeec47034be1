using SecAutomation.Remediation.Delivery;

namespace SecAutomation.Remediation.Rendering;

/// <summary>A text in the dialect of a tracker.</summary>
/// <param name="Text">The text, no longer than the tracker takes.</param>
/// <param name="IsCut">Whether it leaves something out; it says so itself.</param>
/// <param name="Attachment">The whole list of hosts and work as CSV where the text leaves something out; else null.</param>
public sealed record RenderedText(string Text, bool IsCut, TrackerFile? Attachment);
