namespace SecAutomation.Remediation.Identity;

/// <summary>One name of one asset as a key.</summary>
/// <param name="Asset">The asset's number in its inventory.</param>
/// <param name="Short">The first label.</param>
/// <param name="Domain">The DNS domain; null where the asset has none.</param>
/// <param name="WindowsDomain">The Windows domain; null where the asset has none.</param>
internal readonly record struct AssetName(int Asset, string Short, string? Domain, string? WindowsDomain)
{
    public override string ToString() => Domain is null ? Short : $"{Short}.{Domain}";
}
