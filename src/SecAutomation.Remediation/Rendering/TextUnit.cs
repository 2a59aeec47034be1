namespace SecAutomation.Remediation.Rendering;

/// <summary>What a product counts where it limits a text.</summary>
public enum TextUnit
{
    /// <summary>What a reader takes for one character.</summary>
    Grapheme = 0,

    /// <summary>UTF-16 code units.</summary>
    Utf16 = 1,

    /// <summary>Bytes of UTF-8.</summary>
    Utf8Byte = 2,

    /// <summary>Unicode code points, as most databases count characters.</summary>
    CodePoint = 3,
}
