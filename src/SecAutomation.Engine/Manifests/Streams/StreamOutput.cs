namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>What a stream gives.</summary>
public enum StreamOutput
{
    /// <summary>Findings of a vulnerability scanner, on hosts.</summary>
    Findings = 0,

    /// <summary>Assets of an inventory.</summary>
    Assets = 1,

    /// <summary>What a feed of vulnerability intelligence says of CVEs.</summary>
    Cves = 2,

    /// <summary>Statements of a vendor on which products a CVE affects (VEX).</summary>
    Statements = 4,

    /// <summary>Parts of assets that other streams of the connector give: installed software, addresses. They stand in records of their own, which name the asset.</summary>
    AssetParts = 5,
}
