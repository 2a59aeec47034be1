namespace SecAutomation;

/// <summary>Everything that a source says about which machine it means. Hosts are told apart by all of it, never by one name alone.</summary>
public sealed record HostIdentity
{
    /// <summary>The first label of the name as the source spells it; the whole IP address of a host that is known by that alone.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The fully qualified name, lower-case and without a trailing dot; null where the source gave none.</summary>
    public string? Fqdn { get; init; }

    /// <summary>The NetBIOS name, at most 15 characters, without its domain; null where the source gave none.</summary>
    public string? NetBiosName { get; init; }

    /// <summary>Every name that the source gave, as spelled there.</summary>
    public string[] Alias { get; init; } = [];

    /// <summary>IP addresses in canonical text; null where the source did not say, empty where it said that there are none.</summary>
    public string[]? IPAddress { get; init; }

    /// <summary>MAC addresses, 12 lower-case hex digits.</summary>
    public string[] MacAddress { get; init; } = [];

    /// <summary>The identifier of the source's agent or of the host in the source.</summary>
    public string? AgentId { get; init; }

    /// <summary>The BIOS (SMBIOS) UUID, lower-case.</summary>
    public string? BiosUuid { get; init; }

    /// <summary>The serial number; null where the source gave none.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The maker of the hardware; null where the source did not say.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The identifier of the instance at its cloud provider; null where the source gave none.</summary>
    public string? CloudId { get; init; }

    /// <summary>The account, subscription or project of <see cref="CloudId"/>; null where the source did not say.</summary>
    public string? CloudAccount { get; init; }

    /// <summary>The network that was scanned, where several networks repeat addresses; null where the source did not say.</summary>
    public string? Network { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Fqdn ?? ComputerName;
}
