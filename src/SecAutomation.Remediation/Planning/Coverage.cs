using SecAutomation.Remediation.Grouping;

namespace SecAutomation.Remediation.Planning;

/// <summary>Which ticket covers which work on which machine.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<(int Machine, string Work), StoredTicket> _open = [];
    private readonly Dictionary<(int Machine, string Work), StoredTicket> _closed = [];
    private readonly Dictionary<int, string> _canonical = [];
    private readonly Dictionary<string, Dictionary<string, int>> _machines = new(StringComparer.Ordinal);

    private readonly Dictionary<int, List<StoredTicket>> _hostTickets = [];

    private Coverage()
    {
    }

    /// <summary>Takes the hosts of the tickets into the register; the answer is to be called once the register has concluded.</summary>
    public static Func<Coverage> Prepare(IReadOnlyList<StoredTicket> existing, HostRegister register)
    {
        List<(StoredTicket Ticket, TicketHost Host, int Node)> nodes = [];
        foreach (StoredTicket ticket in existing)
        {
            HashSet<string> known = new(StringComparer.Ordinal);
            foreach (TicketHost host in ticket.Draft.Content.Host)
            {
                nodes.Add((ticket, host, register.Add(host)));
                known.Add(CanonicalName(host));
            }

            foreach (string name in ticket.Draft.Unit.Select(unit => unit.Host).Where(known.Add))
            {
                TicketHost host = new() { ComputerName = name, CanonicalName = name };
                nodes.Add((ticket, host, register.Add(host)));
            }
        }

        return () => Conclude(nodes, register);
    }

    /// <summary>The name under which a host of a ticket stands in its units.</summary>
    public static string CanonicalName(TicketHost host) =>
        host.CanonicalName.Length > 0 ? host.CanonicalName : HostNames.Of(host).Canonical;

    public static bool IsOpen(StoredTicket ticket) => ticket.State != TicketState.Closed;

    /// <summary>The oldest first, so that the same ticket is chosen every time.</summary>
    public static IEnumerable<StoredTicket> Ordered(IEnumerable<StoredTicket> tickets) => tickets
        .OrderBy(ticket => ticket.CreatedAt)
        .ThenBy(ticket => ticket.Id.Length)
        .ThenBy(ticket => ticket.Id, StringComparer.Ordinal);

    /// <summary>The open ticket that covers the work; null where none does.</summary>
    public StoredTicket? Open(int machine, string work) => _open.GetValueOrDefault((machine, work));

    /// <summary>The ticket that was closed last over the work; null where there is none.</summary>
    public StoredTicket? Closed(int machine, string work) => _closed.GetValueOrDefault((machine, work));

    /// <summary>The name that tickets have given to the machine; null where none knows it.</summary>
    public string? Canonical(int machine) => _canonical.GetValueOrDefault(machine);

    /// <summary>The tickets of the machine alone, open and closed.</summary>
    public IReadOnlyList<StoredTicket> HostTickets(int machine) => _hostTickets.GetValueOrDefault(machine) ?? [];

    /// <summary>The machine that a host of a ticket is.</summary>
    public int? Machine(StoredTicket ticket, string canonicalName) =>
        _machines.TryGetValue(ticket.Id, out var held) && held.TryGetValue(canonicalName, out int machine) ? machine : null;

    private static Coverage Conclude(List<(StoredTicket Ticket, TicketHost Host, int Node)> nodes, HostRegister register)
    {
        Coverage coverage = new();
        ILookup<string, (StoredTicket Ticket, TicketHost Host, int Node)> byTicket = nodes.ToLookup(node => node.Ticket.Id, StringComparer.Ordinal);
        IEnumerable<StoredTicket> all = nodes.Select(node => node.Ticket).DistinctBy(ticket => ticket.Id, StringComparer.Ordinal);
        foreach (StoredTicket ticket in Ordered(all).OrderByDescending(IsOpen))
        {
            Dictionary<string, int> machineOf = new(StringComparer.Ordinal);
            foreach ((_, TicketHost host, int node) in byTicket[ticket.Id])
            {
                int machine = register.Machine(node);
                string name = CanonicalName(host);
                machineOf[name] = machine;
                coverage._canonical.TryAdd(machine, name);
                if (ticket.Draft.Content.GroupKind == WorkGroups.Host)
                {
                    if (!coverage._hostTickets.TryGetValue(machine, out List<StoredTicket>? tickets))
                    {
                        coverage._hostTickets[machine] = tickets = [];
                    }

                    tickets.Add(ticket);
                }
            }

            coverage._machines[ticket.Id] = machineOf;
            foreach (WorkUnit unit in ticket.Draft.Unit)
            {
                coverage.Cover((machineOf[unit.Host], unit.Work), ticket);
            }
        }

        return coverage;
    }

    private void Cover((int Machine, string Work) unit, StoredTicket ticket)
    {
        if (IsOpen(ticket))
        {
            _open.TryAdd(unit, ticket);
            return;
        }

        // A duplicate was closed because of its twin and says nothing about the work.
        if (ticket.Resolution != TicketResolution.Duplicate
            && (!_closed.TryGetValue(unit, out StoredTicket? other) || IsLater(ticket, other)))
        {
            _closed[unit] = ticket;
        }
    }

    private static bool IsLater(StoredTicket ticket, StoredTicket other) =>
        (ticket.ClosedAt ?? ticket.UpdatedAt).CompareTo(other.ClosedAt ?? other.UpdatedAt) switch
        {
            0 => ticket.Resolution is TicketResolution.RiskAccepted or TicketResolution.FalsePositive,
            var later => later > 0,
        };
}
