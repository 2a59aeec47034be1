using System.Runtime.InteropServices;

namespace SecAutomation.Remediation.Rendering;

/// <summary>How much text a tracker takes, counted as it counts.</summary>
/// <param name="Count">The greatest length.</param>
/// <param name="Unit">What is counted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextLimit(int Count, TextUnit Unit)
{
    /// <summary>No limit.</summary>
    public static TextLimit None { get; } = new(int.MaxValue, TextUnit.Utf16);
}
