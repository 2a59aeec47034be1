using System.Net;

namespace SecAutomation.Remediation.Selection;

/// <summary>One host out of all that was said of one machine.</summary>
internal static class HostJoining
{
    public static CriticalCveHost Join(IReadOnlyList<ScannedHost> records, Finding[] findings)
    {
        ScannedHost[] newest = [.. records];
        Array.Sort(newest, NewestFirst);
        NamedHost[] best = Array.ConvertAll(newest, NamedHost.Of);
        if (best.Length > 1)
            best = [.. best.OrderByDescending(host => host.Rank)];

        ScanRead read = ReadJoining.Join(records);
        string[] addresses = Addresses(best);
        return new CriticalCveHost
        {
            ComputerName = NameOf(best[0], addresses),
            Fqdn = Array.Find(best, host => !string.IsNullOrWhiteSpace(host.FullName)).FullName,
            NetBiosName = Array.Find(best, host => !string.IsNullOrWhiteSpace(host.Identity.NetBiosName)).Identity?.NetBiosName,
            Alias = Aliases(records),
            IPAddress = addresses,
            MacAddress = MacAddresses(records),
            AgentId = First(newest, identity => identity.AgentId),
            BiosUuid = First(newest, identity => identity.BiosUuid),
            SerialNumber = First(newest, identity => identity.SerialNumber),
            Manufacturer = First(newest, identity => identity.Manufacturer),
            CloudId = First(newest, identity => identity.CloudId),
            CloudAccount = First(newest, identity => identity.CloudAccount),
            Network = First(newest, identity => identity.Network),
            OperatingSystem = Array.Find(newest, record => !string.IsNullOrWhiteSpace(record.OperatingSystem))?.OperatingSystem,
            CveId = Cves(findings),
            MaxCvss = findings.Max(finding => finding.CvssScore),
            Priority = SeverityBand.Priority(findings.Length == 0 ? Severity.Unknown : findings.Max(SeverityBand.Of)),
            Finding = findings,
            FirstSeen = findings.Min(finding => finding.FirstSeen),
            LastSeen = findings.Max(finding => finding.LastSeen),
            Source = read.Source,
            Read = read,
        };
    }

    private static string NameOf(in NamedHost host, string[] addresses)
    {
        if (host.Name.IsName)
            return host.Name.Short;

        HostName fallback = host.Full;
        if (!fallback.IsName)
            fallback = HostName.Parse(host.Identity.NetBiosName);
        if (!fallback.IsName)
            fallback = host.Identity.Alias.Select(HostName.Parse).FirstOrDefault(alias => alias.IsName);
        if (fallback.IsName)
            return fallback.Short;
        if (host.Name.IPAddress is string address)
            return address;
        return host.Name.Status == HostNameStatus.Placeholder && addresses.Length > 0 ? addresses[0] : host.Identity.ComputerName;
    }

    private static string[] Aliases(IReadOnlyList<ScannedHost> records)
    {
        var texts = new List<string>(4);
        foreach (ScannedHost record in records)
        {
            HostIdentity identity = record.Identity;
            texts.AddRange(identity.Alias);
            texts.Add(identity.ComputerName);
            texts.Add(identity.Fqdn ?? "");
            texts.Add(identity.NetBiosName ?? "");
        }

        return Texts(texts);
    }

    private static string[] MacAddresses(IReadOnlyList<ScannedHost> records)
    {
        var texts = new List<string>();
        foreach (ScannedHost record in records)
            texts.AddRange(record.Identity.MacAddress);

        return Texts(texts);
    }

    private static string[] Cves(Finding[] findings)
    {
        var texts = new List<string>();
        foreach (Finding finding in findings)
            texts.AddRange(finding.CveId);

        texts.Sort(StringComparer.Ordinal);
        return Distinct(texts);
    }

    private static string[] Addresses(NamedHost[] hosts)
    {
        var seen = new List<string>(1);
        foreach (NamedHost host in hosts)
        {
            foreach (string text in host.Identity.IPAddress ?? [])
                seen.Add(AddressText.CanonicalIPAddress(text) ?? "");
            seen.Add(host.Name.IPAddress ?? "");
        }

        seen.RemoveAll(address => address.Length == 0);
        return seen.Count < 2
            ? [.. seen]
            : [.. seen.Distinct(StringComparer.Ordinal).OrderBy(address => address.Contains(':', StringComparison.Ordinal)).ThenBy(SortKey, StringComparer.Ordinal)];
    }

    private static string SortKey(string address) => Convert.ToHexString(IPAddress.Parse(address).GetAddressBytes());

    private static string[] Texts(List<string> texts)
    {
        texts.RemoveAll(string.IsNullOrWhiteSpace);
        texts.Sort(static (a, b) => StringComparer.OrdinalIgnoreCase.Compare(a, b) is var order && order != 0 ? order : string.CompareOrdinal(a, b));
        return Distinct(texts);
    }

    private static string[] Distinct(List<string> sorted)
    {
        int kept = 0;
        for (int i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || !string.Equals(sorted[i], sorted[kept - 1], StringComparison.Ordinal))
                sorted[kept++] = sorted[i];
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
        return [.. sorted];
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

    /// <summary>A record and its names, taken apart once.</summary>
    private readonly record struct NamedHost(HostIdentity Identity, HostName Name, HostName Full, string? FullName)
    {
        /// <summary>A name tells more than an address, and a full one more than a short one.</summary>
        public int Rank => (Name.IsName ? 2 : 0) + (Full.Fqdn is not null ? 1 : 0);

        public static NamedHost Of(ScannedHost record)
        {
            HostIdentity identity = record.Identity;
            HostName name = HostName.Parse(identity.ComputerName);
            HostName full = HostName.Parse(identity.Fqdn);
            return new NamedHost(identity, name, full, full.Fqdn ?? name.Fqdn ?? OfAliases(identity.Alias));
        }

        private static string? OfAliases(string[] aliases)
        {
            string? first = null;
            foreach (string alias in aliases)
            {
                if (HostName.Parse(alias).Fqdn is { } fqdn && (first is null || string.CompareOrdinal(fqdn, first) < 0))
                    first = fqdn;
            }

            return first;
        }
    }
}
