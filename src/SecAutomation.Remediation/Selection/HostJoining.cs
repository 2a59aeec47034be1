using System.Net;

namespace SecAutomation.Remediation.Selection;

/// <summary>One host out of all that was said of one machine.</summary>
internal static class HostJoining
{
    private const int FewTexts = 8;

    public static CriticalCveHost Join(IReadOnlyList<ScannedHost> records, Finding[] findings)
    {
        ScannedHost[] newest = [.. records];
        Array.Sort(newest, NewestFirst);
        ScannedHost[] best = newest.Length == 1 ? newest : [.. newest.OrderByDescending(record => Rank(record.Identity))];

        HostIdentity named = best[0].Identity;
        ScanRead read = ReadJoining.Join(records);
        string[] addresses = Addresses(records);
        Severity worst = findings.Length == 0 ? Severity.Unknown : findings.Max(SeverityBand.Of);
        return new CriticalCveHost
        {
            ComputerName = NameOf(named, addresses),
            Fqdn = First(best, identity => FqdnOf(identity)),
            NetBiosName = First(best, identity => identity.NetBiosName),
            Alias = Texts(records.SelectMany(record => AliasesOf(record.Identity))),
            IPAddress = addresses,
            MacAddress = Texts(records.SelectMany(record => record.Identity.MacAddress)),
            AgentId = First(newest, identity => identity.AgentId),
            BiosUuid = First(newest, identity => identity.BiosUuid),
            SerialNumber = First(newest, identity => identity.SerialNumber),
            Manufacturer = First(newest, identity => identity.Manufacturer),
            CloudId = First(newest, identity => identity.CloudId),
            CloudAccount = First(newest, identity => identity.CloudAccount),
            Network = First(newest, identity => identity.Network),
            OperatingSystem = newest.Select(record => record.OperatingSystem).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)),
            CveId = Cves(findings),
            MaxCvss = findings.Max(finding => finding.CvssScore),
            Priority = SeverityBand.Priority(worst),
            Finding = findings,
            FirstSeen = findings.Min(finding => finding.FirstSeen),
            LastSeen = findings.Max(finding => finding.LastSeen),
            Source = read.Source,
            Read = read,
        };
    }

    private static string[] Cves(Finding[] findings)
    {
        string[] cves = Distinct(findings.SelectMany(finding => finding.CveId));
        Array.Sort(cves, StringComparer.Ordinal);
        return cves;
    }

    private static string NameOf(HostIdentity identity, string[] addresses)
    {
        HostName name = HostName.Parse(identity.ComputerName);
        if (name.IsName)
            return name.Short;

        HostName fallback = HostName.Parse(identity.Fqdn);
        if (!fallback.IsName)
            fallback = HostName.Parse(identity.NetBiosName);
        if (!fallback.IsName)
            fallback = identity.Alias.Select(HostName.Parse).FirstOrDefault(alias => alias.IsName);
        if (fallback.IsName)
            return fallback.Short;
        if (name.IPAddress is string address)
            return address;
        return name.Status == HostNameStatus.Placeholder && addresses.Length > 0 ? addresses[0] : identity.ComputerName;
    }

    private static string? FqdnOf(HostIdentity identity) =>
        HostName.Parse(identity.Fqdn).Fqdn
        ?? HostName.Parse(identity.ComputerName).Fqdn
        ?? identity.Alias.Select(alias => HostName.Parse(alias).Fqdn).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();

    private static IEnumerable<string> AliasesOf(HostIdentity identity)
    {
        foreach (string alias in identity.Alias)
            yield return alias;
        yield return identity.ComputerName;
        yield return identity.Fqdn ?? "";
        yield return identity.NetBiosName ?? "";
    }

    private static string[] Addresses(IReadOnlyList<ScannedHost> records)
    {
        string[] seen = Distinct(records.SelectMany(record => (record.Identity.IPAddress ?? []).Select(AddressText.CanonicalIPAddress)
            .Append(HostName.Parse(record.Identity.ComputerName).IPAddress)).OfType<string>());
        return seen.Length < 2 ? seen : [.. seen.OrderBy(address => address.Contains(':', StringComparison.Ordinal)).ThenBy(SortKey, StringComparer.Ordinal)];
    }

    private static string SortKey(string address) => Convert.ToHexString(IPAddress.Parse(address).GetAddressBytes());

    private static string[] Texts(IEnumerable<string> texts)
    {
        string[] distinct = Distinct(texts.Where(text => !string.IsNullOrWhiteSpace(text)));
        Array.Sort(distinct, static (a, b) => StringComparer.OrdinalIgnoreCase.Compare(a, b) is not 0 and var order ? order : string.CompareOrdinal(a, b));
        return distinct;
    }

    // Mostly three or four: a list is looked through sooner than a set is made.
    private static string[] Distinct(IEnumerable<string> texts)
    {
        var few = new List<string>(FewTexts);
        HashSet<string>? many = null;
        foreach (string text in texts)
        {
            if (few.Count == FewTexts)
                many ??= new HashSet<string>(few, StringComparer.Ordinal);
            if (many?.Add(text) ?? !few.Contains(text))
                few.Add(text);
        }

        return [.. few];
    }

    private static string? First(ScannedHost[] records, Func<HostIdentity, string?> value)
    {
        foreach (ScannedHost record in records)
        {
            if (value(record.Identity) is { } text && !string.IsNullOrWhiteSpace(text))
                return text;
        }

        return null;
    }

    /// <summary>A name tells more than an address, and a full one more than a short one.</summary>
    private static int Rank(HostIdentity identity) =>
        (HostName.Parse(identity.ComputerName).IsName ? 2 : 0) + (HostName.Parse(identity.Fqdn).Fqdn is not null ? 1 : 0);

    /// <summary>A total order over all that is taken from a record.</summary>
    private static int NewestFirst(ScannedHost a, ScannedHost b)
    {
        int order = Nullable.Compare(b.Read.ScannedAt, a.Read.ScannedAt);
        if (order == 0)
            order = string.CompareOrdinal(a.Identity.Fqdn, b.Identity.Fqdn);
        if (order == 0)
            order = string.CompareOrdinal(a.Identity.ComputerName, b.Identity.ComputerName);
        if (order == 0)
            order = string.CompareOrdinal(a.Identity.NetBiosName, b.Identity.NetBiosName);
        if (order == 0)
            order = string.CompareOrdinal(a.Identity.AgentId, b.Identity.AgentId);
        if (order == 0)
            order = string.CompareOrdinal(a.Identity.BiosUuid, b.Identity.BiosUuid);
        if (order == 0)
            order = string.CompareOrdinal(a.OperatingSystem, b.OperatingSystem);
        return order != 0 ? order : string.CompareOrdinal(string.Join('\n', a.Identity.Alias), string.Join('\n', b.Identity.Alias));
    }
}
