namespace SecAutomation.Remediation.Grouping;

/// <summary>The names by which one host of a run or of a ticket is told from others.</summary>
internal sealed class HostNames
{
    private const int NetBiosLength = 15, MostRepeated = 4;

    private string[]? _alias;

    private HostNames(SortedSet<string> full, SortedSet<string> shortNames, string canonical, string? scannedAs, bool isAmbiguous)
    {
        Full = full;
        Short = shortNames;
        Canonical = canonical;
        ScannedAs = scannedAs;
        IsAmbiguous = isAmbiguous;
    }

    /// <summary>Names that one machine has: fully qualified ones, and the address of a host that has nothing else.</summary>
    public IReadOnlyCollection<string> Full { get; }

    /// <summary>First labels. Two machines may share one.</summary>
    public IReadOnlyCollection<string> Short { get; }

    /// <summary>The name that the units carry.</summary>
    public string Canonical { get; }

    /// <summary>The name as the scanner alone would give it, where that is no full one; null otherwise.</summary>
    public string? ScannedAs { get; }

    /// <summary>True where an inventory knows several machines of this name, or the name is none: then it stands for itself alone.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>Everything by which a ticket with this host is found again.</summary>
    public string[] Alias => _alias ??= [.. Full.Concat(Short).Append(Canonical).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The names of a host of this run. Those of an asset count only where the match can be relied on.</summary>
    public static HostNames Of(AssetDetail host)
    {
        CriticalCveHost? scanned = host.CriticalCveHost;
        List<string?> names = [host.Fqdn, scanned?.Fqdn, host.ComputerName, scanned?.ComputerName, .. scanned?.Alias ?? []];
        if (IsIdentified(host) && host.Asset is { } asset)
        {
            names.AddRange([asset.Fqdn, asset.ComputerName, .. asset.Alias]);
        }

        if (scanned?.NetBiosName is { } netBios
            && !(netBios.Length == NetBiosLength && names.Any(name => IsCut(netBios, name))))
        {
            names.Add(netBios);
        }

        IEnumerable<string> addresses = host.IPAddress ?? scanned?.IPAddress ?? [];
        bool scannerKnowsFull = HostName.Parse(scanned?.Fqdn ?? (scanned is null ? host.Fqdn : null)).Fqdn is not null;
        string scannedName = HostName.Parse(scanned?.ComputerName ?? host.ComputerName).ShortKey;
        return Of(
            names,
            addresses,
            host.ComputerName,
            scannerKnowsFull || scannedName.Length == 0 ? null : scannedName,
            host.MatchStatus is MatchStatus.Ambiguous or MatchStatus.Rejected);
    }

    /// <summary>The names of a host in a ticket.</summary>
    public static HostNames Of(TicketHost host)
    {
        HostNames names = Of(
            [host.Fqdn, host.ComputerName, .. host.Alias],
            [],
            host.ComputerName,
            null,
            host.MatchStatus is MatchStatus.Ambiguous or MatchStatus.Rejected);
        if (host.CanonicalName.Length == 0 || host.CanonicalName == names.Canonical)
        {
            return names;
        }

        SortedSet<string> full = [.. names.Full];
        if (HostName.Parse(host.CanonicalName) is { Fqdn: not null } or { IPAddress: not null })
        {
            full.Add(host.CanonicalName);
        }

        return new HostNames(full, [.. names.Short], host.CanonicalName, null, names.IsAmbiguous);
    }

    /// <summary>Whether the inventory knows the host well enough for a ticket of its own. Where nobody looked, the scanner's word stands.</summary>
    public static bool IsIdentified(AssetDetail host) => host.MatchStatus switch
    {
        MatchStatus.Matched => host.MatchConfidence > MatchConfidence.Low,
        MatchStatus.Unknown => true,
        _ => false,
    };

    private static HostNames Of(
        IEnumerable<string?> names, IEnumerable<string> addresses, string spelled, string? scannedAs, bool isAmbiguous)
    {
        SortedSet<string> full = new(StringComparer.Ordinal);
        SortedSet<string> shortNames = new(StringComparer.Ordinal);
        SortedSet<string> ownAddresses = new(StringComparer.Ordinal);
        string? canonical = null;
        string?[] looked = new string?[MostRepeated];
        int count = 0;
        foreach (string? text in names)
        {
            // The scanner and the inventory mostly spell a name alike.
            if (text is null || Array.IndexOf(looked, text, 0, count) >= 0)
            {
                continue;
            }

            if (count < MostRepeated)
            {
                looked[count++] = text;
            }

            HostName name = HostName.Parse(text);
            if (name.Fqdn is { } fqdn)
            {
                full.Add(fqdn);
                canonical ??= fqdn;
            }

            if (name.IsName)
            {
                shortNames.Add(name.ShortKey);
            }
            else if (name.IPAddress is { } address)
            {
                ownAddresses.Add(address);
            }
        }

        if (canonical is null && HostName.Parse(spelled) is { IsName: true } own)
        {
            canonical = own.ShortKey;
        }

        canonical ??= full.FirstOrDefault() ?? shortNames.FirstOrDefault();
        if (canonical is null)
        {
            // Without any name, the address stands for the host; without an address, whatever the scanner wrote.
            canonical = ownAddresses.FirstOrDefault() ?? addresses.Order(StringComparer.Ordinal).FirstOrDefault();
            if (canonical is not null)
            {
                full.Add(canonical);
            }
        }

        return new HostNames(full, shortNames, canonical ?? spelled.Trim().ToLowerInvariant(), scannedAs, isAmbiguous);
    }

    private static bool IsCut(string netBios, string? name) =>
        HostName.Parse(name).ShortKey is { Length: > NetBiosLength } whole
        && whole.StartsWith(netBios, StringComparison.OrdinalIgnoreCase);
}
