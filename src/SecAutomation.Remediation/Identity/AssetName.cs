namespace SecAutomation.Remediation.Identity;

/// <summary>One name of one asset as a key.</summary>
/// <param name="Asset">The asset's number in its inventory.</param>
/// <param name="Domain">The DNS domain; null where the asset has none.</param>
/// <param name="WindowsDomain">The Windows domain; null where the asset has none.</param>
internal readonly record struct AssetName(int Asset, string? Domain, string? WindowsDomain);
