namespace SecAutomation.Engine.Manifests.Batches;

/// <summary>What of a host a search may ask for.</summary>
public enum BatchTerm
{
    /// <summary>Each of its names as the scanner spells it, short and full.</summary>
    Name,

    /// <summary>The first labels of its names.</summary>
    ShortName,

    /// <summary>The first label of its name where no full name is known of it, and it is made of letters, digits, <c>-</c> and <c>_</c>.</summary>
    ShortNameAlone,

    /// <summary>Its full names.</summary>
    Fqdn,

    /// <summary>Its IP addresses.</summary>
    IpAddress,

    /// <summary>Its MAC addresses, as <c>00:11:22:aa:bb:cc</c>.</summary>
    MacAddress,

    /// <summary>Its serial number.</summary>
    SerialNumber,

    /// <summary>Its BIOS UUID.</summary>
    BiosUuid,

    /// <summary>The identifier of its agent.</summary>
    AgentId,

    /// <summary>Its identifier at its cloud provider.</summary>
    CloudId,

    /// <summary>The identifiers of assets that were found, whose parts are asked for.</summary>
    AssetId,
}
