namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>The name of a host, and what else its names tell.</summary>
/// <param name="ComputerName">The first label of the chosen name; empty where there is no name.</param>
/// <param name="Fqdn">The fully qualified form of the chosen name; null where no name is one.</param>
/// <param name="NetBiosName">The NetBIOS name; null where the source gave none.</param>
/// <param name="WindowsDomain">The Windows domain that stood before a name; null where none did.</param>
/// <param name="Alias">Every name, as spelled.</param>
/// <param name="IPAddress">Addresses that stood where names are expected.</param>
internal sealed record ChosenName(
    string ComputerName,
    string? Fqdn,
    string? NetBiosName,
    string? WindowsDomain,
    string[] Alias,
    string[] IPAddress);
