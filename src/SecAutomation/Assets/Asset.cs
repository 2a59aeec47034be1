namespace SecAutomation;

/// <summary>One machine as one inventory knows it.</summary>
/// <remarks>A null list means that the inventory did not say; an empty one means that it said "none".</remarks>
public sealed record Asset
{
    /// <summary>The first label of the name as the source spells it.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The fully qualified name, lower-case; null where the source gave none.</summary>
    public string? Fqdn { get; init; }

    /// <summary>Every name that the source gave, as spelled there.</summary>
    public string[] Alias { get; init; } = [];

    /// <summary>The DNS domain or workgroup; null where the source gave none.</summary>
    public string? Domain { get; init; }

    /// <summary>IP addresses in canonical text; null where the source did not say.</summary>
    public string[]? IPAddress { get; init; }

    /// <summary>MAC addresses, 12 lower-case hex digits; null where the source did not say.</summary>
    public string[]? MacAddress { get; init; }

    /// <summary>The operating system as the source names it.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Installed software; null where the source did not say.</summary>
    public InstalledSoftware[]? InstalledSoftware { get; init; }

    /// <summary>The person or group that answers for it; null where the source did not say.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it stands; null where the source did not say.</summary>
    public string? Location { get; init; }

    /// <summary>How far it can be reached, in the source's own word, for example <c>internet</c> or <c>internal</c>; null where the source did not say.</summary>
    public string? Exposure { get; init; }

    /// <summary>What its loss would mean, in the source's own word, for example <c>high</c> or <c>mission critical</c>; null where the source did not say.</summary>
    public string? MissionImpact { get; init; }

    /// <summary>Tags, labels or groups; null where the source did not say.</summary>
    public string[]? Tag { get; init; }

    /// <summary>The serial number; null where the source gave none or a placeholder.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The BIOS (SMBIOS) UUID, lower-case.</summary>
    public string? BiosUuid { get; init; }

    /// <summary>The maker of the hardware; null where the source did not say. Serial numbers are unique within it at best.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The identifier of the instance at its cloud provider.</summary>
    public string? CloudId { get; init; }

    /// <summary>The account, subscription or project of <see cref="CloudId"/>; null where the source did not say.</summary>
    public string? CloudAccount { get; init; }

    /// <summary>The identifier of the device in its directory, such as Entra ID, which other inventories name as well; null where the source gave none.</summary>
    public string? DirectoryId { get; init; }

    /// <summary>The identifiers that scanners and agents of other products gave it, as far as the source knows them.</summary>
    public string[] AgentId { get; init; } = [];

    /// <summary>The network that its addresses belong to, where several networks repeat addresses; null where the source did not say.</summary>
    public string? Network { get; init; }

    /// <summary>The identifier of the record in the source.</summary>
    public string? AssetId { get; init; }

    /// <summary>Whether the source says that it is in use.</summary>
    public AssetLifecycle Lifecycle { get; init; }

    /// <summary>The <see cref="AssetId"/> of the record that this one is a duplicate of, where the source says so.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>The products that fed the record, where the source is an aggregator.</summary>
    public string[] Adapter { get; init; } = [];

    /// <summary>When the source first saw it, UTC.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When the source last saw it, UTC.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The file or connection.</summary>
    public string Source { get; init; } = "";

    /// <summary>The place in the source: a line or the number of the record, from 1.</summary>
    public string Place { get; init; } = "";

    /// <summary>
    /// Where each property comes from, in a record that was merged from several: property to source, lists to all of
    /// theirs joined with "; ". Empty in a record of one source.
    /// </summary>
    public IReadOnlyDictionary<string, string> FieldSource { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Fqdn ?? ComputerName} ({Source}{(Place.Length == 0 ? "" : $", {Place}")})";
}
