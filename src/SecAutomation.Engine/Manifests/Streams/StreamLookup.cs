using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>Records that stand once in a document and are referred to by many: a glossary, definitions of checks.</summary>
public sealed class StreamLookup
{
    /// <summary>The compiled field map.</summary>
    public required FieldMap Map { get; init; }

    /// <summary>The definition of <see cref="Map"/>.</summary>
    public required FieldMapDefinition Definition { get; init; }

    /// <summary>The slots of which the first counts whose values hold a CVE.</summary>
    internal IReadOnlyList<int> FirstWithCve { get; init; } = [];

    /// <summary>Whether a record may be referred to by its number as well as by its key.</summary>
    internal bool IsByPlace { get; init; }
}
