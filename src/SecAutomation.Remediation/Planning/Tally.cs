namespace SecAutomation.Remediation.Planning;

/// <summary>Counts the units of a run by the ticket that answers for them.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, (StoredTicket Ticket, HashSet<string> Host, HashSet<WorkUnit> Unit)> _byTicket = new(StringComparer.Ordinal);

    public IEnumerable<StoredTicket> Tickets => Coverage.Ordered(_byTicket.Values.Select(entry => entry.Ticket));

    public void Add(StoredTicket ticket, string host, string work)
    {
        if (!_byTicket.TryGetValue(ticket.Id, out var entry))
        {
            _byTicket[ticket.Id] = entry = (ticket, new HashSet<string>(StringComparer.Ordinal), []);
        }

        entry.Host.Add(host);
        entry.Unit.Add(new WorkUnit(host, work));
    }

    public string Describe(StoredTicket ticket)
    {
        (_, HashSet<string> hosts, HashSet<WorkUnit> units) = _byTicket[ticket.Id];
        return Describe(units, hosts);
    }

    /// <summary>"3 findings on web01", "7 findings on 4 hosts".</summary>
    public static string Describe(IReadOnlyCollection<WorkUnit> units, IReadOnlyCollection<string> hosts)
    {
        bool isCve = units.All(unit => unit.Work.StartsWith("CVE-", StringComparison.Ordinal));
        string what = (units.Count, isCve) switch
        {
            (1, _) => units.First().Work,
            (_, true) => $"{units.Count} CVEs",
            _ => $"{units.Count} findings",
        };
        return $"{what} on {(hosts.Count == 1 ? hosts.First() : $"{hosts.Count} hosts")}";
    }
}
