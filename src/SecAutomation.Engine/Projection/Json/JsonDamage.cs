namespace SecAutomation.Engine.Projection.Json;

/// <summary>Why a <see cref="JsonScanner"/> cannot go on.</summary>
internal enum JsonDamage : byte
{
    None,

    /// <summary>What stands there is no JSON.</summary>
    Invalid,

    /// <summary>The text ends before its value does.</summary>
    Cut,

    /// <summary>Objects and lists nest deeper than they may.</summary>
    TooDeep,
}
