namespace SecAutomation;

/// <summary>Knows which hosts of one call are the same asset.</summary>
/// <remarks>A host learns of those that are answered after it only when they are.</remarks>
public interface IAssetSharing
{
    /// <summary>The other hosts that are the asset of an answer.</summary>
    /// <param name="match">The answer.</param>
    /// <returns>Their names, sorted; empty where there are none.</returns>
    string[] OthersOf(AssetMatch match);
}
