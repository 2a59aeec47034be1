namespace SecAutomation.Engine.Projection.Json;

/// <summary>How the scan of a string ended.</summary>
internal enum StringScan : byte
{
    /// <summary>At its closing quote.</summary>
    Closed,

    /// <summary>Where the buffer ends, or an escape begins that the buffer cuts.</summary>
    Starved,

    /// <summary>At a control character, or at an escape that there is not.</summary>
    Invalid,
}
