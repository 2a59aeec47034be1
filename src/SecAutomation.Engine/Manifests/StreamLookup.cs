using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Manifests;

/// <summary>Records that stand once in a document and are referred to by many: a glossary, definitions of checks.</summary>
public sealed class StreamLookup
{
    /// <summary>The compiled field map.</summary>
    public required FieldMap Map { get; init; }

    /// <summary>The definition of <see cref="Map"/>.</summary>
    public required FieldMapDefinition Definition { get; init; }
}
