namespace SecAutomation.Remediation.Identity;

/// <summary>The records of one inventory that are of one machine.</summary>
/// <param name="Best">The record that was seen last.</param>
/// <param name="All">Every record, in the order of candidates.</param>
internal sealed record AssetGroup(Asset Best, Asset[] All);
