namespace SecAutomation.Remediation.Grouping;

/// <summary>The machines of a run, each once.</summary>
internal static class WantedHosts
{
    /// <summary>Takes the hosts of a run into the register; the answer is to be called once the register has concluded.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="register">Where machines are told apart.</param>
    /// <returns>Gives the machines; its parameter is the name that tickets have given to a machine, or null.</returns>
    public static Func<Func<int, string?>, IReadOnlyList<WantedHost>> Prepare(IReadOnlyList<AssetDetail> hosts, HostRegister register)
    {
        (AssetDetail Host, HostNames Names, int Node)[] nodes =
        [
            .. hosts.Select(host =>
            {
                HostNames names = HostNames.Of(host);
                return (host, names, register.Add(host, names));
            }),
        ];

        return known =>
        [
            .. nodes
                .GroupBy(node => register.Machine(node.Node))
                .Select(machine => Merge(machine.Key, [.. machine.Select(node => (node.Host, node.Names))], known(machine.Key)))
                .OrderBy(host => host.Facts.CanonicalName, StringComparer.Ordinal),
        ];
    }

    private static WantedHost Merge(int machine, IReadOnlyList<(AssetDetail Host, HostNames Names)> accounts, string? known)
    {
        string canonical = known ?? accounts
            .OrderByDescending(account => account.Names.Full.Contains(account.Names.Canonical, StringComparer.Ordinal))
            .ThenByDescending(account => HostNames.IsIdentified(account.Host))
            .ThenBy(account => account.Names.Canonical, StringComparer.Ordinal)
            .First().Names.Canonical;
        return new WantedHost(
            machine,
            TicketHosts.MergeRun(accounts.Select(account => TicketHosts.Of(account.Host, account.Names)), canonical),
            accounts.Any(account => HostNames.IsIdentified(account.Host)),
            accounts.Any(account => account.Host.CriticalCveHost?.KnownExploited == true),
            accounts.Min(account => account.Host.CriticalCveHost?.FirstSeen),
            [.. accounts.Select(account => account.Host)]);
    }
}
