namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>How text looks.</summary>
[Flags]
internal enum TextStyle
{
    None = 0,
    Strong = 1,
    Emphasis = 2,
    Code = 4,
    Strike = 8,
}
