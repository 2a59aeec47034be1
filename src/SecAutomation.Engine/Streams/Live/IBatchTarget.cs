namespace SecAutomation.Engine.Streams.Live;

/// <summary>Where the records of batches go, of which some are asked for again in smaller ones.</summary>
internal interface IBatchTarget : IRecordTarget
{
    /// <summary>Drops what came of a read that is not gone on with.</summary>
    /// <param name="order">How the order of its parts begins.</param>
    void Drop(string order);
}
