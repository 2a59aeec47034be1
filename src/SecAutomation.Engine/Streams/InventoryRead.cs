namespace SecAutomation.Engine.Streams;

/// <summary>What came of reading one inventory.</summary>
/// <param name="Source">The file, or what the rows were called.</param>
/// <param name="Connector">The connector that understood it; empty where none did.</param>
/// <param name="Asset">The assets; where the file ended early, those read until then.</param>
/// <param name="Expected">How many records the source announced; null where it announces none.</param>
/// <param name="Received">How many records were read.</param>
/// <param name="Skipped">How many of them could not be used; each was reported.</param>
/// <param name="IsComplete">True where the source was read to its end, and nothing was skipped or missing.</param>
/// <param name="Failure">What kept the file from being read, or ended it early; null where it was read to its end.</param>
public sealed record InventoryRead(
    string Source,
    string Connector,
    IReadOnlyList<Asset> Asset,
    long? Expected,
    long Received,
    long Skipped,
    bool IsComplete,
    FailureException? Failure)
{
    /// <summary>
    /// Whether <see cref="Asset"/> is the whole inventory. False where only the assets of given hosts were asked for: one that is not there says
    /// nothing of any other host.
    /// </summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>The stream that understood it; empty where none did.</summary>
    internal string Stream { get; init; } = "";

    /// <summary>Whether nothing is wrong but that it announces more than it holds: one saved page of several.</summary>
    internal bool IsPage { get; init; }
}
