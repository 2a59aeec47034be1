namespace SecAutomation.Engine.Streams;

/// <summary>How far a file or a product was read.</summary>
/// <param name="File">The file, or the connection.</param>
/// <param name="Bytes">How many of its bytes were read.</param>
/// <param name="TotalBytes">How many it has; null where that is not known.</param>
/// <param name="Records">How many records were read.</param>
/// <param name="TotalRecords">How many there are; null where that is not known.</param>
/// <param name="Place">Where the reading stands, for people, such as "3 of 12 requests"; null where the records say it.</param>
/// <param name="Share">How much of it is done, from 0 to 1; null where the other values tell it.</param>
/// <param name="IsWaiting">Whether nothing more may be heard for a while.</param>
public readonly record struct ReadProgress(
    string File, long Bytes, long? TotalBytes, long Records, long? TotalRecords = null, string? Place = null, double? Share = null, bool IsWaiting = false)
{
    /// <summary>How much of it is done, in per cent; null where that is not known.</summary>
    public int? Percent => Share is { } share ? Whole(100 * share)
        : TotalRecords is > 0 and var records ? Whole(100.0 * Records / records)
        : TotalBytes is > 0 and var bytes ? Whole(100.0 * Bytes / bytes)
        : null;

    private static int Whole(double percent) => (int)Math.Clamp(percent, 0, 100);
}
