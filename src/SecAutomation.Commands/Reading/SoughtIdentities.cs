using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Reading;

/// <summary>What products are asked for: all by which the hosts that came down the pipeline can be known.</summary>
internal static class SoughtIdentities
{
    private const int NetBiosLength = 15;

    /// <summary>The identities of hosts.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="matching">What may be concluded, maps and reviewed decisions among it.</param>
    /// <returns>
    /// The identities; empty where the whole inventory has to be read, because a person decided on one of them and an asset may be called anything then.
    /// </returns>
    public static HostIdentity[] Of(IEnumerable<CriticalCveHost> hosts, MatchRules matching)
    {
        HostIdentity[] sought = [.. hosts.Select(host => Of(host, matching))];
        var decided = matching.Reviewed.Where(match => match.Asset is not null).Select(match => Key(match.ComputerName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return sought.Any(host => Names(host).Any(name => decided.Contains(Key(name)))) ? [] : sought;
    }

    private static HostIdentity Of(CriticalCveHost host, MatchRules matching)
    {
        var identity = new HostIdentity
        {
            ComputerName = host.ComputerName,
            Fqdn = host.Fqdn,
            NetBiosName = host.NetBiosName,
            Alias = host.Alias,
            IPAddress = host.IPAddress,
            MacAddress = host.MacAddress,
            AgentId = host.AgentId,
            BiosUuid = host.BiosUuid,
            SerialNumber = host.SerialNumber,
            Manufacturer = host.Manufacturer,
            CloudId = host.CloudId,
            CloudAccount = host.CloudAccount,
            Network = host.Network,
        };
        string[] names = [.. Names(identity)];
        IEnumerable<string> mapped = matching.AliasMap.SelectMany(pair => names.Any(name => IsSame(name, pair.Key)) ? [pair.Value] : names.Any(name => IsSame(name, pair.Value)) ? new[] { pair.Key } : []);

        // An inventory may know a long name by its first 15 characters.
        IEnumerable<string> cut = names.Select(Key).Where(name => name.Length > NetBiosLength).Select(name => name[..NetBiosLength]);
        return identity with { Alias = [.. identity.Alias.Concat(mapped).Concat(cut).Distinct(StringComparer.OrdinalIgnoreCase)] };
    }

    private static IEnumerable<string> Names(HostIdentity host) =>
        new[] { host.ComputerName, host.Fqdn, host.NetBiosName }.Concat(host.Alias).OfType<string>().Where(name => name.Length > 0);

    private static bool IsSame(string name, string other) =>
        string.Equals(name, other, StringComparison.OrdinalIgnoreCase) || string.Equals(Key(name), Key(other), StringComparison.OrdinalIgnoreCase);

    private static string Key(string text) => HostName.Parse(text) is { IsName: true } name ? name.ShortKey : text.Trim();
}
