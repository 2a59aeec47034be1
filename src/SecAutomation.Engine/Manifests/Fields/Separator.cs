namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>What may stand between several values in one text.</summary>
internal enum Separator
{
    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>|</c></summary>
    Bar,

    /// <summary><c>/</c></summary>
    Slash,

    /// <summary>A blank.</summary>
    Space,

    /// <summary>A line's end.</summary>
    Newline,
}
