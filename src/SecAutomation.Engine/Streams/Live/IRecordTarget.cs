using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Where the records of a live read go. Safe for many threads.</summary>
internal interface IRecordTarget
{
    /// <summary>Begins a page or a chunk.</summary>
    /// <param name="fields">Its records.</param>
    /// <param name="stream">What they are.</param>
    /// <param name="order">Where it stands among the others, so that the result does not depend on which one came first.</param>
    IRecordPart Begin(FieldReader fields, StreamManifest stream, string order);
}
