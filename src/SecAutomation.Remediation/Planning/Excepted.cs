using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Remediation.Planning;

/// <summary>Work that gets no ticket, by the exception that says so.</summary>
internal sealed class Excepted
{
    private readonly Dictionary<string, (TicketException Rule, Dictionary<string, TicketHost> Host, HashSet<WorkUnit> Unit)> _byRule = new(StringComparer.Ordinal);

    public void Add(TicketException rule, TicketHost host, string work)
    {
        if (!_byRule.TryGetValue(rule.Place, out var entry))
            _byRule[rule.Place] = entry = (rule, new Dictionary<string, TicketHost>(StringComparer.Ordinal), []);

        entry.Host.TryAdd(host.CanonicalName, host);
        entry.Unit.Add(new WorkUnit(host.CanonicalName, work));
    }

    /// <summary>One entry for each exception: what it keeps from getting a ticket.</summary>
    public IEnumerable<PlannedTicket> Planned()
    {
        foreach ((TicketException rule, Dictionary<string, TicketHost> hosts, HashSet<WorkUnit> units) in _byRule.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value))
        {
            string what = Tally.Describe(units, [.. hosts.Keys]);
            WorkUnit[] sorted = [.. units.OrderBy(unit => unit.Host, StringComparer.Ordinal).ThenBy(unit => unit.Work, StringComparer.Ordinal)];
            TicketDraft draft = new()
            {
                Title = MarkdownText.Cut($"Excepted: {what}", TicketTitle.MaximumLength),
                Unit = sorted,
                Content = new TicketContent
                {
                    GroupKind = "exception",
                    GroupValue = rule.Place,
                    Host = [.. sorted.GroupBy(unit => unit.Host, StringComparer.Ordinal).Select(host => Slim(hosts[host.Key], [.. host.Select(unit => unit.Work)]))],
                },
            };
            yield return new PlannedTicket(TicketAction.Skipped, $"No ticket for {what}: {rule}.", draft, null);
        }
    }

    // Enough to be read; a plan is not to hold everything that it leaves alone.
    private static TicketHost Slim(TicketHost host, string[] work) => new()
    {
        ComputerName = host.ComputerName,
        CanonicalName = host.CanonicalName,
        Fqdn = host.Fqdn,
        Finding = [new Finding { CveId = [.. work.Where(one => one.StartsWith("CVE-", StringComparison.Ordinal))] }],
    };
}
