namespace SecAutomation.Remediation.Identity;

/// <summary>What one inventory was seen to hold.</summary>
/// <param name="Source">The file or connection, as it is named in reasons.</param>
/// <param name="Asset">Its records.</param>
/// <param name="IsComplete">
/// Whether these are all of its records. That a name is unique, or that a host is not there, can be said of all records
/// only.
/// </param>
public sealed record InventoryView(string Source, IReadOnlyList<Asset> Asset, bool IsComplete)
{
    /// <summary>Whether it is the whole inventory. False where it was asked for given hosts, so that the number of its records is none of the inventory's.</summary>
    public bool IsWhole { get; init; } = true;
}
