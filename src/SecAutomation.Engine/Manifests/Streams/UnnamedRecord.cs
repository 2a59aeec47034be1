namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>What becomes of a record that names no host.</summary>
internal enum UnnamedRecord
{
    /// <summary>It is left out and said, and the read is incomplete.</summary>
    Report,

    /// <summary>It is no host: the source holds patch panels and the like too.</summary>
    Pass,
}
