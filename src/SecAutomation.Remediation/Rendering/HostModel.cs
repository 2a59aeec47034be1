namespace SecAutomation.Remediation.Rendering;

/// <summary>One host, for a template. "unknown" is told from "none": nobody said, or somebody said that there is none.</summary>
/// <param name="Name">The full name, else the short one.</param>
/// <param name="OtherNames">The other names; empty where there are none.</param>
/// <param name="IpAddresses">The addresses, "none" or "unknown".</param>
/// <param name="IpSource">Where they come from; null where nothing says.</param>
/// <param name="OperatingSystem">The operating system or "unknown".</param>
/// <param name="OsSource">Where it comes from.</param>
/// <param name="Owner">Who answers for it or "unknown".</param>
/// <param name="OwnerSource">Where that comes from.</param>
/// <param name="Software">The affected software, or what is known instead.</param>
/// <param name="SoftwareSource">Where it comes from.</param>
/// <param name="Match">What came of looking for the host in the inventories.</param>
/// <param name="MatchReason">Why; empty where nothing says.</param>
/// <param name="LastSeen">When the inventory last saw it, and how long ago; null where it does not say.</param>
/// <param name="ScannedAt">When it was scanned, and how long ago; null where the report does not say.</param>
/// <param name="FindingSource">The report or connection of the findings.</param>
/// <param name="IsStale">Whether the inventory has not seen it for long.</param>
/// <param name="IsIdentified">Whether the inventory knows it well enough.</param>
internal sealed record HostModel(
    string Name,
    string OtherNames,
    string IpAddresses,
    string? IpSource,
    string OperatingSystem,
    string? OsSource,
    string Owner,
    string? OwnerSource,
    string Software,
    string? SoftwareSource,
    string Match,
    string MatchReason,
    string? LastSeen,
    string? ScannedAt,
    string? FindingSource,
    bool IsStale,
    bool IsIdentified)
{
    private const string Unknown = "unknown";
    private const int MostNames = 20, MostAddresses = 50, MostSoftware = 50;

    public static HostModel Of(TicketHost host, DateOnly today)
    {
        string name = host.Fqdn ?? host.ComputerName;
        string[] others = [.. host.Alias.Where(alias => !string.Equals(alias, name, StringComparison.OrdinalIgnoreCase))];
        return new HostModel(
            TicketModel.Value(name),
            TicketModel.Value(TicketModel.Join(others, MostNames)),
            host.IPAddress switch
            {
                null => Unknown,
                [] => "none",
                _ => TicketModel.Value(TicketModel.Join(host.IPAddress, MostAddresses)),
            },
            Source(host, host.IPAddress, "IPAddress"),
            TicketModel.Value(host.OperatingSystem ?? Unknown),
            Source(host, host.OperatingSystem, "OperatingSystem"),
            TicketModel.Value(host.Owner ?? Unknown),
            Source(host, host.Owner, "Owner"),
            host.AffectedSoftware switch
            {
                null => "unknown, as no inventory says what is installed",
                [] => "none recognised among what the inventory says is installed",
                _ => TicketModel.Value(TicketModel.Join([.. host.AffectedSoftware.Select(one => one.ToString())], MostSoftware)),
            },
            Source(host, host.AffectedSoftware, "InstalledSoftware"),
            Status(host),
            TicketModel.Value(host.MatchReason),
            TicketModel.Aged(host.LastSeen, today),
            TicketModel.Aged(host.ScannedAt, today),
            Source(host, host, "Finding"),
            host.IsStale,
            host.MatchStatus is MatchStatus.Unknown
                || (host.MatchStatus == MatchStatus.Matched && host.MatchConfidence > MatchConfidence.Low));
    }

    private static string? Source(TicketHost host, object? fact, string name) =>
        fact is not null && host.FactSource.TryGetValue(name, out string? source) && source.Length > 0
            ? TicketModel.Value(source)
            : null;

    private static string Status(TicketHost host) => host.MatchStatus switch
    {
        MatchStatus.Matched => $"matched, {(host.MatchConfidence switch
        {
            MatchConfidence.Exact => "exact",
            MatchConfidence.High => "high confidence",
            MatchConfidence.Medium => "medium confidence",
            _ => "low confidence",
        })}",
        MatchStatus.Unknown => "no inventory was asked",
        MatchStatus.Ambiguous => "ambiguous: several assets could be this host, and none was guessed",
        MatchStatus.NotFound => "not found: no asset is this host",
        _ => "rejected: the name is none that can be looked for",
    };
}
