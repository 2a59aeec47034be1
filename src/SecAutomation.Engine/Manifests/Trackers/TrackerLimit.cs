using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Manifests.Trackers;

/// <summary>How much text a product takes.</summary>
/// <param name="Count">The greatest length.</param>
/// <param name="Unit">What is counted: grapheme, codePoint, utf16 or utf8Byte.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrackerLimit(int Count, string Unit);
