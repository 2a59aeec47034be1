namespace SecAutomation.Remediation.Identity;

/// <summary>A decision of a person: this host is that asset.</summary>
/// <param name="ComputerName">The host's name, as it was decided on: its full name where it has one.</param>
/// <param name="Source">The inventory that the decision is about; null: any.</param>
/// <param name="Asset">The asset's <see cref="SecAutomation.Asset.AssetId"/> or name; null: none of the inventory's assets is the host.</param>
/// <param name="By">Who decided; null where that was not written down.</param>
/// <param name="On">The day of the decision; null where that was not written down.</param>
/// <param name="Comment">Why, in the words of whoever decided; null where nothing was said.</param>
public sealed record ReviewedMatch(
    string ComputerName, string? Source, string? Asset, string? By = null, DateOnly? On = null, string? Comment = null);
