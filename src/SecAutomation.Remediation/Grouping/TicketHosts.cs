using System.Text.Json;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Grouping;

/// <summary>What a ticket says of a host, put together from what a run and the ticket itself know.</summary>
internal static class TicketHosts
{
    private const string FindingFact = "Finding";

    /// <summary>What a run knows of a host, with its open findings.</summary>
    public static TicketHost Of(AssetDetail host, HostNames names)
    {
        CriticalCveHost? scanned = host.CriticalCveHost;
        Finding[] findings = FindingSet.Merge((scanned?.Finding ?? []).Where(FindingWork.IsOpen));
        Dictionary<string, string> sources = new(host.FactSource.Count + 1, StringComparer.Ordinal);
        foreach ((string fact, string source) in host.FactSource)
        {
            sources[fact] = source;
        }

        if (scanned is not null && (scanned.Source.Length > 0 || scanned.Read.Source.Length > 0))
        {
            sources.TryAdd(FindingFact, SourceName.Of(scanned.Source.Length > 0 ? scanned.Source : scanned.Read.Source));
        }

        return new TicketHost
        {
            ComputerName = host.ComputerName,
            CanonicalName = names.Canonical,
            Fqdn = HostName.Parse(host.Fqdn).Fqdn ?? HostName.Parse(scanned?.Fqdn).Fqdn,
            Alias = names.Alias,
            IPAddress = Sorted(host.IPAddress ?? (scanned?.IPAddress is { Length: > 0 } scannedAddress ? scannedAddress : null)),
            OperatingSystem = host.OperatingSystem ?? scanned?.OperatingSystem,
            Owner = host.Owner,
            MatchStatus = host.MatchStatus,
            MatchConfidence = host.MatchConfidence,
            MatchReason = host.MatchReason,
            LastSeen = host.LastSeen,
            IsStale = host.IsStale,
            ScannedAt = scanned?.Read.ScannedAt,
            Scanner = Scanners(scanned),
            AffectedSoftware = AffectedSoftware.Find(host.InstalledSoftware, findings),
            FactSource = sources.Count <= 1 ? sources : new Dictionary<string, string>(sources.OrderBy(fact => fact.Key, StringComparer.Ordinal), StringComparer.Ordinal),
            KnownExploitedCve = Sorted(scanned?.KnownExploitedCve ?? [])!,
            Decision = [.. (scanned?.Decision ?? []).OrderBy(decision => decision.CveId, StringComparer.Ordinal)],
            Finding = findings,
        };
    }

    /// <summary>One host from several accounts of it in one run, whatever their order.</summary>
    public static TicketHost MergeRun(IEnumerable<TicketHost> accounts, string canonicalName)
    {
        TicketHost[] all = [.. accounts];
        if (all.Length == 1)
        {
            return all[0] with { CanonicalName = canonicalName };
        }

        all =
        [
            .. all.OrderBy(host => IsIdentified(host))
                .ThenBy(host => host.LastSeen)
                .ThenBy(host => JsonSerializer.Serialize(host), StringComparer.Ordinal),
        ];
        string[]? addresses = all.Any(host => host.IPAddress is not null)
            ? Sorted(all.SelectMany(host => host.IPAddress ?? []))
            : null;
        return Merge(all) with { CanonicalName = canonicalName, IPAddress = addresses };
    }

    /// <summary>One host from accounts of it, the oldest first: newer facts win, and what is not said any more stays.</summary>
    public static TicketHost Merge(params IReadOnlyList<TicketHost> accounts)
    {
        if (accounts.Count == 1)
        {
            return accounts[0];
        }

        TicketHost newest = accounts[^1];
        TicketHost match = accounts.LastOrDefault(IsIdentified) ?? newest;
        SortedDictionary<string, string> sources = new(StringComparer.Ordinal);
        foreach ((string fact, string source) in accounts.SelectMany(host => host.FactSource))
        {
            sources[fact] = source;
        }

        return newest with
        {
            CanonicalName = accounts[0].CanonicalName,
            Fqdn = accounts.Select(host => host.Fqdn).LastOrDefault(name => name is not null),
            Alias = [.. accounts.SelectMany(host => host.Alias).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            IPAddress = accounts.Select(host => host.IPAddress).LastOrDefault(address => address is not null),
            OperatingSystem = accounts.Select(host => host.OperatingSystem).LastOrDefault(name => name is not null),
            Owner = accounts.Select(host => host.Owner).LastOrDefault(name => name is not null),
            MatchStatus = match.MatchStatus,
            MatchConfidence = match.MatchConfidence,
            MatchReason = match.MatchReason,
            LastSeen = match.LastSeen,
            IsStale = match.IsStale,
            ScannedAt = accounts.Max(host => host.ScannedAt),
            Scanner = Sorted(accounts.SelectMany(host => host.Scanner))!,
            AffectedSoftware = MergeSoftware(accounts),
            FactSource = new Dictionary<string, string>(sources, StringComparer.Ordinal),
            KnownExploitedCve = Sorted(accounts.SelectMany(host => host.KnownExploitedCve))!,
            Decision =
            [
                .. accounts.Reverse().SelectMany(host => host.Decision)
                    .DistinctBy(decision => decision.CveId, StringComparer.OrdinalIgnoreCase)
                    .OrderBy(decision => decision.CveId, StringComparer.Ordinal),
            ],
            Finding = FindingSet.Merge(accounts.SelectMany(host => host.Finding)),
        };
    }

    private static bool IsIdentified(TicketHost host) =>
        host.MatchStatus == MatchStatus.Matched && host.MatchConfidence > MatchConfidence.Low;

    private static string[] Scanners(CriticalCveHost? scanned) => Sorted(
        (scanned?.Read.Connector ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))!;

    private static InstalledSoftware[]? MergeSoftware(IReadOnlyList<TicketHost> accounts) =>
        accounts.All(host => host.AffectedSoftware is null)
            ? null
            :
            [
                .. accounts.SelectMany(host => host.AffectedSoftware ?? [])
                    .DistinctBy(software => (software.Name, software.Version, software.Publisher))
                    .OrderBy(software => software.Name, StringComparer.Ordinal)
                    .ThenBy(software => software.Version, StringComparer.Ordinal)
                    .ThenBy(software => software.Publisher, StringComparer.Ordinal),
            ];

    private static string[]? Sorted(IEnumerable<string>? texts) =>
        texts is null ? null : [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
